package simulate

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"time"
)

// chance draws what happens. The same seed draws the same.
type chance struct{ *rand.Rand }

// newChance is the chance of one thing in a run: of a tenant, a case, or one side of a case.
func newChance(seed uint64, of string, n, side int) chance {
	h := fnv.New64a()
	_, _ = h.Write([]byte(of))
	return chance{rand.New(rand.NewPCG(seed^h.Sum64(), uint64(n)<<4|uint64(side)))} //nolint:gosec // chance, not a secret
}

// happens says whether something of a probability happens this time.
func (c chance) happens(p float64) bool { return p > 0 && c.Float64() < p }

// within is an instant at most so long away, as milliseconds.
func (c chance) within(d time.Duration) int64 {
	if d < time.Millisecond {
		return 0
	}
	return c.Int64N(d.Milliseconds())
}

// about is a waiting time of a mean, mostly shorter and sometimes much longer, in milliseconds.
func (c chance) about(mean time.Duration) int64 {
	return int64(math.Min(c.ExpFloat64(), 6) * float64(mean.Milliseconds()))
}

// between is a number from a up to, but without, b.
func (c chance) between(a, b float64) float64 { return a + c.Float64()*(b-a) }

// oneOf draws one of a list.
func oneOf[T any](c chance, list []T) T { return list[c.IntN(len(list))] }

// weighted is something with how often it is drawn, in relation to the others of its table.
type weighted[T any] struct {
	weight int
	what   T
}

// drawn draws from a table.
func drawn[T any](c chance, table []weighted[T]) T {
	total := 0
	for _, w := range table {
		total += w.weight
	}
	at := c.IntN(total)
	for _, w := range table {
		if at < w.weight {
			return w.what
		}
		at -= w.weight
	}
	return table[0].what
}
