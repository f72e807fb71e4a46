package calendar

import (
	"fmt"
	"time"
)

// document is a calendar as it is written.
type document struct {
	Version  string              `yaml:"version"`
	Zone     string              `yaml:"zone"`
	Week     map[string][]string `yaml:"week"`
	Official string              `yaml:"official"`
	Almanac  almanac             `yaml:",inline"`
}

// almanac is what sets some dates apart from the week.
type almanac struct {
	Holidays []holiday         `yaml:"holidays"`
	Workdays []workday         `yaml:"workdays"`
	Years    map[string]string `yaml:"years"`
}

// holiday is a date, or all from the first to the last.
type holiday struct {
	Date string `yaml:"date"`
	From string `yaml:"from"`
	To   string `yaml:"to"`
	Name string `yaml:"name"`
}

// workday is a date that is open out of the ordinary.
type workday struct {
	Date  string   `yaml:"date"`
	Name  string   `yaml:"name"`
	Hours []string `yaml:"hours"`
}

var weekdays = map[string]time.Weekday{
	"mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday, "thu": time.Thursday,
	"fri": time.Friday, "sat": time.Saturday, "sun": time.Sunday,
}

// longestHoliday is a bound on one entry, in days; a mistyped year must not fill the memory.
const longestHoliday = 366

// days are the first and the last date of a holiday.
func (h holiday) days() (first, last day, err error) {
	from, to := h.From, h.To
	if h.Date != "" {
		from, to = h.Date, h.Date
	}
	if h.Date != "" && h.From+h.To != "" {
		return 0, 0, fmt.Errorf("has a date and a range; write either date, or from and to")
	}
	if first, err = parseDate("from", from); err != nil {
		return 0, 0, err
	}
	if last, err = parseDate("to", to); err != nil {
		return 0, 0, err
	}
	if last < first || last-first >= longestHoliday {
		return 0, 0, fmt.Errorf("%s to %s is no range; to may be the same day as from or up to a year later", from, to)
	}
	return first, last, nil
}

func parseDate(field, s string) (day, error) {
	d, err := parseDay(s)
	if err != nil {
		return 0, fmt.Errorf("%s %q is not a date; write YYYY-MM-DD", field, s)
	}
	return d, nil
}
