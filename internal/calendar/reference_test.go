package calendar

import (
	"fmt"
	"strings"
	"time"

	"pgregory.net/rapid"
)

// reference is working time in the plainest form: for each date, the minutes of the day that are open. Its rules are written
// without a look at the package's: it reads the wall clock, minute by minute.
type reference struct {
	zone    string
	week    [7][]string
	special map[string][]string // hours by date
}

// The hours to draw from. None begins or ends while a zone sets its clock, so that a wall-clock reading says it all.
var (
	dayHours   = [][]string{nil, {"09:00-18:00"}, {"09:00-12:00", "13:00-18:00"}, {"09:00-13:00"}, {"09:00-17:30", "22:00-06:00"}}
	roundHours = [][]string{nil, {"00:00-24:00"}}
	zones      = []string{"UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "America/Havana", "America/Santiago", "Australia/Lord_Howe"}
)

func drawReference(t *rapid.T) reference {
	choice := rapid.SampledFrom([][][]string{dayHours, roundHours}).Draw(t, "hours")
	r := reference{zone: rapid.SampledFrom(zones).Draw(t, "zone"), special: map[string][]string{}}
	for i := range r.week {
		r.week[i] = rapid.SampledFrom(choice).Draw(t, "weekday")
	}
	r.week[time.Wednesday] = choice[1] // never closed for good
	for range rapid.IntRange(0, 5).Draw(t, "special days") {
		date := time.Date(2026, 1, 1+rapid.IntRange(0, 400).Draw(t, "date"), 0, 0, 0, 0, time.UTC)
		r.special[date.Format(time.DateOnly)] = rapid.SampledFrom(choice).Draw(t, "special hours")
	}
	return r
}

// calendar is the same working time, written down and parsed.
func (r reference) calendar() *Calendar {
	var src strings.Builder
	fmt.Fprintf(&src, "zone: %s\nweek:\n", r.zone)
	for name, weekday := range weekdays {
		fmt.Fprintf(&src, "  %s: [%s]\n", name, list(r.week[weekday]))
	}
	closed, open := "holidays:\n", "workdays:\n"
	for date, hours := range r.special {
		if len(hours) == 0 {
			closed += fmt.Sprintf("  - {date: %s}\n", date)
		} else {
			open += fmt.Sprintf("  - {date: %s, hours: [%s]}\n", date, list(hours))
		}
	}
	return must(Parse([]byte(src.String() + closed + open)))
}

func list(hours []string) string {
	if len(hours) == 0 {
		return ""
	}
	return `"` + strings.Join(hours, `", "`) + `"`
}

// open reads the wall clock at t.
func (r reference) open(t time.Time) bool {
	read := t.Format("15:04")
	for _, h := range r.hours(t) {
		from, to, _ := strings.Cut(h, "-")
		if read >= from && (read < to || to < from) {
			return true
		}
	}
	y, m, d := t.Date()
	for _, h := range r.hours(time.Date(y, m, d-1, 12, 0, 0, 0, t.Location())) {
		from, to, _ := strings.Cut(h, "-")
		if to < from && read < to {
			return true
		}
	}
	return false
}

func (r reference) hours(t time.Time) []string {
	if h, ok := r.special[t.Format(time.DateOnly)]; ok {
		return h
	}
	return r.week[t.Weekday()]
}

// due steps through the minutes until so many of them were open and not paused.
func (r reference) due(from time.Time, minutes int64, pauses []Interval) time.Time {
	for t := from; ; t = t.Add(time.Minute) {
		if minutes == 0 {
			return t
		}
		if r.open(t) && !held(t, pauses) {
			minutes--
		}
	}
}

func held(t time.Time, pauses []Interval) bool {
	for _, p := range pauses {
		if !t.Before(p.From) && t.Before(p.To) {
			return true
		}
	}
	return false
}
