package ics

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/teambition/rrule-go"
)

// occurrences are the spans of an event that may touch the years that are wanted, without those that take place otherwise.
func (e event) occurrences(o Options, moved []time.Time) ([]span, error) {
	if e.rule == "" {
		return []span{e.span}, nil
	}
	starts, err := e.starts(o)
	if err != nil {
		return nil, err
	}
	length := e.span.to.Sub(e.span.from)
	var spans []span
	for _, at := range starts {
		same := func(t time.Time) bool { return t.Equal(at) }
		if !slices.ContainsFunc(e.except, same) && !slices.ContainsFunc(moved, same) {
			spans = append(spans, span{from: at, to: e.end(at, length), dates: e.span.dates})
		}
	}
	return spans, nil
}

// end is when an occurrence is over: after as many dates where it lasts whole days, whatever summer time does to them.
func (e event) end(at time.Time, length time.Duration) time.Time {
	if days := calendarDays(e.span); days > 0 {
		return at.AddDate(0, 0, days)
	}
	return at.Add(length)
}

// calendarDays are the dates a span takes, if it ends at the time of day it began at.
func calendarDays(s span) int {
	for n := int(s.to.Sub(s.from).Hours()/24) - 1; n <= longest; n++ {
		if next := s.from.AddDate(0, 0, n); next.Equal(s.to) {
			return n
		} else if next.After(s.to) {
			return 0
		}
	}
	return 0
}

// starts are when a recurring event begins, from a year before those that are wanted, as it may last until then.
func (e event) starts(o Options) ([]time.Time, error) {
	option, err := rrule.StrToROptionInLocation(e.rule, e.span.from.Location())
	if err != nil {
		return nil, fmt.Errorf("RRULE %q: %w", e.rule, err)
	}
	if option.Freq != rrule.YEARLY {
		return nil, fmt.Errorf("RRULE %q: holidays come back yearly; write FREQ=YEARLY", e.rule)
	}
	if len(option.Byhour)+len(option.Byminute)+len(option.Bysecond) > 0 {
		return nil, fmt.Errorf("RRULE %q: holidays come back on dates; leave BYHOUR, BYMINUTE and BYSECOND out", e.rule)
	}
	option.Dtstart = e.span.from
	rule, err := rrule.NewRRule(*option)
	if err != nil {
		return nil, fmt.Errorf("RRULE %q: %w", e.rule, err)
	}
	first := time.Date(o.From-1, 1, 1, 0, 0, 0, 0, time.UTC)
	starts := rule.Between(first, time.Date(o.To+1, 1, 2, 0, 0, 0, 0, time.UTC), true)
	if len(starts) > mostDays {
		return nil, errors.New("comes back too often")
	}
	return starts, nil
}
