package calendar

import (
	"fmt"
	"slices"
	"time"
)

// Warn is the instant of a warning about the deadline that Due gives. A span is counted back in its own unit, over the same
// pauses; a percentage is of the time the clock takes, which for working days is the working time up to the deadline. A
// warning that would come before from is due at once, at from. It fails as Due does, and on the zero Warning.
func (c *Calendar) Warn(from time.Time, s Span, w Warning, pauses ...Interval) (time.Time, error) {
	if w.IsZero() {
		return time.Time{}, fmt.Errorf("warning is missing; write a percentage such as 75%% or a span such as 1wh")
	}
	k, err := c.clock(from, pauses)
	if err != nil {
		return time.Time{}, err
	}
	due, err := k.due(s)
	if err != nil {
		return time.Time{}, err
	}
	if w.percent > 0 {
		return k.part(due, s.Unit, w.percent), nil
	}
	return k.back(due, w.before), nil
}

// part is the instant at which a percentage of the counted time was used.
func (k clock) part(due time.Time, u Unit, percent int) time.Time {
	total := sum(k.counted(u, due))
	share := total/100*time.Duration(percent) + total%100*time.Duration(percent)/100
	if at, ok := k.after(u, share); ok {
		return at
	}
	return due
}

// back is the last instant at which the span still lies before due, or from where there is none.
func (k clock) back(due time.Time, s Span) time.Time {
	switch s.Unit {
	case WorkDay:
		return k.closeBefore(due, int(s.N))
	case Day:
		return k.before(due, Day, due.Sub(plusDays(due, -int(s.N))))
	case Second, Minute, Hour, WorkMinute, WorkHour:
	}
	return k.before(due, s.Unit, s.length())
}

// closeBefore is the n-th close before due, which itself need not be one.
func (k clock) closeBefore(due time.Time, n int) time.Time {
	ticks := k.closesTo(due.Add(-1))
	switch {
	case n == 0:
		return due
	case n > len(ticks):
		return k.from
	}
	return ticks[len(ticks)-n]
}

// before is the last instant after which the clock still runs for total up to due.
func (k clock) before(due time.Time, u Unit, total time.Duration) time.Time {
	if total <= 0 {
		return due
	}
	for _, iv := range slices.Backward(k.counted(u, due)) {
		length := iv.To.Sub(iv.From)
		if total <= length {
			return iv.To.Add(-total)
		}
		total -= length
	}
	return k.from
}
