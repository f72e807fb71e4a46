package calendar

import (
	"time"

	_ "time/tzdata" // a function's image carries no zones
)

// Calendar is the working time of one tenant. It never changes after Parse and may be shared.
type Calendar struct {
	text    string // version of the text alone
	state   string // of the official days, where the text leaves open which it takes over
	zone    *time.Location
	week    [7]hours
	special map[day]hours  // holidays, with no hours, and workdays
	years   map[int]string // source of the holidays by year; empty when the calendar has none to know
}

// Version names this very calendar, for instance "cn-2026.1", or "acme-3+cn-2026.1" where a calendar takes over the official
// days as they are known: its own version and theirs. A case keeps it, to be judged by the same days as long as it is open.
func (c *Calendar) Version() string {
	if c.state == "" {
		return c.text
	}
	return c.text + stateMark + c.state
}

// Location is the zone whose wall clock the hours are read from.
func (c *Calendar) Location() *time.Location { return c.zone }

// Notice is the source of the holidays of a year, and whether they are known.
func (c *Calendar) Notice(year int) (source string, known bool) {
	source, known = c.years[year]
	return source, known || len(c.years) == 0
}

// provisional tells whether a year between from and to, both local, has unknown holidays.
func (c *Calendar) provisional(from, to time.Time) bool {
	last := from
	if to.After(from) {
		last = to.Add(-1) // a deadline at midnight of New Year owes nothing to the new year
	}
	for year := from.Year(); year <= last.Year(); year++ {
		if _, known := c.Notice(year); !known {
			return true
		}
	}
	return false
}

// hours are the open hours of a day.
func (c *Calendar) hours(d day) hours {
	if h, ok := c.special[d]; ok {
		return h
	}
	return c.week[d.weekday()]
}
