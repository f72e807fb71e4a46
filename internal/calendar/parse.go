package calendar

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Parse reads a calendar with the official days as they are published now; see Library.Parse.
func Parse(src []byte) (*Calendar, error) { return Published().Parse(src) }

// Parse reads a calendar, written in YAML or JSON as the package comment shows, with the newest official days. It refuses
// unknown fields, an unknown zone, hours that overlap or run backwards, and a week without open time. An error names the
// field and what it may hold.
func (l *Library) Parse(src []byte) (*Calendar, error) { return l.parse(src, "") }

// ParseAs reads a calendar as the version that Calendar.Version once answered: with the official days of that time, or the
// newest where the version names none. It fails as Parse does, and where the text is not of that version.
func (l *Library) ParseAs(src []byte, version string) (*Calendar, error) {
	_, named, _ := strings.Cut(version, stateMark)
	c, err := l.parse(src, named)
	if err != nil {
		return nil, err
	}
	if c.Version() != version && c.text != version {
		return nil, fmt.Errorf("calendar: the text is of version %s, not %s", c.Version(), version)
	}
	return c, nil
}

// stateMark stands between a calendar's own version and the state of the official days that it takes over.
const stateMark = "+"

// TextVersion is the part of a version that names the text alone: "acme-3" of "acme-3+cn-2026.1".
func TextVersion(version string) string {
	text, _, _ := strings.Cut(version, stateMark)
	return text
}

// parse reads a calendar with the official days of a state, or the newest where none is named.
func (l *Library) parse(src []byte, named string) (*Calendar, error) {
	var doc document
	if err := decode(src, &doc); err != nil {
		return nil, fmt.Errorf("calendar: %w", err)
	}
	c, err := l.build(doc, named)
	if err != nil {
		return nil, fmt.Errorf("calendar: %w", err)
	}
	c.text = cmp.Or(doc.Version, fmt.Sprintf("sha256-%.6x", sha256.Sum256(src)))
	return c, nil
}

func (l *Library) build(doc document, named string) (*Calendar, error) {
	c := &Calendar{special: map[day]hours{}, years: map[int]string{}}
	var err error
	if c.zone, err = zone(doc.Zone); err != nil {
		return nil, err
	}
	if c.week, err = week(doc.Week); err != nil {
		return nil, err
	}
	if err := l.addOfficial(c, doc.Official, named); err != nil {
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
