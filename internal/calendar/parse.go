package calendar

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Parse reads a calendar, written in YAML or JSON as the package comment shows. It refuses unknown fields, an unknown zone,
// hours that overlap or run backwards, and a week without open time. An error names the field and what it may hold.
func Parse(src []byte) (*Calendar, error) {
	var doc document
	if err := decode(src, &doc); err != nil {
		return nil, fmt.Errorf("calendar: %w", err)
	}
	c, err := build(doc)
	if err != nil {
		return nil, fmt.Errorf("calendar: %w", err)
	}
	c.version = cmp.Or(doc.Version, fmt.Sprintf("sha256-%.6x", sha256.Sum256(src)))
	return c, nil
}

func build(doc document) (*Calendar, error) {
	c := &Calendar{special: map[day]hours{}, years: map[int]string{}}
	var err error
	if c.zone, err = zone(doc.Zone); err != nil {
		return nil, err
	}
	if c.week, err = week(doc.Week); err != nil {
		return nil, err
	}
	if err := c.takeOfficial(doc.Official); err != nil {
		return nil, err
	}
	if err := c.take(doc.Almanac); err != nil {
		return nil, err
	}
	err = c.checkNights()
	return c, err
}

func zone(name string) (*time.Location, error) {
	loc, err := time.LoadLocation(name)
	if name == "" || name == "Local" || err != nil {
		return nil, fmt.Errorf("zone: %q is unknown; write an IANA name such as Asia/Shanghai", name)
	}
	return loc, nil
}

func week(texts map[string][]string) (week [7]hours, err error) {
	open := 0
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		weekday, ok := weekdays[name]
		if !ok {
			return week, fmt.Errorf("week.%s: no such day; write mon, tue, wed, thu, fri, sat or sun", name)
		}
		if week[weekday], err = parseHours(texts[name]); err != nil {
			return week, fmt.Errorf("week.%s: %w", name, err)
		}
		open += len(week[weekday])
	}
	if open == 0 {
		return week, fmt.Errorf(`week: no open time; at least one day needs hours, such as mon: ["09:00-18:00"]`)
	}
	return week, nil
}

// checkNights refuses a night that is not over when the next day opens.
func (c *Calendar) checkNights() error {
	for _, name := range slices.Sorted(maps.Keys(weekdays)) {
		weekday := weekdays[name]
		if c.week[weekday].runsInto(c.week[(weekday+1)%7]) {
			return fmt.Errorf("week.%s: the night runs into the hours of the next day; let them begin when it is over", name)
		}
	}
	for _, d := range slices.Sorted(maps.Keys(c.special)) {
		if c.hours(d-1).runsInto(c.hours(d)) || c.hours(d).runsInto(c.hours(d+1)) {
			return fmt.Errorf("workdays: around %s a night runs into the hours of the next day; let them begin when it is over", d)
		}
	}
	return nil
}
