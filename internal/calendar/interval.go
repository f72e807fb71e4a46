package calendar

import (
	"fmt"
	"iter"
	"slices"
	"sort"
	"strings"
	"time"
)

// Interval is a stretch of time that begins at From and is over at To.
type Interval struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
}

// ParseInterval reads "FROM/TO", two instants of RFC 3339.
func ParseInterval(text string) (Interval, error) {
	from, to, _ := strings.Cut(text, "/")
	var iv Interval
	var err1, err2 error
	iv.From, err1 = time.Parse(time.RFC3339, from)
	iv.To, err2 = time.Parse(time.RFC3339, to)
	if err1 != nil || err2 != nil {
		return Interval{}, fmt.Errorf("interval %q: write FROM/TO, two instants such as 2026-04-03T17:30:00+08:00", text)
	}
	return iv, iv.check()
}

func (iv Interval) String() string {
	return iv.From.Format(time.RFC3339Nano) + "/" + iv.To.Format(time.RFC3339Nano)
}

// check refuses an interval that is not over, or over before it began.
func (iv Interval) check() error {
	switch {
	case iv.To.IsZero():
		return fmt.Errorf("interval from %s has no end; give the instant up to which to reckon", iv.From.Format(time.RFC3339))
	case iv.To.Before(iv.From):
		return fmt.Errorf("interval %s is over before it begins; to must not be before from", iv)
	}
	return nil
}

// less yields what remains of the interval without off, which is a union.
func (iv Interval) less(off []Interval) iter.Seq[Interval] {
	return func(yield func(Interval) bool) {
		next := sort.Search(len(off), func(i int) bool { return off[i].To.After(iv.From) })
		for _, gap := range off[next:] {
			if !gap.From.Before(iv.To) {
				break
			}
			if gap.From.After(iv.From) && !yield(Interval{iv.From, gap.From}) {
				return
			}
			iv.From = gap.To
		}
		if iv.From.Before(iv.To) {
			yield(iv)
		}
	}
}

// union are the same instants as in ivs, in order, without overlap.
func union(ivs []Interval) ([]Interval, error) {
	for _, iv := range ivs {
		if err := iv.check(); err != nil {
			return nil, err
		}
	}
	sorted := slices.SortedFunc(slices.Values(ivs), func(a, b Interval) int { return a.From.Compare(b.From) })
	var u []Interval
	for _, iv := range sorted {
		u = join(u, iv)
	}
	return u, nil
}

// join appends an interval that does not begin before the last, and lets it grow into that where they meet.
func join(ivs []Interval, iv Interval) []Interval {
	if !iv.To.After(iv.From) {
		return ivs
	}
	if n := len(ivs); n > 0 && !iv.From.After(ivs[n-1].To) {
		ivs[n-1].To = later(ivs[n-1].To, iv.To)
		return ivs
	}
	return append(ivs, iv)
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
