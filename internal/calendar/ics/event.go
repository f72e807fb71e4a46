package ics

import (
	"fmt"
	"strings"
	"time"

	ical "github.com/arran4/golang-ical"
)

// event is one VEVENT.
type event struct {
	uid, summary string
	words        string // all that it may be recognised by, in lower case
	span         span
	rule         string      // of its recurrence
	except       []time.Time // starts that do not take place
	instead      time.Time   // start of the occurrence that it stands for; zero for an event of its own
	cancelled    bool
}

// specialDay is how Apple marks holidays and make-up days.
const specialDay = ical.ComponentProperty("X-APPLE-SPECIAL-DAY")

// events reads every event. The error names the event.
func (o Options) events(cal *ical.Calendar) ([]event, error) {
	all := cal.Events()
	if len(all) > mostEvents {
		return nil, fmt.Errorf("the file has %d events; allowed are %d", len(all), mostEvents)
	}
	z := zones{own: o.Zone, named: o.Zones, defined: definedZones(cal)}
	var events []event
	recurring := 0
	for i, v := range all {
		e, err := z.event(v)
		if err != nil {
			return nil, fmt.Errorf("event %d %q: %w", i+1, text(v, ical.ComponentPropertySummary), err)
		}
		if e.rule != "" {
			recurring++
		}
		events = append(events, e)
	}
	if recurring > mostRecurring {
		return nil, fmt.Errorf("the file has %d recurring events; allowed are %d", recurring, mostRecurring)
	}
	return events, nil
}

func (z zones) event(v *ical.VEvent) (event, error) {
	e := event{
		uid:       text(v, ical.ComponentPropertyUniqueId),
		summary:   text(v, ical.ComponentPropertySummary),
		rule:      text(v, ical.ComponentPropertyRrule),
		cancelled: strings.EqualFold(text(v, ical.ComponentPropertyStatus), "CANCELLED"),
	}
	words := []string{e.summary, text(v, specialDay)}
	for _, p := range v.GetProperties(ical.ComponentPropertyCategories) {
		words = append(words, p.Value)
	}
	e.words = strings.ToLower(strings.Join(words, "\n"))
	if v.HasProperty(ical.ComponentPropertyRdate) || v.HasProperty(ical.ComponentPropertyExrule) {
		return e, fmt.Errorf("RDATE and EXRULE are not understood; write such days as events of their own")
	}
	var err error
	if e.span, err = z.span(v); err != nil {
		return e, err
	}
	if e.except, err = z.starts(v, ical.ComponentPropertyExdate, e.span.dates); err != nil {
		return e, err
	}
	instead, err := z.starts(v, ical.ComponentPropertyRecurrenceId, e.span.dates)
	if len(instead) > 0 {
		e.instead = instead[0]
	}
	return e, err
}

// is tells whether one of the words stands in the event.
func (e event) is(words []string) bool {
	for _, w := range words {
		if strings.Contains(e.words, strings.ToLower(w)) {
			return true
		}
	}
	return false
}

// text is the value of a property, on one line; empty where there is none.
func text(v *ical.VEvent, name ical.ComponentProperty) string {
	p := v.GetProperty(name)
	if p == nil {
		return ""
	}
	return line(p.Value)
}

// line is a text without line breaks and repeated blanks.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }
