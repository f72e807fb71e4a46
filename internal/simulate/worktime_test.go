package simulate

import (
	"testing"
	"time"

	"redress/internal/calendar"
	"redress/internal/policy"
)

// The auditor's calendars and the tenants' own are the same, quarter of an hour by quarter of an hour.
func TestAlmanacsAreTheTenantsCalendars(t *testing.T) {
	hours, err := worktimes()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range almanacs {
		t.Run(a.name, func(t *testing.T) {
			t.Parallel()
			cal, w := a.parsed(t), hours[a.name]
			for at := date("2026-01-01"); at.Before(date("2027-07-01")); at = at.Add(15 * time.Minute) {
				if open := w.nextOpen(at.UnixMilli()) == at.UnixMilli(); open != cal.IsOpen(at) {
					t.Fatalf("%s: open %v here, %v in the tenant's calendar", at, open, cal.IsOpen(at))
				}
			}
		})
	}
}

// A deadline counted out here is the one the calendar gives, with and without pauses.
func TestDeadlinesAreReckonedAlike(t *testing.T) {
	hours, err := worktimes()
	if err != nil {
		t.Fatal(err)
	}
	chance := newChance(1, "worktime", 0, 0)
	for _, a := range almanacs {
		cal, w := a.parsed(t), hours[a.name]
		for range 2000 {
			from := date("2026-01-01").Add(time.Duration(chance.Int64N(365*dayMillis)) * time.Millisecond)
			if chance.happens(0.3) { // so that deadlines meet the hours in which a zone sets its clock
				day := oneOf(chance, []string{"2026-03-05", "2026-03-26", "2026-10-22", "2026-10-29"})
				from = date(day).Add(time.Duration(chance.Int64N(9*3_600_000)) * time.Millisecond)
			}
			span := oneOf(chance, []string{"90s", "45m", "1h", "24h", "1d", "3d", "7d", "90wm", "18wh", "0wd", "1wd", "3wd"})
			var stops []stretch
			var pauses []calendar.Interval
			for range chance.IntN(3) {
				start := from.Add(time.Duration(chance.within(5*24*time.Hour)) * time.Millisecond)
				end := start.Add(time.Duration(chance.within(3*24*time.Hour)) * time.Millisecond)
				stops = append(stops, stretch{start.UnixMilli(), end.UnixMilli()})
				pauses = append(pauses, calendar.Interval{From: start, To: end})
			}
			length, err := calendar.ParseSpan(span)
			if err != nil {
				t.Fatal(err)
			}
			want, err := cal.Due(from, length, pauses...)
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := w.due(from.UnixMilli(), span, stops); got != want.Due.UnixMilli() {
				t.Errorf("%s: %s from %s with pauses %v is due %s, want %s", a.name, span, from, stops, instant(got), want.Due.UTC())
			}
		}
	}
}

func (a almanac) parsed(t *testing.T) *calendar.Calendar {
	t.Helper()
	var cal *calendar.Calendar
	var err error
	if a.embedded {
		cal, err = calendar.Embedded(a.name)
	} else {
		cal, err = calendar.Parse(a.document())
	}
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

// Each variant is a policy, and one of its own.
func TestVariantsArePolicies(t *testing.T) {
	for _, v := range variants {
		version, text := v.document()
		if version == "" {
			continue
		}
		p, err := policy.Parse([]byte(text))
		if err != nil {
			t.Fatalf("%s: %v", version, err)
		}
		if p.Version != version || p.Calendar != v.calendar {
			t.Errorf("%s: is %s and counts in %s", version, p.Version, p.Calendar)
		}
	}
	for n := range Tenants {
		if _, err := clientOf(n); err != nil {
			t.Errorf("tenant %d: %v", n, err)
		}
	}
}
