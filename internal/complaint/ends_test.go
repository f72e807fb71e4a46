package complaint_test

import (
	"slices"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/policy"
)

var (
	yang   = complaint.Actor{Role: complaint.Manager, ID: "yang", Mail: "yang@shop.example"}
	reject = &complaint.Reject{Reason: "It was sold as seen, with a note of the crack."}
	told   = &complaint.Record{Milestone: "recourse_explained", Note: "On the phone."}
)

// rejected tells on from opened: Mei asks, and Lin, a lead, confirms.
func (s *story) rejected() *story {
	s.t.Helper()
	s.does(*s.c.Owner, reject)
	s.does(lin, &complaint.ConfirmRejection{})
	return s
}

// kinds lists the notices ordered since the last look.
func (s *story) kinds() (said []string) {
	for _, n := range s.notices {
		said = append(said, string(n.Kind))
	}
	s.notices = nil
	return said
}

// A rejection needs two people. Until the second has confirmed it, work goes on; ISO 10002 7.9: it stays open until recourse was explained.
func TestARejectionNeedsAnotherAndExplainsRecourse(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Minor)
	s.does(mei, &complaint.Assess{})
	s.does(mei, but(verifies("real", "in_scope"), "real", complaint.CheckNo, ""))
	s.kinds()
	s.does(mei, reject)
	s.isIn(complaint.Handling)
	if got := s.kinds(); !slices.Equal(got, []string{"rejection"}) || s.c.Rejection.Founded != complaint.VerdictNotFounded {
		t.Errorf("told %v, rejection %+v", got, s.c.Rejection)
	}
	if got := s.refused(mei, reject); got.Kind != complaint.Conflict {
		t.Errorf("asked twice: %v", got)
	}
	if got := s.refused(mei, &complaint.ConfirmRejection{}); got.Kind != complaint.Forbidden {
		t.Errorf("an agent confirms: %v", got)
	}
	s.does(lin, &complaint.ConfirmRejection{Note: "The note is signed."})
	s.isIn(complaint.Concluding)
	letter := s.notices[0]
	if letter.Kind != complaint.NoticeRejected || letter.Text != reject.Reason || len(letter.Recourse) != 4 ||
		!strings.Contains(letter.Recourse[0], "12315") || s.wall(letter.Due) != "2026-04-22 10:00" {
		t.Errorf("the complainant is told %+v", letter)
	}
	if owed := names(s.c.OpenObligations()); !slices.Equal(owed, []string{"recourse_explained"}) {
		t.Errorf("owed %v", owed)
	}
	s.does(mei, told)
	s.isIn(complaint.Closed)
	if s.c.Outcome != complaint.Rejected {
		t.Errorf("it ended %s", s.c.Outcome)
	}
}

// Nobody confirms their own, whatever their role; nor somebody who handled an earlier round.
func TestNobodyConfirmsTheirOwnRejection(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Minor)
	s.does(lin, reject)
	for _, cmd := range []complaint.Command{&complaint.ConfirmRejection{}, &complaint.RefuseRejection{Reason: "After all."}} {
		if got := s.refused(lin, cmd); got.Kind != complaint.Forbidden {
			t.Errorf("%s of one's own: %v", complaint.Name(cmd), got)
		}
	}
	s.does(yang, &complaint.RefuseRejection{Reason: "The note is not hers."})
	if s.c.Rejection != nil {
		t.Errorf("refused, and there is %+v", s.c.Rejection)
	}
	s.isIn(complaint.Handling)
	s.c.Excluded = []string{"yang"}
	s.does(lin, reject)
	if got := s.refused(yang, &complaint.ConfirmRejection{}); got.Kind != complaint.Conflict {
		t.Errorf("by who handled an earlier round: %v", got)
	}
}

// A solution that was proposed meanwhile is not rejected over.
func TestAProposalStandsAgainstARejectionThatWaits(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Minor)
	s.does(mei, reject)
	s.does(mei, &complaint.Propose{Remedy: complaint.Refund, Text: "Half of it."})
	if got := s.refused(lin, &complaint.ConfirmRejection{}); got.Kind != complaint.Conflict || !strings.Contains(got.Detail, "proposed") {
		t.Errorf("refused with %v", got)
	}
}

func TestOnlyRecourseOfThePolicyIsTold(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Minor)
	if got := s.refused(mei, &complaint.Reject{Reason: "No.", Recourse: []string{"pray"}}); got.Field != "recourse" || !strings.Contains(got.Detail, "court") {
		t.Errorf("refused with %v", got)
	}
	s.does(mei, &complaint.Reject{Reason: "No.", Recourse: []string{"court", "arbitration"}})
	if r := s.c.Rejection.Recourse; len(r) != 2 || r[0].Name != "arbitration" {
		t.Errorf("told %+v", r)
	}
}

// Where an answer is owed, the letter that rejects is the answer: it is met when the letter has left, and not before.
func TestTheRejectionIsTheAnswerThatIsOwed(t *testing.T) {
	s := tell(t, "cn", func(p *policy.Policy) {
		p.Flows[complaint.General][2].MetBy = []complaint.Signal{complaint.SignalPlanTold}
	}).opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Minor)
	s.does(mei, &complaint.Assess{})
	s.rejected()
	if k := s.clock("solution"); !k.Open() {
		t.Fatalf("the answer is no longer owed: %+v", k)
	}
	s.on("2026-04-08 10:00").deliver()
	if k := s.clock("solution"); !k.MetAt.Equal(s.at) {
		t.Errorf("the letter left, and the answer is %+v", k)
	}
}

// Requirement E4: the complainant objects once, in time, to a case that is open still or closed; others handle it then.
func TestAnObjectionOpensASecondRoundWithOthers(t *testing.T) {
	for _, closed := range []bool{false, true} {
		s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Minor)
		s.does(mei, &complaint.Assess{})
		s.rejected()
		if closed {
			s.does(mei, told)
			s.isIn(complaint.Closed)
			if got := s.refused(customer, &complaint.Reopen{Reason: "No!"}); got.Kind != complaint.Conflict || !strings.Contains(got.Detail, "object") {
				t.Errorf("re-opening it instead: %v", got)
			}
		}
		was := s.c.Journey.Started
		s.kinds()
		s.on("2026-04-20 10:00").does(customer, &complaint.Object{Reason: "Nobody showed me a note."})
		s.isIn(complaint.Handling)
		if got := s.kinds(); !slices.Equal(got, []string{"objected", "second_round"}) {
			t.Errorf("told %v", got)
		}
		if s.c.Round != 2 || s.c.Owner != nil || s.c.Rejection != nil || s.c.Outcome != "" || s.c.Closed != nil || (s.c.Journey.Started != was) != closed {
			t.Errorf("closed %v: %+v", closed, s.c)
		}
		for _, who := range []complaint.Actor{mei, lin} {
			if got := s.refused(who, &complaint.Take{}); got.Kind != complaint.Conflict {
				t.Errorf("%s takes it again: %v", who.ID, got)
			}
		}
		s.isDue("solution.2", "2026-04-25 10:00")
		s.does(tao, &complaint.Take{})
		s.does(tao, reject)
		s.does(yang, &complaint.ConfirmRejection{})
		if got := s.refused(customer, &complaint.Object{Reason: "Again, no."}); got.Kind != complaint.Conflict || !strings.Contains(got.Detail, "final") {
			t.Errorf("a second objection: %v", got)
		}
	}
}

func TestAnObjectionThatCannotBe(t *testing.T) {
	object := &complaint.Object{Reason: "No."}
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Minor)
	if got := s.refused(customer, object); got.Kind != complaint.Conflict {
		t.Errorf("nothing was rejected: %v", got)
	}
	s.rejected()
	s.on("2026-04-22 10:01")
	if got := s.refused(customer, object); !strings.Contains(got.Detail, "ended") {
		t.Errorf("too late: %v", got)
	}
	s = tell(t, "cn", func(p *policy.Policy) { p.Rounds.Last = 1 }).opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Minor)
	s.rejected()
	if got := s.refused(customer, object); !strings.Contains(got.Detail, "final") {
		t.Errorf("after the last round: %v", got)
	}
}

// What was found to be real stays so in a further round; that something was not founded is looked at anew.
func TestANewRoundVerifiesWhatWasNotFounded(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Minor)
	s.does(mei, but(verifies("real", "in_scope"), "real", complaint.CheckNo, ""))
	s.rejected().does(customer, &complaint.Object{Reason: "It is real."})
	if s.c.Verification != nil {
		t.Errorf("there is %+v", s.c.Verification)
	}
	s.does(tao, &complaint.Take{})
	s.does(tao, verifies("real", "in_scope"))
	s.asked().does(customer, unhappy())
	if s.c.Verification == nil {
		t.Error("what was verified is forgotten")
	}
}

// A complainant who withdraws is told, so that they can dispute it; what is not owed any more is given up on record, and a case that
// somebody has looked at closes.
func TestAWithdrawnCaseCloses(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.does(mei, &complaint.Assess{})
	s.does(mei, photo())
	s.kinds()
	m := s.does(customer, &complaint.Withdraw{})
	s.isIn(complaint.Closed)
	if got := s.kinds(); s.c.Outcome != complaint.Withdrawn || !slices.Equal(got, []string{"withdrawn", "withdrew"}) {
		t.Errorf("it ended %s, told %v", s.c.Outcome, got)
	}
	given := 0
	for _, e := range m.Events {
		if _, is := e.(*complaint.ClockSuperseded); is {
			given++
		}
	}
	if given == 0 || len(s.c.OpenObligations()) != 0 {
		t.Errorf("%d clocks were given up on record, owed %v", given, names(s.c.OpenObligations()))
	}
}

// The machine may have missed a danger: a person looks at each withdrawn complaint once. Found to be grave, everything that is
// owed to others' safety is owed.
func TestAWithdrawnCaseIsLookedAtOnce(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.does(customer, &complaint.Withdraw{})
	s.isIn(complaint.Concluding)
	if owed := names(s.c.OpenObligations()); !slices.Equal(owed, []string{"assessed"}) {
		t.Fatalf("owed %v", owed)
	}
	s.does(mei, &complaint.Assess{Category: complaint.CategorySafety, Grade: complaint.Major, Reason: "The socket smokes."})
	s.isIn(complaint.Concluding)
	owed := names(s.c.OpenObligations())
	for _, id := range []string{"emergency_response", "hazard_check", "rectification_report", "hazard_closed"} {
		if !slices.Contains(owed, id) {
			t.Errorf("%s is not owed: %v", id, owed)
		}
	}
	if slices.Contains(owed, "comfort_plan") {
		t.Error("a plan is owed to somebody who withdrew")
	}
}

// No withdrawal hides a hazard, and no later look talks it away: the tenant's own obligations stay until each is met.
func TestAWithdrawnSafetyCaseOwesItsHazards(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategorySafety, complaint.Major)
	s.does(mei, &complaint.Assess{})
	s.does(customer, &complaint.Withdraw{Note: "Never mind."})
	s.isIn(complaint.Concluding)
	s.does(mei, &complaint.Assess{Category: complaint.CategoryOther, Grade: complaint.Minor, Reason: "Withdrawn anyway."})
	hazards := []string{"contingency_team", "emergency_response", "hazard_check", "rectification_report", "hazard_closed"}
	for _, milestone := range hazards {
		if s.c.Phase != complaint.Concluding {
			t.Fatalf("it is %s before %s", s.c.Phase, milestone)
		}
		s.does(mei, &complaint.Record{Milestone: milestone, Note: "Done."})
	}
	s.isIn(complaint.Concluding)
	if owed := names(s.c.OpenObligations()); !slices.Equal(owed, []string{"major_contact"}) {
		t.Fatalf("owed %v", owed)
	}
	s.does(mei, &complaint.Contact{By: "phone", Note: "Told what was done."})
	s.isIn(complaint.Closed)
}

// Rungs go on firing for what a withdrawn case owes.
func TestAWithdrawnSafetyCaseEscalates(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategorySafety, complaint.Major)
	s.does(customer, &complaint.Withdraw{})
	said := fired(s.on("2026-04-08 12:00").does(system, &complaint.Tick{}))
	if !slices.Contains(said, "hazard_check executive") || slices.Contains(said, "comfort_plan owner") {
		t.Errorf("fired %v", said)
	}
}

// Staff who heard a withdrawal say how; the complainant who disputes it is handled by another.
func TestAWithdrawalThatStaffHeardCanBeDisputed(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.does(mei, &complaint.Assess{})
	if got := s.refused(mei, &complaint.Withdraw{}); got.Kind != complaint.Conflict || got.Field != "note" {
		t.Errorf("without a word how: %v", got)
	}
	if got := s.refused(tao, &complaint.Withdraw{Note: "He said so."}); got.Kind != complaint.Conflict {
		t.Errorf("in another's case: %v", got)
	}
	s.kinds()
	s.does(mei, &complaint.Withdraw{Note: "On the phone, at ten."})
	if got := s.kinds(); !slices.Equal(got, []string{"withdrawn"}) || s.c.Withdrawal.HeardBy != "mei" {
		t.Errorf("told %v, %+v", got, s.c.Withdrawal)
	}
	s.on("2026-04-20 10:00").does(customer, &complaint.Reopen{Reason: "I never said so."})
	s.isIn(complaint.Handling)
	if got := s.refused(mei, &complaint.Take{}); got.Kind != complaint.Conflict || s.c.Withdrawal != nil {
		t.Errorf("who said so takes it again: %v", got)
	}
	s.does(tao, &complaint.Take{})
}

// Close is for what both agree on in writing and where nothing is owed; it names what is missing.
func TestCloseByAgreement(t *testing.T) {
	shut := &complaint.Close{Note: "She agreed on the phone."}
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Minor)
	for _, step := range []struct {
		missing string
		cmd     complaint.Command
	}{
		{"assess, propose, milestone cause_found, milestone solution, milestone assessed", &complaint.Assess{}},
		{"propose, milestone cause_found, milestone solution", &complaint.Record{Milestone: "cause_found", Note: "A misprint."}},
		{"propose, milestone solution", &complaint.Propose{Remedy: complaint.Apology, Text: "It was a misprint; the price is as you say."}},
		{"milestone plan_told", &complaint.Contact{By: "phone", Note: "Explained."}},
	} {
		if got := s.refused(mei, shut); got.Kind != complaint.Conflict || !strings.HasSuffix(got.Detail, "before: "+step.missing) {
			t.Errorf("missing %s: %v", step.missing, got)
		}
		s.does(mei, step.cmd)
	}
	s.does(system, &complaint.ReportFailed{Notice: "R-1-9-0", Kind: complaint.NoticePlan})
	if got := s.refused(mei, shut); !strings.HasSuffix(got.Detail, "before: task R-1-9-0") {
		t.Errorf("with a task: %v", got)
	}
	s.does(mei, &complaint.FinishTask{Notice: "R-1-9-0", Note: "Read it to her."})
	s.does(mei, shut)
	s.isIn(complaint.Closed)
	if s.c.Outcome != complaint.Agreed || s.c.Survey != nil {
		t.Errorf("it ended %s", s.c.Outcome)
	}
	s.does(customer, &complaint.Reopen{Reason: "I did not agree."})
}

// What is owed by being carried out is carried out; no ordinary or grave case is closed by agreement.
func TestNotEveryCaseIsClosedByAgreement(t *testing.T) {
	for _, c := range []struct {
		category complaint.Category
		grade    complaint.Grade
		says     string
	}{
		{complaint.CategoryOther, complaint.Ordinary, "grade 2"},
		{complaint.CategoryOther, complaint.Major, "grade 1"},
		{complaint.CategorySafety, complaint.Minor, "safety"},
		{complaint.CategoryAttitude, complaint.Minor, "milestone apology"},
	} {
		s := tell(t, "cn").opened("2026-04-07 10:00", c.category, c.grade)
		if got := s.refused(mei, &complaint.Close{Note: "Agreed."}); got.Kind != complaint.Conflict || !strings.Contains(got.Detail, c.says) {
			t.Errorf("%s of grade %d: %v", c.category, c.grade, got)
		}
	}
}
