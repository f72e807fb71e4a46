package fairness

import (
	"math"

	"redress/internal/casework"
)

// Difference is that of two shares, with the interval in which the true one lies as surely as the report's limit says.
type Difference struct {
	Is  float64 `json:"is"`
	Low float64 `json:"low"`
	Top float64 `json:"top"`
}

// compare compares the shares of cases of which something is true; nil: there are too few to say anything.
func compare(mine, others []casework.Closing, is func(casework.Closing) bool, limits Limits) *Compared {
	if len(mine) == 0 || len(mine) < limits.Least {
		return nil
	}
	a := sample{count(mine, is), len(mine)}
	c := &Compared{Share: a.share(), Says: TooFew}
	if len(others) == 0 || len(others) < limits.Least {
		return c
	}
	b := sample{count(others, is), len(others)}
	share, d := b.share(), difference(a, b, limits.Sure)
	c.Others, c.Differ, c.Says = &share, &d, Alike
	if d.Low > 0 || d.Top < 0 {
		c.Says = Unlike
	}
	return c
}

func (c *Compared) unlike() int {
	if c == nil || c.Says != Unlike {
		return 0
	}
	return 1
}

func count(all []casework.Closing, is func(casework.Closing) bool) int {
	n := 0
	for _, c := range all {
		if is(c) {
			n++
		}
	}
	return n
}

// sample is so many of so many.
type sample struct{ of, all int }

func (s sample) share() float64 { return float64(s.of) / float64(s.all) }

// difference is that of two independent shares with Newcombe's hybrid score interval, which holds for small numbers and for shares
// near 0 and 1 (Newcombe 1998, Statistics in Medicine 17:873, method 10).
func difference(a, b sample, sure float64) Difference {
	z := math.Sqrt2 * math.Erfinv(sure)
	aLow, aTop := a.wilson(z)
	bLow, bTop := b.wilson(z)
	d := a.share() - b.share()
	return Difference{
		Is:  d,
		Low: max(-1, d-math.Hypot(a.share()-aLow, bTop-b.share())),
		Top: min(1, d+math.Hypot(aTop-a.share(), b.share()-bLow)),
	}
}

// wilson is the interval of a share by its score (Wilson 1927).
func (s sample) wilson(z float64) (low, top float64) {
	n, p := float64(s.all), s.share()
	middle := 2*n*p + z*z
	half := z * math.Sqrt(z*z+4*n*p*(1-p))
	return max(0, (middle-half)/(2*(n+z*z))), min(1, (middle+half)/(2*(n+z*z)))
}
