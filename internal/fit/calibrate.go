package fit

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"

	"redress/internal/classify"
	"redress/internal/complaint"
)

// point says how often a category was right that was given with such certainty.
type point struct{ Raw, Sure float64 }

// answer is a category that was given, with what certainty, and whether it was right.
type answer struct {
	raw   float64
	right bool
}

const (
	folds    = 5
	perPoint = 60 // answers
	surest   = 0.97
)

// answers reads every text by a trust fitted to the others.
func answers(examples []example, praise []float64, bound float64) ([]answer, error) {
	var all []answer
	for fold := range folds {
		var others []example
		for i, e := range examples {
			if i%folds != fold {
				others = append(others, e)
			}
		}
		t, err := fitTrust(others)
		if err != nil {
			return nil, err
		}
		for i := fold; i < len(examples); i += folds {
			e := &examples[i]
			c, raw := t.decide(e, floats.Dot(praise, praiseFeatures(e))-bound)
			all = append(all, answer{raw, c == e.Category})
		}
	}
	return all, nil
}

// decide is the category that classify would give, and how certain it would be.
func (t trust) decide(e *example, praised float64) (complaint.Category, float64) {
	shares := t.shares(e)
	praised = e.Praised(praised)
	switch {
	case e.Danger:
		return complaint.CategorySafety, max(shares[safety], classify.LeastDanger)
	case praised > 0 && !e.Liked():
		return complaint.CategoryOther, shares[other]
	case praised > 0:
		return complaint.CategoryOther, 1 / (1 + math.Exp(-praised))
	}
	best := floats.MaxIdx(shares)
	return complaint.Categories[best], shares[best] / (1 + math.Exp(praised))
}

// curve sorts the answers by certainty, takes so many at a time, and joins neighbours until the surer ones are right more often.
func curve(all []answer) []point {
	slices.SortFunc(all, func(a, b answer) int { return cmp.Compare(a.raw, b.raw) })
	type block struct{ raw, right, n float64 }
	var blocks []block
	for some := range slices.Chunk(all, perPoint) {
		b := block{right: 0.5, n: 1} // half a doubt
		for _, a := range some {
			b.raw += a.raw
			b.n++
			if a.right {
				b.right++
			}
		}
		b.raw *= b.n / (b.n - 1)
		blocks = append(blocks, b)
		for n := len(blocks); n > 1 && blocks[n-2].right/blocks[n-2].n >= blocks[n-1].right/blocks[n-1].n; n-- {
			last := blocks[n-1]
			blocks = blocks[:n-1]
			blocks[n-2].raw += last.raw
			blocks[n-2].right += last.right
			blocks[n-2].n += last.n
		}
	}
	points := []point{{0, 0.1}}
	for _, b := range blocks {
		points = append(points, point{b.raw / b.n, min(b.right/b.n, surest)})
	}
	return points
}
