package calendar

import (
	"testing"
	"time"
)

// zammad#3180: a calendar that is always open lost a minute at each midnight.
func TestZammad3180AlwaysOpenLosesNoMinuteAtMidnight(t *testing.T) {
	c := load(t, "24x7")
	from := on(t, c, "2026-01-01 23:59")
	got := must(c.Due(from, span("8760wh")))
	same(t, "due", got.Due, from.Add(8760*time.Hour))
	if len(got.Open) != 1 {
		t.Errorf("counted %d stretches, want one without a seam", len(got.Open))
	}
}

func TestHolidayMakesADeadlineLater(t *testing.T) {
	with, without := load(t, "cn"), load(t, "split")
	from := on(t, with, "2026-04-30 10:00")
	same(t, "with", must(with.Due(from, span("1wd"))).Due, on(t, with, "2026-05-06 18:00"))
	same(t, "without", must(without.Due(from, span("1wd"))).Due, on(t, with, "2026-05-01 18:00"))
}

// chatwoot#14009: a day had one window only.
func TestChatwoot14009SplitWindowsAreHonoured(t *testing.T) {
	c := load(t, "split")
	got := must(c.Due(on(t, c, "2026-04-07 11:00"), span("3wh")))
	same(t, "due", got.Due, on(t, c, "2026-04-07 15:00"))
	if len(got.Open) != 2 {
		t.Errorf("counted %v, want morning and afternoon", got.Open)
	}
	same(t, "day of receipt in the break", must(c.Due(on(t, c, "2026-04-07 12:30"), span("0wd"))).Due, on(t, c, "2026-04-07 18:00"))
}

// glpi#22678: the warning came at 00:00.
func TestGlpi22678WarningIsNotAtMidnight(t *testing.T) {
	c := load(t, "cn")
	from := on(t, c, "2026-04-07 17:30")
	got := must(c.Warn(from, span("90wm"), must(ParseWarning("1wh"))))
	same(t, "warning", got, on(t, c, "2026-04-08 09:00"))
}

// zammad#4432: reminders came at midnight and on weekends. Whenever a complaint is received, and however long before its
// deadline somebody is to be warned: they are warned in working time, at its close, or at once.
func TestZammad4432RemindersComeInWorkingTime(t *testing.T) {
	c := load(t, "cn")
	first := on(t, c, "2026-09-18 00:00") // over a make-up Sunday, two holidays and a make-up Saturday
	for from := first; from.Before(first.AddDate(0, 0, 25)); from = from.Add(47 * time.Minute) {
		for _, s := range []string{"90wm", "8wh", "2wd"} {
			for _, w := range []string{"30wm", "1wh", "1wd", "50%", "75%"} {
				at := must(c.Warn(from, span(s), must(ParseWarning(w))))
				if !at.Equal(from) && !c.IsOpen(at) && !c.IsOpen(at.Add(-time.Second)) {
					t.Fatalf("received %s, due in %s, warned %s before: at %s", from, s, w, at)
				}
			}
			next := must(c.Due(must(c.Due(from, span(s))).Due, span("4wh"))).Due // the next rung, in working time
			if !c.IsOpen(next.Add(-time.Second)) {
				t.Fatalf("received %s, due in %s: the next rung is at %s", from, s, next)
			}
		}
	}
}

// frappe/helpdesk#3776: deadlines were shown in the zone of whoever looked. Here they are in the calendar's, whatever zone
// the instant came in, and the pauses count.
func TestFrappe3776DeadlinesAreInTheCalendarsZone(t *testing.T) {
	c := load(t, "cn")
	received := on(t, c, "2026-04-07 10:00")
	pause := Interval{on(t, c, "2026-04-07 14:00"), on(t, c, "2026-04-08 11:00")}
	for _, zone := range []string{"UTC", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Apia"} {
		elsewhere := must(time.LoadLocation(zone))
		off := Interval{pause.From.In(elsewhere), pause.To.In(elsewhere)}
		got := must(c.Due(received.In(elsewhere), span("8wh"), off))
		if text := got.Due.Format(time.RFC3339); text != "2026-04-08T15:00:00+08:00" {
			t.Errorf("received in %s it is due %s", zone, text)
		}
		for _, iv := range got.Open {
			if iv.From.Location() != c.Location() || iv.To.Location() != c.Location() {
				t.Errorf("received in %s it was open %s", zone, iv)
			}
		}
		warned := must(c.Warn(received.In(elsewhere), span("8wh"), must(ParseWarning("75%")), off))
		if text := warned.Format(time.RFC3339); text != "2026-04-08T13:00:00+08:00" {
			t.Errorf("received in %s it is warned of %s", zone, text)
		}
	}
}

// chatwoot#13392: business hours were ignored, so that a weekend breached what nobody could have done.
func TestChatwoot13392NothingIsBreachedOverAWeekend(t *testing.T) {
	c := load(t, "cn")
	received := on(t, c, "2026-04-10 17:30")
	deadline := must(c.Due(received, span("1wh")))
	same(t, "due", deadline.Due, on(t, c, "2026-04-13 09:30"))
	for at := on(t, c, "2026-04-10 18:00"); !at.After(on(t, c, "2026-04-13 09:00")); at = at.Add(time.Hour) {
		if used := must(c.Used(WorkMinute, received, at)); used.N != 30 || at.After(deadline.Due) {
			t.Errorf("at %s %s are used", at, used)
		}
	}
}

// glpi#15605: every pause is counted, however they overlap and whatever comes after.
func TestPausesAreAUnion(t *testing.T) {
	c := load(t, "cn")
	from := on(t, c, "2026-04-07 10:00")
	a := Interval{on(t, c, "2026-04-07 11:00"), on(t, c, "2026-04-07 13:00")}
	b := Interval{on(t, c, "2026-04-07 12:00"), on(t, c, "2026-04-07 14:00")}
	same(t, "due", must(c.Due(from, span("2wh"), b, a, a)).Due, on(t, c, "2026-04-07 15:00"))
}

func TestSummerTimeBothWays(t *testing.T) {
	c := load(t, "berlin")
	for _, v := range []struct{ name, from, span, due string }{
		{"begins, hours", "2026-03-28 12:00", "24h", "2026-03-29 13:00"},
		{"begins, days", "2026-03-28 12:00", "1d", "2026-03-29 12:00"},
		{"begins, the hour is skipped", "2026-03-28 02:30", "1d", "2026-03-29 03:00"},
		{"ends, hours", "2026-10-24 12:00", "24h", "2026-10-25 11:00"},
		{"ends, days", "2026-10-24 12:00", "1d", "2026-10-25 12:00"},
		{"ends, the hour comes twice", "2026-10-24 02:30", "1d", "2026-10-25T02:30:00+02:00"},
		{"working hours do not change", "2026-03-27 17:00", "2wh", "2026-03-30 09:00"},
	} {
		t.Run(v.name, func(t *testing.T) {
			same(t, "due", must(c.Due(on(t, c, v.from), span(v.span))).Due, on(t, c, v.due))
		})
	}
}

// Havana sets its clocks at midnight: 00:00 is skipped on 2026-03-08 and comes twice on 2026-11-01.
func TestSummerTimeAtMidnight(t *testing.T) {
	c := load(t, "havana")
	for date, hours := range map[string]time.Duration{"2026-03-07 00:00": 47, "2026-10-31 00:00": 49} {
		from := on(t, c, date)
		got := must(c.Worked(from, from.AddDate(0, 0, 5)))
		if got != hours*time.Hour {
			t.Errorf("weekend of %s has %v, want %dh", date, got, hours)
		}
	}
}

func TestNightBelongsToTheDayItBeginsOn(t *testing.T) {
	c := load(t, "nights")
	for _, v := range []struct{ name, from, span, due string }{
		{"received after midnight is the day before", "2026-04-07 03:00", "1wd", "2026-04-08 06:00"},
		{"a holiday takes the night that begins on it", "2026-04-07 23:00", "1wd", "2026-04-10 06:00"},
		{"over midnight", "2026-04-06 23:00", "2wh", "2026-04-07 01:00"},
		{"make-up night and half day", "2026-04-10 23:00", "2wd", "2026-04-12 16:00"},
	} {
		t.Run(v.name, func(t *testing.T) {
			same(t, "due", must(c.Due(on(t, c, v.from), span(v.span))).Due, on(t, c, v.due))
		})
	}
}
