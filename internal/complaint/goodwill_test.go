package complaint_test

import (
	"testing"

	"redress/internal/complaint"
)

// goodwillOf is the goodwill of a rule on the story's case.
func (s *story) goodwillOf(rule string) complaint.Goodwill {
	s.t.Helper()
	for _, g := range s.c.Goodwill {
		if g.Rule == rule {
			return g
		}
	}
	s.t.Fatalf("no %s among %+v", rule, s.c.Goodwill)
	return complaint.Goodwill{}
}

func surveyedStory(t *testing.T) *story {
	return tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Minor).asked()
}

// TestSatisfiedIsThanked (E5): a satisfied answer makes a loyalty offer due, which is told only after another person granted it, once.
func TestSatisfiedIsThanked(t *testing.T) {
	s := surveyedStory(t)
	s.does(customer, happy())
	if g := s.goodwillOf("loyalty"); g.State != complaint.GoodwillIsDue || g.Gift != complaint.GiftTrial || len(s.c.Goodwill) != 1 {
		t.Fatalf("%+v", s.c.Goodwill)
	}
	ask, grant := &complaint.AskGoodwill{Rule: "loyalty", Text: "Our new sofa for a week."}, &complaint.AnswerGoodwill{Rule: "loyalty", Grant: true, Reason: "Gladly."}
	if got := s.refused(lin, grant); got.Kind != complaint.Conflict {
		t.Errorf("granted before anybody worked it out: %v", got)
	}
	if m := s.does(lin, ask); len(complaint.Notices(s.c, m)) != 0 {
		t.Error("the complainant hears of what nobody granted")
	}
	if got := s.refused(lin, grant); got.Kind != complaint.Forbidden {
		t.Errorf("their own: %v", got)
	}
	s.does(manager, &complaint.AnswerGoodwill{Rule: "loyalty", Reason: "Rather a chair."})
	if g := s.goodwillOf("loyalty"); g.State != complaint.GoodwillIsDue || g.Text != "" {
		t.Errorf("sent back: %+v", g)
	}
	s.does(mei, ask)
	told := complaint.Notices(s.c, s.does(lin, grant))
	if len(told) != 1 || told[0].Kind != complaint.NoticeGoodwill || told[0].Text != ask.Text || told[0].To != complaint.ToComplainant {
		t.Errorf("told %+v", told)
	}
	for _, again := range []complaint.Command{ask, grant} {
		if got := s.refused(manager, again); got.Kind != complaint.Conflict {
			t.Errorf("%s again: %v", complaint.Name(again), got)
		}
	}
}

// TestALowScoreGetsAPlan (E5): an unsatisfied answer makes a voucher due up to the policy's amount, a low score a personal plan, which is
// for staff: the complainant gets no letter of it. The next round's answer does not make them due again.
func TestALowScoreGetsAPlan(t *testing.T) {
	s := surveyedStory(t)
	s.does(customer, unhappy())
	if plan := s.goodwillOf("personal_plan"); plan.Gift != complaint.GiftPlan || len(s.c.Goodwill) != 2 {
		t.Fatalf("%+v", s.c.Goodwill)
	}
	voucher := func(minor complaint.Positive, c complaint.Currency) *complaint.AskGoodwill {
		return &complaint.AskGoodwill{Rule: "apology_voucher", Text: "A voucher.", Amount: minor, Currency: c}
	}
	for what, cmd := range map[string]*complaint.AskGoodwill{
		"too much": voucher(50_01, complaint.Yuan), "no amount": {Rule: "apology_voucher", Text: "A voucher."},
		"an amount of a plan": {Rule: "personal_plan", Text: "We call.", Amount: 1, Currency: complaint.Yuan},
		"another rule":        {Rule: "loyalty", Text: "A sofa."},
	} {
		if got := s.refused(mei, cmd); got.Kind != complaint.Conflict || got.Field == "" {
			t.Errorf("%s: %v", what, got)
		}
	}
	for what, cmd := range map[string]*complaint.AskGoodwill{"less than nothing": voucher(-1, complaint.Yuan), "no currency": voucher(1, ""), "shells": voucher(1, "XCW"), "no text": {Rule: "personal_plan"}} {
		if got := s.refused(mei, cmd); got.Kind != complaint.Invalid || got.Field == "" {
			t.Errorf("%s: %v", what, got)
		}
	}
	s.does(mei, voucher(50_00, complaint.Yuan))
	s.does(mei, &complaint.AskGoodwill{Rule: "personal_plan", Text: "Lin calls on Friday and brings the parts list."})
	if told := complaint.Notices(s.c, s.does(lin, &complaint.AnswerGoodwill{Rule: "personal_plan", Grant: true, Reason: "Do."})); len(told) != 0 {
		t.Errorf("a plan is told: %+v", told)
	}
	if told := complaint.Notices(s.c, s.does(lin, &complaint.AnswerGoodwill{Rule: "apology_voucher", Grant: true, Reason: "Do."})); len(told) != 1 {
		t.Errorf("the voucher: %+v", told)
	}
	if again := complaint.Fold(s.commits); len(again.Goodwill) != 2 || again.Goodwill[0].State != complaint.GoodwillIsGiven {
		t.Errorf("folded: %+v", again.Goodwill)
	}
}
