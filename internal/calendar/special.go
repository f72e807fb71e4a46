package calendar

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Years are those whose holidays are known, sorted; none of a calendar that has no holidays to know.
func (c *Calendar) Years() []int { return slices.Sorted(maps.Keys(c.years)) }

// SpecialDay is a date that is set apart from its week.
type SpecialDay struct {
	Date  time.Time // midnight in UTC
	Open  bool
	Hours string // of an open one, as they are written
}

// SpecialDays are the holidays and make-up days of a year, in order.
func (c *Calendar) SpecialDays(year int) (days []SpecialDay) {
	for _, d := range slices.Sorted(maps.Keys(c.special)) {
		if at := d.at(0, time.UTC); at.Year() == year {
			h := c.special[d]
			days = append(days, SpecialDay{Date: at, Open: len(h) > 0, Hours: h.String()})
		}
	}
	return days
}

func (h hours) String() string {
	said := make([]string, len(h))
	for i, w := range h {
		said[i] = w.text
	}
	return strings.Join(said, ", ")
}
