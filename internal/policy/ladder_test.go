package policy

import (
	"slices"
	"testing"
	"time"

	"redress/internal/calendar"
	"redress/internal/complaint"
)

// A ladder's steps are counted as the policy says: round the clock for grade 1, in working hours for the others, and by a
// ladder of its own where a milestone of a flow names one.
func TestLaddersDifferByGradeFlowAndUnit(t *testing.T) {
	p := standard(t)
	p.Ladders["office"] = []Rung{{Level: complaint.ToOwner, After: span(t, "0s")}, {Level: complaint.ToLead, After: span(t, "4wh")}, {Level: complaint.ToManager, After: span(t, "1wd")}}
	p.Ladders["press"] = []Rung{{Level: complaint.ToExecutive, After: span(t, "0s")}}
	p.LadderOfGrade[complaint.Minor] = "office"
	for i := range p.Flows[complaint.Quality] {
		if p.Flows[complaint.Quality][i].Name == "solution" {
			p.Flows[complaint.Quality][i].Ladder = "press"
		}
	}
	cal, err := calendar.Embedded("cn")
	if err != nil {
		t.Fatal(err)
	}
	r, from := Rules{Policy: p, Calendar: cal}, time.Date(2026, time.April, 7, 16, 30, 0, 0, cal.Location()) // a Tuesday
	for _, c := range []struct {
		flow  complaint.Flow
		grade complaint.Grade
		clock string
		want  []string
	}{
		{complaint.Delay, complaint.Minor, "responded", []string{"owner Tue 20:30", "lead Wed 13:00", "manager Thu 18:00"}},
		{complaint.Delay, complaint.Ordinary, "responded", []string{"warning Tue 19:30", "owner Tue 20:30", "lead Wed 00:30", "manager Wed 20:30", "executive Thu 20:30"}},
		{complaint.Delay, complaint.Major, "responded", []string{"warning Tue 18:30", "owner Tue 20:30", "lead Tue 20:45", "manager Tue 21:00", "executive Tue 21:30"}},
		{complaint.Quality, complaint.Minor, "solution", []string{"executive Sun 16:30"}},
	} {
		clocks, err := r.Clocks(complaint.Situation{Flow: c.flow, Grade: c.grade, Round: 1}, complaint.AtReceipt, from)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(clocks, func(k complaint.Clock) bool { return k.Milestone == c.clock })
		var got []string
		for _, rung := range clocks[i].Rungs {
			got = append(got, string(rung.Level)+rung.At.In(cal.Location()).Format(" Mon 15:04"))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s, grade %d: %v, want %v", c.flow, c.grade, got, c.want)
		}
	}
}

func span(t *testing.T, text string) *calendar.Span {
	t.Helper()
	s, err := calendar.ParseSpan(text)
	if err != nil {
		t.Fatal(err)
	}
	return &s
}

// Vector 36 and its kin: the first instant at which somebody may be asked, at night, on quiet days, and over summer time.
func TestQuiet(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	night := Quiet{From: 21 * 60, Until: 8 * 60}
	sundays := Quiet{From: 21 * 60, Until: 8 * 60, Days: []Weekday{Weekday(time.Sunday)}}
	for _, c := range []struct {
		quiet    Quiet
		at, want string
	}{
		{Quiet{}, "2026-04-12 03:00", "2026-04-12 03:00"},
		{night, "2026-04-10 20:59", "2026-04-10 20:59"},
		{night, "2026-04-10 21:00", "2026-04-11 08:00"},
		{night, "2026-04-11 07:59", "2026-04-11 08:00"},
		{night, "2026-04-11 08:00", "2026-04-11 08:00"},
		{sundays, "2026-04-11 22:00", "2026-04-13 08:00"},
		{sundays, "2026-04-12 12:00", "2026-04-13 08:00"},
		{Quiet{Days: []Weekday{Weekday(time.Sunday)}}, "2026-04-12 16:00", "2026-04-13 00:00"},
		{night, "2026-03-28 23:00", "2026-03-29 08:00"}, // an hour is missing in that night
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", c.at, berlin)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.quiet.next(at).Format("2006-01-02 15:04"); got != c.want {
			t.Errorf("%+v at %s: %s, want %s", c.quiet, c.at, got, c.want)
		}
	}
}
