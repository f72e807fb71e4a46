package fit

import (
	"math"
	"slices"

	"redress/internal/classify"
	"redress/internal/complaint"
	"redress/internal/evaluate"
)

var categories = len(complaint.Categories)

// example is a labelled text as the witnesses hear it.
type example struct {
	evaluate.Example
	classify.Evidence
	tamed  []float64
	target []float64
	weight float64
}

// newExample asks the witnesses.
func newExample(reader *classify.Rules, label evaluate.Example) example {
	e := example{Example: label, Evidence: reader.Evidence(label.Text), weight: 1}
	for _, points := range e.Rules {
		e.tamed = append(e.tamed, reader.Tame(points))
	}
	e.target = make([]float64, categories)
	first := 1.0
	if n := len(e.Secondary); n > 0 {
		first = mainShare
		for _, c := range e.Secondary {
			e.target[slices.Index(complaint.Categories, c)] += (1 - first) / float64(n)
		}
	}
	e.target[slices.Index(complaint.Categories, e.Category)] += first
	return e
}

// What is believed before any text was seen, how hard it is to move, and how much of a text its first matter is.
const (
	rulesBefore = 1
	gramsBefore = 0.6
	stiff       = 0.02
	mainShare   = 0.75
)

// trust is how much is believed about each category: rules, grams, prior and length, one after the other.
type trust []float64

// The lists of a trust.
const (
	rules = iota
	grams
	prior
	length
	lists
)

// of is one of the lists.
func (t trust) of(list int) []float64 { return t[list*categories : (list+1)*categories] }

func (t trust) logits(e *example) []float64 {
	z := make([]float64, categories)
	for c := range z {
		z[c] = t.of(rules)[c]*e.tamed[c] + t.of(grams)[c]*e.Grams[c] + t.of(prior)[c] + t.of(length)[c]*e.Length
	}
	return z
}

// shares of belief; they add up to one.
func (t trust) shares(e *example) []float64 {
	z := t.logits(e)
	sum := logSum(z)
	for c := range z {
		z[c] = math.Exp(z[c] - sum)
	}
	return z
}

// fitTrust finds the trust under which the labels surprise least. Texts in which a rule hears danger are not asked: they are safety's.
func fitTrust(examples []example) (trust, error) {
	start := make(trust, lists*categories)
	for c := range categories {
		start[c], start[categories+c] = rulesBefore, gramsBefore
	}
	return minimise(func(x []float64) float64 {
		sum, n := 0.0, 0.0
		for i := range examples {
			if e := &examples[i]; !e.Danger {
				z := trust(x).logits(e)
				all := logSum(z)
				for c, share := range e.target {
					sum += e.weight * share * (all - z[c])
				}
				n += e.weight
			}
		}
		sum /= n
		for i, v := range x {
			sum += stiff * (v - start[i]) * (v - start[i])
		}
		return sum
	}, start)
}

func logSum(x []float64) float64 {
	top, sum := slices.Max(x), 0.0
	for _, v := range x {
		sum += math.Exp(v - top)
	}
	return top + math.Log(sum)
}
