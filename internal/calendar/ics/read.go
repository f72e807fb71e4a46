package ics

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	ical "github.com/arran4/golang-ical"

	"redress/internal/calendar"
)

// Options say how a file is to be understood.
type Options struct {
	Zone     *time.Location            // whose dates are meant
	From, To int                       // years that are wanted, both included
	Workdays []string                  // words of make-up days
	Holidays []string                  // words of holidays; without any, all other events are
	Zones    map[string]*time.Location // what the file calls zones by names that nobody else knows; may be nil
}

// Found is what a file holds.
type Found struct {
	Name      string // the calendar's own name, if it has one
	Product   string // program that wrote it
	Days      []calendar.Entry
	Cancelled int // events left out because they are cancelled
	Unwanted  int // events left out because none of the words stands in them
	Outside   int // holidays and make-up days left out because they are not in the years that are wanted
}

// Bounds on a file. A country's holidays of ten years are some hundred events.
const (
	largest       = 1 << 20 // bytes
	mostEvents    = 5000
	mostRecurring = 200
	mostDays      = 5000 // after recurring events are written out
	mostYears     = 20
)

// Read reads a file. The error names the event and what is wrong with it.
func Read(src []byte, o Options) (Found, error) {
	if err := o.check(); err != nil {
		return Found{}, err
	}
	cal, err := parse(src)
	if err != nil {
		return Found{}, err
	}
	found := Found{Name: property(cal, ical.PropertyXWRCalName), Product: property(cal, ical.PropertyProductId)}
	events, err := o.events(cal)
	if err != nil {
		return Found{}, err
	}
	if err := found.take(events, o); err != nil {
		return Found{}, err
	}
	return found, nil
}

func (o Options) check() error {
	if o.To < o.From || o.From < 1970 || o.To-o.From >= mostYears {
		return fmt.Errorf("years %d to %d: write years from 1970 on, the first one first, and at most %d of them", o.From, o.To, mostYears)
	}
	return nil
}

// parse reads the file as such. The library takes one that was cut off for a shorter one.
func parse(src []byte) (*ical.Calendar, error) {
	src = bytes.TrimSpace(bytes.TrimPrefix(src, []byte("\ufeff")))
	switch {
	case len(src) > largest:
		return nil, fmt.Errorf("the file has %d bytes; allowed are %d", len(src), largest)
	case !bytes.HasPrefix(bytes.ToUpper(src[:min(len(src), 15)]), []byte("BEGIN:VCALENDAR")):
		return nil, errors.New("this is no iCalendar file; it must begin with BEGIN:VCALENDAR")
	case !bytes.HasSuffix(src, []byte("END:VCALENDAR")):
		return nil, errors.New("the file is cut off; it must end with END:VCALENDAR")
	}
	cal, err := ical.ParseCalendarWithOptions(bytes.NewReader(src), ical.WithUnknownPropertyHandler(ical.AcceptUnknownPropertyHandler))
	if err != nil {
		return nil, fmt.Errorf("the file cannot be read: %w", err)
	}
	return cal, nil
}

// property is the value of a property of the whole calendar; empty where it has none.
func property(cal *ical.Calendar, name ical.Property) string {
	for _, p := range cal.CalendarProperties {
		if p.IANAToken == string(name) {
			return line(p.Value)
		}
	}
	return ""
}
