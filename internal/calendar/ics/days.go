package ics

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"redress/internal/calendar"
)

// take writes the events down as days.
func (f *Found) take(events []event, o Options) error {
	marked := false
	for i, e := range events {
		work := e.is(o.Workdays)
		switch marked = marked || work; {
		case e.cancelled:
			f.Cancelled++
			continue
		case !work && len(o.Holidays) > 0 && !e.is(o.Holidays):
			f.Unwanted++
			continue
		}
		if err := f.takeEvent(e, work, o, moved(events, e)); err != nil {
			return fmt.Errorf("event %d %q: %w", i+1, e.summary, err)
		}
	}
	if len(o.Workdays) > 0 && !marked {
		return fmt.Errorf("none of the words %q stands in an event, so that there would be no make-up day; look at the file, or leave them out", o.Workdays)
	}
	slices.SortStableFunc(f.Days, func(a, b calendar.Entry) int { return cmp.Compare(a.From, b.From) })
	return nil
}

// moved are the occurrences of an event that others stand for.
func moved(events []event, of event) (starts []time.Time) {
	for _, e := range events {
		if e.uid == of.uid && !e.instead.IsZero() && of.instead.IsZero() {
			starts = append(starts, e.instead)
		}
	}
	return starts
}

func (f *Found) takeEvent(e event, work bool, o Options, moved []time.Time) error {
	spans, err := e.occurrences(o, moved)
	if err != nil {
		return err
	}
	for _, s := range spans {
		days, err := s.days(o.Zone, work)
		if err != nil {
			return err
		}
		for _, d := range days {
			d.Name = e.summary
			f.add(d, o, e.rule != "")
		}
	}
	if len(f.Days) > mostDays {
		return fmt.Errorf("with it there are more than %d days", mostDays)
	}
	return nil
}

// add takes what of a day lies in the years that are wanted. What recurs is without end, so that nothing is said of the rest.
func (f *Found) add(d calendar.Entry, o Options, recurs bool) {
	first, last := fmt.Sprintf("%04d-01-01", o.From), fmt.Sprintf("%04d-12-31", o.To)
	if d.To < first || d.From > last {
		if !recurs {
			f.Outside++
		}
		return
	}
	d.From, d.To = max(d.From, first), min(d.To, last)
	f.Days = append(f.Days, d)
}

// days are the dates of a span in a zone: a holiday as one range, make-up days one by one, with their hours if they have any.
func (s span) days(zone *time.Location, work bool) ([]calendar.Entry, error) {
	from, to := s.from, s.to
	if !s.dates {
		from, to = from.In(zone), to.In(zone)
	}
	whole := isMidnight(from) && isMidnight(to)
	switch {
	case !whole && !work:
		return nil, fmt.Errorf("is from %s to %s, which are no whole days in %s; a holiday closes whole days. Write half a day as a make-up day with its hours",
			from.Format("2006-01-02 15:04"), to.Format("2006-01-02 15:04"), zone)
	case !whole:
		return s.shift(from, to)
	}
	last := to.AddDate(0, 0, -1)
	if !work {
		return []calendar.Entry{{From: from.Format(time.DateOnly), To: last.Format(time.DateOnly)}}, nil
	}
	var days []calendar.Entry
	for d := from; !d.After(last); d = d.AddDate(0, 0, 1) {
		days = append(days, calendar.Entry{From: d.Format(time.DateOnly), To: d.Format(time.DateOnly), Open: true})
	}
	return days, nil
}

// shift is a make-up day with hours of its own.
func (span) shift(from, to time.Time) ([]calendar.Entry, error) {
	if to.Sub(from) > 24*time.Hour {
		return nil, errors.New("is a make-up day with a time of day, but lasts more than one; write an event for each day")
	}
	date, closes := from.Format(time.DateOnly), to.Format("15:04")
	if isMidnight(to) {
		closes = "24:00"
	}
	return []calendar.Entry{{From: date, To: date, Open: true, Hours: []string{from.Format("15:04") + "-" + closes}}}, nil
}

func isMidnight(t time.Time) bool {
	h, m, s := t.Clock()
	return h == 0 && m == 0 && s == 0
}
