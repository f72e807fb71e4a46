package complaint_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"redress/internal/complaint"
)

// broken are rules that fail, as those of a calendar that cannot reckon a span.
type broken struct{ complaint.Rules }

var errBroken = errors.New("no such day")

func (broken) Clocks(complaint.Situation, complaint.Anchor, time.Time) ([]complaint.Clock, error) {
	return nil, errBroken
}

func (broken) SurveyWindow(time.Time) (send, expires time.Time, err error) {
	return send, expires, errBroken
}

// Where the rules fail nothing is decided, and the failure is passed on as it is: it is nobody's wrong request.
func TestFailingRulesDecideNothing(t *testing.T) {
	fresh := tell(t, "cn").on("2026-04-07 10:00")
	filed := tell(t, "cn").on("2026-04-07 10:00")
	filed.does(customer, sofa())
	handled := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Minor)
	handled.does(mei, &complaint.Propose{Remedy: complaint.Refund, Text: "Your money back."})
	surveyed := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Minor).asked()
	silent := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Minor).on("2026-05-07 10:00")
	for _, c := range []struct {
		s   *story
		by  complaint.Actor
		cmd complaint.Command
	}{
		{fresh, customer, sofa()},
		{filed, system, readAs(complaint.CategoryQuality, complaint.Minor)},
		{handled, mei, &complaint.Assess{Grade: complaint.Major, Reason: "Press."}},
		{handled, mei, &complaint.Contact{By: "phone", Note: "Spoke."}},
		{handled, mei, &complaint.Propose{Remedy: complaint.Refund, Text: "More of it."}},
		{handled, mei, &complaint.Execute{}},
		{surveyed, customer, unhappy()},
		{silent, system, &complaint.Tick{}},
		{silent, system, &complaint.Sweep{}},
	} {
		m, err := complaint.Decide(c.s.c, c.cmd, c.by, broken{c.s.rules}, c.s.at)
		if !errors.Is(err, errBroken) || kindOf(err) != "" || len(m.Events) != 0 {
			t.Errorf("%s: got %v and %d events", complaint.Name(c.cmd), err, len(m.Events))
		}
	}
}

func TestErrorSaysWhereAndWhy(t *testing.T) {
	cause := errors.New("timeout")
	for want, err := range map[string]*complaint.Error{
		"invalid grade: must be 1, 2 or 3": complaint.InvalidField("grade", "must be %d, %d or %d", 1, 2, 3),
		"conflict: the case is closed":     complaint.Errorf(complaint.Conflict, "the case is closed"),
		"unavailable: timeout":             {Kind: complaint.Unavailable, Cause: cause},
		"fault":                            {Kind: complaint.Fault},
	} {
		if err.Error() != want {
			t.Errorf("got %q, want %q", err.Error(), want)
		}
		if errors.Is(err, cause) != (err.Cause != nil) {
			t.Errorf("%q hides its cause", err.Error())
		}
	}
}

// An escalation that somebody took on stays taken on when the grade gets worse; who was told is not told again.
func TestRegradeKeepsWhatWasClimbed(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryDelay, complaint.Minor)
	s.on("2026-04-08 10:30").does(system, &complaint.Tick{})
	s.does(lin, &complaint.AcknowledgeEscalation{Clock: "responded"})
	s.does(lin, &complaint.Assess{Grade: complaint.Major, Reason: "Press."})
	if r, more := s.clock("responded").NextRung(); more {
		t.Errorf("taken on, and yet the %s is told", r.Level)
	}
	got := fired(s.does(system, &complaint.Tick{}))
	for _, rung := range []string{"cause_found warning", "cause_found owner"} { // told before
		if slices.Contains(got, rung) {
			t.Errorf("%s was told again", rung)
		}
	}
	for _, rung := range []string{"cause_found lead", "cause_found manager"} { // 15 and 30 minutes after 10:00
		if !slices.Contains(got, rung) {
			t.Errorf("%s was not told; fired %v", rung, got)
		}
	}
}

// What the complainant may see of the clocks: what they are told of or notice themselves, not what the tenant owes itself.
func TestClocksForTheComplainant(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Minor)
	var shown []string
	for _, k := range s.c.Clocks {
		if k.ForComplainant() {
			shown = append(shown, k.Milestone)
		}
	}
	if want := []string{"acknowledged", "inspection_arranged", "inspection_report", "solution"}; !slices.Equal(shown, want) {
		t.Errorf("shown are %v, want %v", shown, want)
	}
}
