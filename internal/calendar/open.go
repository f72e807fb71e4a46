package calendar

import (
	"iter"
	"time"
)

// shift is a stretch of open time of one day.
type shift struct {
	Interval
	last bool // closes its working day
}

// shifts yields the open time after from, in order, without end: the week always has some.
func (c *Calendar) shifts(from time.Time) iter.Seq[shift] {
	return func(yield func(shift) bool) {
		for d := dayOf(from.In(c.zone)) - 1; ; d++ { // the night of the day before may still be open
			h := c.hours(d)
			for i, w := range h {
				s := shift{Interval{later(from.In(c.zone), d.at(w.open, c.zone)), d.at(w.close, c.zone)}, i == len(h)-1}
				if s.To.After(s.From) && !yield(s) {
					return
				}
			}
		}
	}
}

// IsOpen tells whether t is in working time. The instant of closing is not.
func (c *Calendar) IsOpen(t time.Time) bool { return c.NextOpen(t).Equal(t) }

// NextOpen is the first instant of working time at or after t: the first allowed moment, where the hours are those in which
// something may be done.
func (c *Calendar) NextOpen(t time.Time) time.Time {
	for s := range c.shifts(t) {
		return s.From
	}
	panic("calendar: a week without open time") // Parse refuses it
}
