package calendar

import (
	"strings"
	"testing"
	"time"
)

func TestWorkingDayIsLostWhenItsCloseIsPaused(t *testing.T) {
	c := load(t, "cn")
	from := on(t, c, "2026-04-07 10:00") // a Tuesday
	for _, v := range []struct{ name, pause, due string }{
		{"within a day", "2026-04-08 10:00/2026-04-08 17:00", "2026-04-09 18:00"},
		{"up to the close", "2026-04-08 10:00/2026-04-08 18:00", "2026-04-10 18:00"},
		{"from the close on", "2026-04-08 18:00/2026-04-09 17:59", "2026-04-09 18:00"},
		{"over day 0", "2026-04-07 14:00/2026-04-08 11:00", "2026-04-10 18:00"},
		{"over a weekend and a day", "2026-04-09 14:00/2026-04-13 11:00", "2026-04-13 18:00"},
		{"before it was received", "2026-04-01 14:00/2026-04-07 09:00", "2026-04-09 18:00"},
	} {
		t.Run(v.name, func(t *testing.T) {
			pauses := vector{pause: v.pause}.pauses(t, c)
			same(t, "due", must(c.Due(from, span("2wd"), pauses...)).Due, on(t, c, v.due))
		})
	}
}

func TestPausedDaysShiftByElapsedTime(t *testing.T) {
	c := load(t, "cn")
	pause := Interval{on(t, c, "2026-04-04 10:00"), on(t, c, "2026-04-05 13:00")}
	same(t, "due", must(c.Due(on(t, c, "2026-04-03 17:30"), span("3d"), pause)).Due, on(t, c, "2026-04-07 20:30"))
}

func TestWarnings(t *testing.T) {
	c := load(t, "cn")
	for _, v := range []struct{ name, from, span, warn, at string }{
		{"elapsed before working", "2026-04-07 10:00", "16wh", "2h", "2026-04-08 15:00"},
		{"a day before", "2026-04-07 10:00", "3d", "1d", "2026-04-09 10:00"},
		{"a working day before the close", "2026-04-07 10:00", "2wd", "1wd", "2026-04-08 18:00"},
		{"a working day before any time", "2026-04-07 10:00", "16wh", "1wd", "2026-04-07 18:00"},
		{"none of a working day before", "2026-04-07 10:00", "2wd", "0wd", "2026-04-09 18:00"},
		{"none before", "2026-04-07 10:00", "2wd", "0h", "2026-04-09 18:00"},
		{"earlier than the beginning", "2026-04-07 10:00", "2wh", "4wh", "2026-04-07 10:00"},
		{"more days than there are", "2026-04-07 10:00", "2wd", "9wd", "2026-04-07 10:00"},
		{"half of working days", "2026-04-07 10:00", "1wd", "50%", "2026-04-08 09:30"},
		{"all", "2026-04-07 10:00", "1wd", "100%", "2026-04-08 18:00"},
		{"half of days", "2026-04-07 10:00", "3d", "50%", "2026-04-08 22:00"},
	} {
		t.Run(v.name, func(t *testing.T) {
			got, err := c.Warn(on(t, c, v.from), span(v.span), must(ParseWarning(v.warn)))
			if err != nil {
				t.Fatal(err)
			}
			same(t, "warning", got, on(t, c, v.at))
		})
	}
}

func TestUsedInWholeUnits(t *testing.T) {
	c := load(t, "cn")
	from := on(t, c, "2026-04-03 17:30")
	to := on(t, c, "2026-04-08 17:29")
	for _, want := range []string{"431940s", "7199m", "119h", "4d", "1079wm", "17wh", "1wd"} {
		u := span(want).Unit
		if got := must(c.Used(u, from, to)); got.String() != want {
			t.Errorf("used %s, want %s", got, want)
		}
	}
	if got := must(c.Used(WorkHour, to, from)); got.N != 0 {
		t.Errorf("used %s backwards, want nothing", got)
	}
}

func TestProvisionalWithoutHolidayData(t *testing.T) {
	for _, v := range []struct {
		name, calendar, from, span string
		want                       bool
	}{
		{"within known years", "cn", "2026-12-30 10:00", "1wd", false},
		{"into an unknown year", "cn", "2026-12-31 10:00", "1wd", true},
		{"from an unknown year", "cn", "2024-12-31 10:00", "5wd", true},
		{"received in the last evening", "cn", "2026-12-31 20:00", "1wm", true},
		{"elapsed time knows no holidays", "cn", "2026-12-31 10:00", "9d", false},
		{"no holidays to know", "24x7", "2040-12-31 10:00", "99wh", false},
		{"up to midnight of New Year", "year_end", "2026-12-31 10:00", "14wh", false},
		{"listed without years", "golden_week", "2026-12-31 10:00", "1wd", true},
	} {
		t.Run(v.name, func(t *testing.T) {
			c := load(t, v.calendar)
			if got := must(c.Due(on(t, c, v.from), span(v.span))).Provisional; got != v.want {
				t.Errorf("provisional %v, want %v", got, v.want)
			}
		})
	}
}

func TestRefusedDeadlines(t *testing.T) {
	c := load(t, "cn")
	from := on(t, c, "2026-04-07 10:00")
	for _, v := range []struct {
		name  string
		span  Span
		pause Interval
		want  string
	}{
		{"no span", Span{}, Interval{}, `unknown unit ""`},
		{"negative", Span{-1, Hour}, Interval{}, "allowed is 0 to"},
		{"too long", Span{1 << 62, Hour}, Interval{}, "allowed is 0 to"},
		{"never over in scarce hours", Span{800_000, WorkHour}, Interval{}, "not over within 100 years"},
		{"never over in working days", Span{36_500, WorkDay}, Interval{}, "not over within 100 years"},
		{"pause without end", Span{1, Hour}, Interval{From: from}, "has no end"},
		{"pause backwards", Span{1, Hour}, Interval{from, from.Add(-1)}, "over before it begins"},
		{"paused for ever", Span{1, Hour}, Interval{from, from.AddDate(200, 0, 0)}, "not over within 100 years"},
	} {
		t.Run(v.name, func(t *testing.T) {
			pauses := []Interval{v.pause}
			if v.pause == (Interval{}) {
				pauses = nil
			}
			_, err := c.Due(from, v.span, pauses...)
			wantError(t, err, v.want)
			_, err = c.Warn(from, v.span, must(ParseWarning("50%")), pauses...)
			wantError(t, err, v.want)
		})
	}
}

func TestRefusedQuestions(t *testing.T) {
	c := load(t, "cn")
	from := on(t, c, "2026-04-07 10:00")
	_, err := c.Used("y", from, from)
	wantError(t, err, `unknown unit "y"`)
	_, err = c.Used(Hour, from, from, Interval{From: from})
	wantError(t, err, "has no end")
	_, err = c.Worked(from, from, Interval{From: from})
	wantError(t, err, "has no end")
	_, err = c.Warn(from, span("1h"), Warning{})
	wantError(t, err, "warning is missing")
}

func TestOpening(t *testing.T) {
	c := load(t, "cn")
	for at, want := range map[string]string{
		"2026-04-03 17:59": "2026-04-03 17:59",
		"2026-04-03 18:00": "2026-04-07 09:00",
		"2026-10-10 10:00": "2026-10-10 10:00",
	} {
		instant := on(t, c, at)
		same(t, "opens", c.NextOpen(instant), on(t, c, want))
		if got := c.IsOpen(instant.In(time.UTC)); got != (at == want) {
			t.Errorf("%s open is %v", at, got)
		}
	}
}

func wantError(t *testing.T, err error, part string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), part) {
		t.Errorf("error %v, want one with %q", err, part)
	}
}
