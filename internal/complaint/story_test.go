package complaint_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"redress/internal/calendar"
	"redress/internal/complaint"
	"redress/internal/policy"
)

// The people of the stories.
var (
	system   = complaint.TheSystem
	customer = complaint.TheComplainant
	mei      = complaint.Actor{Role: complaint.Agent, ID: "mei", Mail: "mei@shop.example"}
	tao      = complaint.Actor{Role: complaint.Agent, ID: "tao", Mail: "tao@shop.example"}
	lin      = complaint.Actor{Role: complaint.Lead, ID: "lin", Mail: "lin@shop.example"}
	zhou     = complaint.Actor{Role: complaint.Executive, ID: "zhou", Mail: "zhou@shop.example"}
)

// story is the life of one case as a test tells it: who does what, and when.
type story struct {
	t       testing.TB
	rules   complaint.Rules
	zone    *time.Location
	at      time.Time
	c       complaint.Case
	commits []complaint.Commit
	notices []complaint.Notice
}

// tell begins a story under the default policy, changed as the test wants, in a calendar.
func tell(t testing.TB, in string, changes ...func(*policy.Policy)) *story {
	t.Helper()
	cal, err := calendar.Embedded(in)
	if err != nil {
		t.Fatal(err)
	}
	p, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range changes {
		change(p)
	}
	return &story{t: t, rules: policy.Rules{Policy: p, Calendar: cal}, zone: cal.Location()}
}

// on sets the time by the calendar's wall clock.
func (s *story) on(wall string) *story {
	s.t.Helper()
	s.at = s.time(wall)
	return s
}

func (s *story) time(wall string) time.Time {
	s.t.Helper()
	for _, form := range []string{"2006-01-02 15:04", "2006-01-02 15:04:05"} {
		if at, err := time.ParseInLocation(form, wall, s.zone); err == nil {
			return at
		}
	}
	s.t.Fatalf("%q is no time", wall)
	return time.Time{}
}

func (s *story) wall(at time.Time) string {
	if at.IsZero() {
		return "never"
	}
	form := "2006-01-02 15:04"
	if at.Second() != 0 {
		form = "2006-01-02 15:04:05"
	}
	return at.In(s.zone).Format(form)
}

// does carries a command out, and answers what was recorded.
func (s *story) does(by complaint.Actor, cmd complaint.Command) complaint.Commit {
	s.t.Helper()
	m, err := complaint.Decide(s.c, cmd, by, s.rules, s.at)
	if err != nil {
		s.t.Fatalf("%s: %s %s: %v", s.wall(s.at), by.Role, complaint.Name(cmd), err)
	}
	if len(m.Events) > 0 {
		s.c = s.c.After(m)
		s.commits = append(s.commits, m)
		s.notices = append(s.notices, complaint.Notices(s.c, m)...)
	}
	return m
}

// refused tries a command and answers why it was refused.
func (s *story) refused(by complaint.Actor, cmd complaint.Command) *complaint.Error {
	s.t.Helper()
	_, err := complaint.Decide(s.c, cmd, by, s.rules, s.at)
	var refused *complaint.Error
	if !errors.As(err, &refused) {
		s.t.Fatalf("%s: %s %s: got %v, want a refusal", s.wall(s.at), by.Role, complaint.Name(cmd), err)
	}
	return refused
}

func (s *story) clock(id string) complaint.Clock {
	s.t.Helper()
	k, known := s.c.ClockByID(id)
	if !known {
		s.t.Fatalf("the case has no clock %s", id)
	}
	return k
}

func (s *story) isDue(id, wall string) {
	s.t.Helper()
	if got := s.clock(id).Due; !got.Equal(s.time(wall)) {
		s.t.Errorf("%s is due %s, want %s", id, s.wall(got), wall)
	}
}

func (s *story) isIn(p complaint.Phase) {
	s.t.Helper()
	if s.c.Phase != p {
		s.t.Fatalf("%s: the case is %s, want %s", s.wall(s.at), s.c.Phase, p)
	}
}

// deliver reports every notice to the complainant that has not left yet and that the case must hear of.
func (s *story) deliver() {
	s.t.Helper()
	waiting := s.notices
	s.notices = nil
	for _, n := range waiting {
		if n.Kind.MeetsMilestone() {
			s.does(system, &complaint.ReportLeft{Notice: n.ID, Kind: n.Kind, Round: n.Round, Reach: complaint.ByMail})
		}
	}
}

// sofa is a complaint about a sofa.
func sofa() *complaint.File {
	return &complaint.File{
		Ref: complaint.Ref{Tenant: "home", Case: "R-1"}, Channel: complaint.Web, Demand: complaint.Exchange,
		Complainant: complaint.Complainant{Name: "Wang Fang", Email: "wang@example.com", Phone: "+86 13800000000"},
		Matter:      complaint.Matter{Product: "sofa", Order: "A-17"},
		Content:     "The sofa's frame broke after a week.",
	}
}

func readAs(c complaint.Category, g complaint.Grade) *complaint.Classify {
	return &complaint.Classify{Reading: complaint.Reading{
		Category: c, Cause: complaint.CauseUnknown, Grade: g, Language: complaint.English, Confidence: 0.9, Model: "test-1",
	}}
}

// opened tells the first minutes of every case: filed, read, acknowledged, and taken by Mei.
func (s *story) opened(wall string, c complaint.Category, g complaint.Grade) *story {
	s.t.Helper()
	s.on(wall)
	s.does(customer, sofa())
	s.does(system, readAs(c, g))
	s.does(system, &complaint.Acknowledge{})
	s.deliver()
	s.does(mei, &complaint.Take{})
	return s
}

// asked tells on from opened: proposed, executed, and the survey sent at its time.
func (s *story) asked() *story {
	s.t.Helper()
	s.does(ownerOf(s.c), &complaint.Propose{Remedy: complaint.Exchange, Text: "We send you a new one."})
	s.does(ownerOf(s.c), &complaint.Execute{})
	s.at = s.c.Survey.SendAt
	s.does(system, &complaint.Ask{})
	s.deliver()
	return s
}

// ownerOf is the owner at work.
func ownerOf(c complaint.Case) complaint.Actor { return *c.Owner }

func happy() *complaint.Reply {
	return &complaint.Reply{Answer: complaint.Answer{Attitude: 5, Solved: 5, Speed: 4, Process: 4, Overall: 5}}
}

func unhappy() *complaint.Reply {
	return &complaint.Reply{Answer: complaint.Answer{Attitude: 2, Solved: 1, Speed: 2, Process: 2, Overall: 1}}
}

// fired lists what a commit fired, as "clock level".
func fired(m complaint.Commit) []string {
	var rungs []string
	for _, e := range m.Events {
		if r, is := e.(*complaint.RungFired); is {
			rungs = append(rungs, r.Clock+" "+string(r.Level))
		}
	}
	return rungs
}

func asJSON(t interface {
	Helper()
	Fatalf(string, ...any)
}, v any,
) string {
	t.Helper()
	src, err := json.Marshal(v)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return string(src)
}
