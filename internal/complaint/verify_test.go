package complaint_test

import (
	"slices"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/policy"
)

// verifies answers yes to each item.
func verifies(items ...string) *complaint.Verify {
	m := &complaint.Verify{}
	for _, item := range items {
		m.Answers = append(m.Answers, complaint.Checked{Item: item, Is: complaint.CheckYes})
	}
	return m
}

// but answers one item otherwise.
func but(m *complaint.Verify, item string, is complaint.CheckAnswer, ask string) *complaint.Verify {
	m = &complaint.Verify{Answers: slices.Clone(m.Answers), Ask: ask}
	for i := range m.Answers {
		if m.Answers[i].Item == item {
			m.Answers[i].Is, m.Answers[i].Note = is, "The receipt is cut off."
		}
	}
	return m
}

// asked4 is everything that is asked of a quality case of grade 2.
var asked4 = verifies("real", "in_scope", "reasonable", "purchase")

// gated makes commands wait for the verification in cases of grades 2 and 3.
func gated(commands ...string) func(*policy.Policy) {
	return func(p *policy.Policy) {
		p.Verification.Before = nil
		for _, cmd := range commands {
			p.Verification.Before = append(p.Verification.Before, policy.Gate{Command: cmd, Grades: []complaint.Grade{complaint.Ordinary, complaint.Minor}})
		}
	}
}

// What the answers come to is not the actor's to choose: one no is enough, and only then is nothing to be asked.
func TestTheVerdictFollowsFromTheAnswers(t *testing.T) {
	for _, c := range []struct {
		name  string
		cmd   *complaint.Verify
		want  complaint.Verdict
		waits bool
	}{
		{"all yes", asked4, complaint.VerdictVerified, false},
		{"one unclear", but(asked4, "purchase", complaint.CheckUnclear, "Please send the receipt."), complaint.VerdictNeedsEvidence, true},
		{"one no", but(asked4, "reasonable", complaint.CheckNo, ""), complaint.VerdictNotFounded, false},
		{"a no outweighs what is unclear", but(but(asked4, "real", complaint.CheckUnclear, ""), "in_scope", complaint.CheckNo, ""), complaint.VerdictNotFounded, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
			s.does(mei, c.cmd)
			_, waiting := s.c.Waiting()
			if got := s.c.Verification; got.Result != c.want || got.By != "mei" || waiting != c.waits {
				t.Errorf("got %+v, waiting %v", got, waiting)
			}
			if _, heard := s.c.Heard[complaint.SignalVerified]; heard != (c.want == complaint.VerdictVerified) {
				t.Errorf("the signal came: %v", heard)
			}
		})
	}
}

func TestAVerificationThatDoesNotFitIsRefused(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	noNote := but(asked4, "real", complaint.CheckNo, "")
	noNote.Answers[0].Note = " "
	for name, c := range map[string]struct {
		cmd   *complaint.Verify
		field string
		says  string
	}{
		"an item is missing":            {verifies("real", "in_scope"), "answers", "real, in_scope, reasonable, purchase"},
		"an item is not on the list":    {verifies("real", "in_scope", "reasonable", "purchase", "pretty"), "answers.item", `"pretty"`},
		"an item twice":                 {verifies("real", "real", "reasonable", "purchase"), "answers.item", "twice"},
		"no without a note":             {noNote, "answers.note", "real"},
		"unclear without a question":    {but(asked4, "real", complaint.CheckUnclear, ""), "ask", "say what"},
		"a question with nothing to it": {but(asked4, "real", complaint.CheckYes, "Anything else?"), "ask", "only there"},
	} {
		if got := s.refused(mei, c.cmd); got.Kind != complaint.Conflict || got.Field != c.field || !strings.Contains(got.Detail, c.says) {
			t.Errorf("%s: %v", name, got)
		}
	}
	s.does(mei, but(asked4, "purchase", complaint.CheckUnclear, "The receipt, please."))
	if got := s.refused(mei, but(asked4, "purchase", complaint.CheckUnclear, "The receipt, please.")); got.Kind != complaint.Conflict {
		t.Errorf("asking while the case waits: %v", got)
	}
	if got := s.refused(tao, asked4); got.Kind != complaint.Conflict {
		t.Errorf("another's case: %v", got)
	}
}

// Requirement A6: more evidence is asked for, and the clocks stand still until it comes.
func TestVerificationAsksForEvidenceAndPauses(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.does(mei, but(asked4, "purchase", complaint.CheckUnclear, "Please send us the receipt."))
	if !s.clock("solution").Paused || s.notices[len(s.notices)-1].Text != "Please send us the receipt." {
		t.Fatalf("asked, but %+v; told %+v", s.clock("solution"), s.notices)
	}
	s.on("2026-04-08 10:00").does(customer, &complaint.Write{Text: "Here it is."})
	s.isDue("solution", "2026-04-13 10:00")
	s.does(mei, asked4)
	if s.c.Verification.Result != complaint.VerdictVerified {
		t.Errorf("got %+v", s.c.Verification)
	}
}

// Attack 15: nobody beats a deadline by asking. Grade 1, and a case that has waited as long as it may, asks while its clocks run.
func TestAskingDoesNotStopWhatMayNotWait(t *testing.T) {
	ask := but(verifies("real", "in_scope", "reasonable"), "real", complaint.CheckUnclear, "Is anybody hurt?")
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategorySafety, complaint.Major)
	before := s.clock("hazard_check").Due
	s.does(mei, ask)
	if _, waiting := s.c.Waiting(); waiting || !s.clock("hazard_check").Due.Equal(before) {
		t.Error("a case of grade 1 waits")
	}
	s = tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	for range 2 { // five days each, ten in all
		s.does(mei, photo())
		s.at = s.c.Pauses[len(s.c.Pauses)-1].Until
		s.does(system, &complaint.Tick{})
	}
	s.does(mei, but(asked4, "real", complaint.CheckUnclear, "A better photo, please."))
	if _, waiting := s.c.Waiting(); waiting {
		t.Error("the case waits for longer than the policy allows")
	}
}

// The policy says what waits for the verification, by grade. Grade 1 never does.
func TestTheGate(t *testing.T) {
	propose := &complaint.Propose{Remedy: complaint.Refund, Text: "Your money back."}
	s := tell(t, "cn", gated("propose")).opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	if got := s.refused(mei, propose); got.Kind != complaint.Conflict || !strings.Contains(got.Detail, "verify the case first") {
		t.Fatalf("refused with %v", got)
	}
	s.does(mei, but(asked4, "real", complaint.CheckNo, ""))
	s.refused(mei, propose)
	s.does(mei, asked4)
	s.does(mei, propose)

	s = tell(t, "cn", gated("propose")).opened("2026-04-07 10:00", complaint.CategorySafety, complaint.Major)
	s.does(mei, propose)
}

// Regraded, the case is asked what is asked of its grade now; what was answered for a milder one is not enough.
func TestTheGateAsksWhatTheGradeAsks(t *testing.T) {
	propose := &complaint.Propose{Remedy: complaint.Refund, Text: "Your money back."}
	s := tell(t, "cn", gated("propose")).opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Minor)
	s.does(mei, verifies("real", "in_scope"))
	s.does(mei, &complaint.Assess{Grade: complaint.Ordinary, Reason: "The whole frame is broken."})
	s.refused(mei, propose)
	s.does(mei, asked4)
	s.does(mei, propose)
}

// A policy may owe the verification, and then it meets its milestone.
func TestVerificationMeetsItsMilestone(t *testing.T) {
	s := tell(t, "cn", func(p *policy.Policy) {
		m := p.Flows[complaint.Quality][1]
		m.Name, m.MetBy = "verified", []complaint.Signal{complaint.SignalVerified}
		p.Flows[complaint.Quality] = append(p.Flows[complaint.Quality], m)
	}).opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.does(mei, but(asked4, "real", complaint.CheckNo, ""))
	if !s.clock("verified").MetAt.IsZero() {
		t.Error("what is not founded counts as verified")
	}
	s.on("2026-04-08 10:00").does(mei, asked4)
	if !s.clock("verified").MetAt.Equal(s.at) {
		t.Errorf("met %s", s.wall(s.clock("verified").MetAt))
	}
}

// Under a policy of before nothing is asked, and nothing waits.
func TestWithoutAChecklistNothingIsAsked(t *testing.T) {
	s := tell(t, "cn", func(p *policy.Policy) { p.Verification = policy.Verification{} })
	s.opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	if got := s.refused(mei, asked4); got.Kind != complaint.Conflict || !strings.Contains(got.Detail, "no checklist") {
		t.Errorf("refused with %v", got)
	}
	s.does(mei, findsOut())
	s.does(mei, holds("quality", 100))
}
