package complaint_test

import (
	"slices"
	"strings"
	"testing"

	"redress/internal/complaint"
)

func TestFurtherRoundNeedsAnotherHandler(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Minor).asked()
	s.does(customer, unhappy())
	if !slices.Equal(s.c.Excluded, []string{"mei"}) {
		t.Fatalf("excluded are %v", s.c.Excluded)
	}
	if got := s.refused(mei, &complaint.Take{}); got.Kind != complaint.Conflict || !strings.Contains(got.Detail, "another person") {
		t.Errorf("Mei is refused with %v", got)
	}
	s.does(tao, &complaint.Take{})
	if got := s.refused(tao, &complaint.HandOver{To: "mei"}); got.Kind != complaint.Conflict {
		t.Errorf("offering it to Mei is refused with %v", got)
	}
	if s.c.Owner.ID != "tao" {
		t.Errorf("it belongs to %v", s.c.Owner)
	}
}

// After the last round there is no other; the case stays open until the complainant was told where to turn.
func TestAfterTheLastRoundRecourseIsExplained(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Minor).asked()
	for _, next := range []complaint.Actor{tao, lin} {
		s.does(customer, unhappy())
		s.isIn(complaint.Handling)
		s.deliver()
		s.does(next, &complaint.Take{})
		s.asked()
	}
	s.does(customer, unhappy())
	s.isIn(complaint.Concluding)
	if s.c.Round != 3 || s.c.Outcome != complaint.NoOutcome {
		t.Errorf("round %d, outcome %q", s.c.Round, s.c.Outcome)
	}
	for _, k := range s.c.OpenObligations() {
		if k.Milestone != "recourse_explained" {
			t.Errorf("%s is still owed", k.ID)
		}
	}
	s.does(lin, &complaint.Contact{By: "phone", Note: "She is angry."})
	s.isIn(complaint.Concluding)
	s.does(lin, &complaint.Record{Milestone: "recourse_explained", Note: "Named the consumers' association."})
	s.isIn(complaint.Closed)
	if s.c.Outcome != complaint.RecourseGiven || s.c.Leaving != complaint.NoOutcome {
		t.Errorf("it ended %q, leaving %q", s.c.Outcome, s.c.Leaving)
	}
}

// A satisfied complainant may go; the tenant still keeps what it owes, and whatever meets the last of it closes the case.
func TestConcludingCaseClosesWithTheLastObligation(t *testing.T) {
	record := func(m string) complaint.Command { return &complaint.Record{Milestone: m, Note: "done"} }
	for _, c := range []struct {
		name string
		last []complaint.Command
	}{
		{"recorded last", []complaint.Command{&complaint.Assess{}, record("cause_found")}},
		{"assessed last", []complaint.Command{record("cause_found"), &complaint.Assess{}}},
		{"overruled last, for the record only", []complaint.Command{record("cause_found"),
			&complaint.Assess{Category: complaint.CategoryDelay, Grade: complaint.Major, Reason: "It was late."}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Minor).asked()
			s.does(customer, happy())
			for i, cmd := range c.last {
				s.isIn(complaint.Concluding)
				if got := len(s.c.OpenObligations()); got != len(c.last)-i {
					t.Fatalf("%d are owed before step %d", got, i+1)
				}
				s.does(mei, cmd)
			}
			s.isIn(complaint.Closed)
			if s.c.Outcome != complaint.Satisfied {
				t.Errorf("it ended %q", s.c.Outcome)
			}
		})
	}
}

func TestSurveyExpires(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Minor)
	s.does(mei, &complaint.Assess{})
	s.does(mei, &complaint.Record{Milestone: "cause_found", Note: "A misprint."})
	s.asked()
	if got := s.wall(s.c.NextRung()); got != "2026-04-14 10:00" {
		t.Fatalf("the timer sleeps until %s, want the expiry", got)
	}
	s.on("2026-04-14 10:00")
	if got := s.refused(customer, happy()); got.Kind != complaint.Conflict {
		t.Errorf("an answer at the expiry is refused with %v", got)
	}
	s.does(system, &complaint.Tick{})
	s.isIn(complaint.Closed)
	if s.c.Outcome != complaint.NoAnswer {
		t.Errorf("it ended %q", s.c.Outcome)
	}
}

func TestSurveyIsAnsweredOnce(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Minor)
	if got := s.refused(customer, happy()); got.Detail != "this survey is not open" {
		t.Errorf("before it was sent: %v", got)
	}
	s.asked().does(customer, unhappy())
	if got := s.refused(customer, happy()); got.Detail != "this survey was answered already" {
		t.Errorf("the second answer: %v", got)
	}
	s.does(tao, &complaint.Take{})
	s.asked().does(customer, happy()) // each round has a survey of its own
	if s.c.Survey.Answer.Overall != 5 {
		t.Errorf("kept %+v", s.c.Survey.Answer)
	}
}

// Requirement D1: whoever takes a case stays responsible until another has accepted it.
func TestOwnerStaysResponsibleUntilAnotherAccepts(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Minor)
	is := func(owner string) {
		t.Helper()
		if s.c.Owner.ID != owner {
			t.Fatalf("it belongs to %s, want %s", s.c.Owner.ID, owner)
		}
	}
	if got := s.refused(tao, &complaint.Take{}); got.Kind != complaint.Conflict {
		t.Errorf("taking another's case: %v", got)
	}
	if got := s.refused(tao, &complaint.HandOver{To: "tao"}); got.Kind != complaint.Conflict {
		t.Errorf("handing another's case over: %v", got)
	}
	s.does(mei, &complaint.HandOver{To: "tao", Mail: tao.Mail})
	is("mei")
	s.does(mei, &complaint.Propose{Remedy: complaint.Refund, Text: "Your money back."}) // still hers to do
	if got := s.refused(tao, &complaint.Execute{}); got.Kind != complaint.Conflict {
		t.Errorf("acting on an offer not accepted: %v", got)
	}
	s.does(tao, &complaint.Take{})
	is("tao")
	if got := s.refused(mei, &complaint.Execute{}); got.Kind != complaint.Conflict {
		t.Errorf("acting on a case handed over: %v", got)
	}
	s.does(lin, &complaint.HandOver{To: "mei"}) // a lead may offer what an agent has
	s.does(mei, &complaint.Take{})
	is("mei")
}

func TestFirstTakerWins(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Minor)
	if m := s.does(mei, &complaint.Take{}); len(m.Events) != 0 {
		t.Error("taking one's own case changes it")
	}
	if got := s.refused(lin, &complaint.Take{}); got.Kind != complaint.Conflict {
		t.Errorf("a lead takes an agent's case: %v", got)
	}
}

func TestOverrulingNeedsAReason(t *testing.T) {
	for name, a := range map[string]complaint.Assess{
		"category": {Category: complaint.CategorySafety},
		"cause":    {Cause: "product.material"},
		"grade":    {Grade: complaint.Major},
	} {
		t.Run(name, func(t *testing.T) {
			s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Minor)
			if got := s.refused(mei, &a); got.Kind != complaint.Conflict || got.Field != "reason" {
				t.Errorf("without a reason: %v", got)
			}
			a.Reason = "The picture shows a broken frame."
			s.does(mei, &a)
			if !s.c.Assessed || s.c.Model != "" || s.c.Confidence != 1 {
				t.Errorf("overruled, but still %q with confidence %v", s.c.Model, s.c.Confidence)
			}
		})
	}
	t.Run("confirming needs none", func(t *testing.T) {
		s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Minor)
		s.does(mei, &complaint.Assess{Category: complaint.CategoryQuality, Grade: complaint.Minor})
		if s.c.Model != "test-1" || !s.c.Assessed {
			t.Errorf("confirmed, but model %q and assessed %v", s.c.Model, s.c.Assessed)
		}
	})
}

// What the machine could not deliver a person does, and it counts as if the machine had.
func TestUndeliverableNoticeBecomesATask(t *testing.T) {
	s := tell(t, "cn").on("2026-04-07 10:00")
	s.does(customer, sofa())
	s.does(system, readAs(complaint.CategoryQuality, complaint.Ordinary))
	s.does(system, &complaint.Acknowledge{})
	failed := s.notices[len(s.notices)-1]
	report := &complaint.ReportFailed{Notice: failed.ID, Kind: failed.Kind}
	s.does(system, report)
	if m := s.does(system, report); len(m.Events) != 0 || len(s.c.Tasks) != 1 {
		t.Fatalf("reported twice, it made %d tasks", len(s.c.Tasks))
	}
	if got := s.refused(mei, &complaint.FinishTask{Notice: "R-1-9-9", Note: "done"}); got.Field != "notice" {
		t.Errorf("a task that is none: %v", got)
	}
	s.on("2026-04-07 11:00").does(mei, &complaint.FinishTask{Notice: failed.ID, Note: "Phoned her."})
	if k := s.clock("acknowledged"); !k.MetAt.Equal(s.at) || len(s.c.Tasks) != 0 {
		t.Errorf("acknowledged at %s, tasks %v", s.wall(k.MetAt), s.c.Tasks)
	}
	s.isDue("kept_informed", "2026-04-09 18:00")
}

// A notice that failed to reach staff is a task too, but doing it tells the complainant nothing.
func TestStaffTaskIsNoWordToTheComplainant(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.on("2026-04-08 10:00").does(system, &complaint.ReportFailed{Notice: "R-1-2-0", Kind: complaint.NoticeEscalation})
	s.does(mei, &complaint.FinishTask{Notice: "R-1-2-0", Note: "Told the lead in person."})
	s.isDue("kept_informed", "2026-04-09 18:00")
}

func TestRevokedLinksAreCounted(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.does(lin, &complaint.RevokeLinks{})
	s.does(lin, &complaint.RevokeLinks{})
	if s.c.Links != 2 {
		t.Errorf("generation %d, want 2", s.c.Links)
	}
}
