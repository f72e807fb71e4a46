package calendar

import (
	"fmt"
	"iter"
	"time"
)

// clock is all that decides when a span is over.
type clock struct {
	*Calendar
	from time.Time  // in the calendar's zone
	off  []Interval // the union of the pauses
}

func (c *Calendar) clock(from time.Time, pauses []Interval) (clock, error) {
	off, err := union(pauses)
	return clock{c, from.In(c.zone), off}, err
}

// running yields the time in which the clock runs, when it counts in u.
func (k clock) running(u Unit) iter.Seq[Interval] {
	return func(yield func(Interval) bool) {
		for stretch := range k.stretches(u) {
			for iv := range stretch.less(k.off) {
				if !yield(Interval{iv.From.In(k.zone), iv.To.In(k.zone)}) {
					return
				}
			}
		}
	}
}

// stretches yields the time of the kind that u counts, up to the bound of every search.
func (k clock) stretches(u Unit) iter.Seq[Interval] {
	end := k.from.AddDate(longestYears+1, 0, 0)
	return func(yield func(Interval) bool) {
		if !u.working() {
			yield(Interval{k.from, end})
			return
		}
		for s := range k.shifts(k.from) {
			if s.From.After(end) || !yield(s.Interval) {
				return
			}
		}
	}
}

// closes yields the closes of working days that no pause holds. The first ends day 0, the next day 1. A pause from the very
// instant of closing holds nothing; one that lasts up to it holds the day.
func (k clock) closes() iter.Seq[time.Time] {
	end := k.from.AddDate(longestYears+1, 0, 0)
	return func(yield func(time.Time) bool) {
		for s := range k.shifts(k.from) {
			if s.To.After(end) {
				return
			}
			if s.last && !k.pausedBefore(s.To) && !yield(s.To) {
				return
			}
		}
	}
}

// pausedBefore tells whether the clock stands still in the moment that ends at t.
func (k clock) pausedBefore(t time.Time) bool {
	for range (Interval{t.Add(-1), t}).less(k.off) {
		return false
	}
	return true
}

// errTooFar answers a span that pauses or scarce hours drag out beyond all use.
func (k clock) errTooFar(what any) error {
	return fmt.Errorf("span %v from %s is not over within %d years; shorten it or its pauses", what, k.from.Format(time.RFC3339), longestYears)
}
