package complaint_test

import (
	"slices"
	"testing"

	"redress/internal/complaint"
	"redress/internal/policy"
)

// A deadline becomes later only when somebody asked with a reason and another person granted it.
func TestADeadlineIsLengthenedByTwo(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	ask := &complaint.AskExtension{Clock: "solution", Within: "8d", Reason: "The workshop waits for a part."}
	grant := &complaint.AnswerExtension{Clock: "solution", Grant: true, Reason: "I spoke to the supplier."}
	if got := s.refused(lin, grant); got.Kind != complaint.Conflict {
		t.Errorf("what nobody asked for was granted: %v", got)
	}
	s.does(mei, ask)
	s.isDue("solution", "2026-04-12 10:00")
	if got := s.refused(mei, ask); got.Kind != complaint.Conflict {
		t.Errorf("asked twice: %v", got)
	}
	if got := s.refused(mei, grant); got.Kind != complaint.Forbidden {
		t.Errorf("an agent granted it: %v", got)
	}
	s.on("2026-04-11 10:00").does(system, &complaint.Tick{}) // warned
	told := s.clock("solution").Fired
	m := s.does(lin, grant)
	s.isDue("solution", "2026-04-15 10:00")
	if k := s.clock("solution"); k.Fired != told || k.Span != "8d" {
		t.Errorf("fired %d, span %s", k.Fired, k.Span)
	}
	if kinds := noticeKinds(complaint.Notices(s.c, m)); !slices.Contains(kinds, complaint.NoticeProgress) {
		t.Errorf("the complainant is not told: %v", kinds)
	}
}

func noticeKinds(notices []complaint.Notice) (kinds []complaint.NoticeKind) {
	for _, n := range notices {
		kinds = append(kinds, n.Kind)
	}
	return kinds
}

// Nobody grants their own, nothing is moved that is late, and a span must be one and be longer.
func TestExtensionsThatAreRefused(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	for within, want := range map[string]complaint.Kind{"soon": complaint.Invalid, "5d": complaint.Conflict, "1d": complaint.Conflict} {
		if got := s.refused(mei, &complaint.AskExtension{Clock: "solution", Within: within, Reason: "x"}); got.Kind != want || got.Field != "within" {
			t.Errorf("%s: %v", within, got)
		}
	}
	s.does(lin, &complaint.AskExtension{Clock: "solution", Within: "6d", Reason: "x"})
	if got := s.refused(lin, &complaint.AnswerExtension{Clock: "solution", Grant: true, Reason: "x"}); got.Kind != complaint.Forbidden {
		t.Errorf("granted to oneself: %v", got)
	}
	s.on("2026-04-12 10:00")
	if got := s.refused(zhou, &complaint.AnswerExtension{Clock: "solution", Grant: true, Reason: "x"}); got.Kind != complaint.Conflict {
		t.Errorf("granted when it was late: %v", got)
	}
	s.does(zhou, &complaint.AnswerExtension{Clock: "solution", Reason: "Too late."})
	if len(s.c.Extensions) != 0 {
		t.Errorf("%+v waits for an answer", s.c.Extensions)
	}
}

// A5: what the machine cannot read for sure is registered by a person, who has two working days, and after the one an
// ordinary case has the complainant hears that work goes on (seed 003).
func TestAComplexCaseIsRegisteredByAPerson(t *testing.T) {
	s := tell(t, "cn").on("2026-04-07 10:00")
	s.does(customer, sofa())
	unsure := readAs(complaint.CategoryOther, complaint.Ordinary)
	unsure.Reading.Confidence = 0.2
	s.does(system, unsure)
	s.does(system, &complaint.Acknowledge{})
	s.isDue("registered", "2026-04-09 18:00")
	if got := s.rung("registered", complaint.ToComplainant); got != "2026-04-08 18:00" {
		t.Errorf("the complainant hears at %s, want when an ordinary case would have been registered", got)
	}
	s.on("2026-04-08 18:00").does(system, &complaint.Tick{})
	if !slices.Contains(noticeKinds(s.notices), complaint.NoticeProgress) {
		t.Errorf("told %v", noticeKinds(s.notices))
	}
	s.on("2026-04-09 09:00").does(mei, &complaint.Assess{Category: complaint.CategoryQuality, Reason: "The frame."})
	if k := s.clock("registered"); k.Open() || k.Breached(s.at) {
		t.Errorf("%+v", k)
	}
	if k := s.clock("assessed"); k.Open() {
		t.Errorf("it was assessed by the same word: %+v", k)
	}
}

// C1: a case moves to another version of the policy only by a command, which says what becomes of each clock.
func TestAdoptedRulesMoveTheClocks(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	stricter := tell(t, "cn", func(p *policy.Policy) {
		p.Version = "mine-2"
		p.Flows[complaint.Quality] = []policy.Milestone{
			milestone("solution", "4d", complaint.Grades...), milestone("inspection_arranged", "5d", complaint.Grades...),
		}
	})
	s.rules = stricter.rules
	root := complaint.Actor{Role: complaint.TenantAdmin, ID: "root"}
	if got := s.refused(mei, &complaint.AdoptRules{Reason: "x"}); got.Kind != complaint.Forbidden {
		t.Errorf("an agent may: %v", got)
	}
	s.does(root, &complaint.AdoptRules{Reason: "New year, new rules."})
	s.isDue("solution", "2026-04-11 10:00")
	s.isDue("inspection_arranged", "2026-04-12 10:00") // later than it was, by this word
	if k := s.clock("quality_ledger"); k.Open() || s.c.Policy != "mine-2" {
		t.Errorf("policy %s; %+v", s.c.Policy, k)
	}
	if m := s.does(root, &complaint.AdoptRules{Reason: "Again."}); len(m.Events) > 0 {
		t.Errorf("the second time %d events", len(m.Events))
	}
}
