package calendar

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"
)

// take adds holidays and workdays of one source; they overrule those taken before.
func (c *Calendar) take(a almanac) error {
	listed := len(c.years) == 0 && len(a.Years) == 0
	if err := c.takeYears(a.Years); err != nil {
		return err
	}
	closed := map[day]bool{}
	for i, h := range a.Holidays {
		if err := c.takeHoliday(h, closed); err != nil {
			return fmt.Errorf("holidays[%d]: %w", i, err)
		}
	}
	if listed {
		c.assumeKnown(closed)
	}
	for i, w := range a.Workdays {
		if err := c.takeWorkday(w, closed); err != nil {
			return fmt.Errorf("workdays[%d]: %w", i, err)
		}
	}
	return nil
}

func (c *Calendar) takeYears(sources map[string]string) error {
	for _, text := range slices.Sorted(maps.Keys(sources)) {
		year, err := strconv.Atoi(text)
		if err != nil || len(text) != 4 {
			return fmt.Errorf("years: %q is not a year; write four digits", text)
		}
		if sources[text] == "" {
			return fmt.Errorf("years.%s: no source; name the notice the holidays are taken from", text)
		}
		c.years[year] = sources[text]
	}
	return nil
}

func (c *Calendar) takeHoliday(h holiday, closed map[day]bool) error {
	first, last, err := h.days()
	for d := first; err == nil && d <= last; d++ {
		c.special[d] = nil
		closed[d] = true
	}
	return err
}

func (c *Calendar) takeWorkday(w workday, closed map[day]bool) error {
	d, err := parseDate("date", w.Date)
	if err != nil {
		return err
	}
	if closed[d] {
		return fmt.Errorf("%s is a holiday too; take it out of one of the lists", d)
	}
	h, err := parseHours(w.Hours)
	if err != nil {
		return fmt.Errorf("hours: %w", err)
	}
	if len(h) == 0 {
		h = c.ordinary()
	}
	c.special[d] = h
	return nil
}

// assumed is the source of years whose holidays are listed without one.
const assumed = "holidays listed without a notice"

// assumeKnown takes a list of holidays without years to be complete for every year it has a holiday in.
func (c *Calendar) assumeKnown(closed map[day]bool) {
	for d := range closed {
		year := d.at(0, time.UTC).Year()
		if _, known := c.years[year]; !known {
			c.years[year] = assumed
		}
	}
}

// ordinary are the hours of the first open day of the week, from Monday.
func (c *Calendar) ordinary() hours {
	for i := range c.week {
		if h := c.week[(int(time.Monday)+i)%7]; len(h) > 0 {
			return h
		}
	}
	return nil
}
