package ics

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	ical "github.com/arran4/golang-ical"
)

// span is the time an event takes: dates, or from one instant to another. The end is excluded.
type span struct {
	from, to time.Time
	dates    bool // midnights in UTC that stand for dates
}

// longest is a bound on one event, in days; a mistyped year must not fill the calendar.
const longest = 366

func (z zones) span(v *ical.VEvent) (s span, err error) {
	start, end, length := v.GetProperty(ical.ComponentPropertyDtStart), v.GetProperty(ical.ComponentPropertyDtEnd), v.GetProperty(ical.ComponentPropertyDuration)
	switch {
	case start == nil:
		return s, errors.New("DTSTART is missing")
	case end != nil && length != nil:
		return s, errors.New("has both DTEND and DURATION; allowed is one of them")
	}
	if s.from, s.dates, err = z.instant(start); err != nil {
		return s, err
	}
	switch {
	case end != nil:
		s.to, err = z.end(end, s.dates)
	case length != nil:
		s.to, err = after(s.from, length.Value)
	case s.dates:
		s.to = s.from.AddDate(0, 0, 1)
	default:
		return s, errors.New("has no end; write DTEND or DURATION")
	}
	if err != nil {
		return s, err
	}
	return s, s.check()
}

func (z zones) end(p *ical.IANAProperty, dates bool) (time.Time, error) {
	to, isDate, err := z.instant(p)
	if err == nil && isDate != dates {
		err = errors.New("DTSTART and DTEND must both be dates, or both have a time of day")
	}
	return to, err
}

func (s span) check() error {
	switch days := s.to.Sub(s.from).Hours() / 24; {
	case days <= 0:
		return errors.New("is over before it begins; DTEND is the first day after a whole-day event")
	case days > longest:
		return fmt.Errorf("lasts %.0f days; allowed are %d", days, longest)
	}
	return nil
}

const (
	dateForm  = "20060102"
	localForm = "20060102T150405"
	utcForm   = localForm + "Z"
)

// instant reads a date, as midnight in UTC, or a date with a time of day.
func (z zones) instant(p *ical.IANAProperty) (at time.Time, isDate bool, err error) {
	return z.value(p, p.Value)
}

func (z zones) value(p *ical.IANAProperty, value string) (at time.Time, isDate bool, err error) {
	value = strings.TrimSpace(value)
	switch len(value) {
	case len(dateForm):
		at, err = time.Parse(dateForm, value)
		isDate = true
	case len(utcForm):
		at, err = time.Parse(utcForm, value)
	default:
		zone, unknown := z.of(p)
		if unknown != nil {
			return at, false, unknown
		}
		at, err = time.ParseInLocation(localForm, value, zone)
	}
	if err != nil {
		return at, isDate, fmt.Errorf("%s %q is neither a date nor an instant; write such as 20270101 or 20270101T090000", p.IANAToken, value)
	}
	return at, isDate, nil
}

// starts reads every value of a property that names starts of occurrences. Some programs name those of whole days by an
// instant; it is the date that counts.
func (z zones) starts(v *ical.VEvent, name ical.ComponentProperty, dates bool) (list []time.Time, err error) {
	for _, p := range v.GetProperties(name) {
		for value := range strings.SplitSeq(p.Value, ",") {
			at, isDate, err := z.value(p, value)
			if err != nil {
				return nil, err
			}
			if dates && !isDate {
				y, m, d := at.Date()
				at = time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
			}
			list = append(list, at)
		}
	}
	return list, nil
}

var durationForm = regexp.MustCompile(`^\+?P(?:(\d{1,3})W|(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?)$`)

// after adds a duration: first its dates, then its time.
func after(from time.Time, duration string) (time.Time, error) {
	part := durationForm.FindStringSubmatch(duration)
	if part == nil {
		return from, fmt.Errorf("DURATION %q is not understood; write such as P3D or PT8H", duration)
	}
	n := func(i int) int { v, _ := strconv.Atoi(part[i]); return v }
	clock := time.Duration(n(3))*time.Hour + time.Duration(n(4))*time.Minute + time.Duration(n(5))*time.Second
	return from.AddDate(0, 0, 7*n(1)+n(2)).Add(clock), nil
}
