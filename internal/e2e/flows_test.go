//go:build e2e

package e2e

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"redress/internal/client"
	"redress/internal/complaint"
)

// owed is a milestone of a flow with its deadline counted from receipt, as requirements C has it. The test does not
// ask the policy: it would agree with itself.
type owed struct {
	milestone string
	after     time.Duration
}

const day = 24 * time.Hour

// flows is a complaint for each of the seven flows of seed 002, and what that flow owes. Calendar days in Shanghai
// have 24 hours.
var flows = []struct {
	flow complaint.Flow
	text string
	owed []owed
}{
	{complaint.Quality, "衣柜用了一个多月门板就开裂，合页也坏了，质量太差，要求维修。", []owed{
		{"acknowledged", 24 * time.Hour}, {"inspection_arranged", 3 * day}, {"inspection_report", 5 * day},
		{"solution", 5 * day}, {"quality_ledger", 5 * day},
	}},
	{complaint.Attitude, "门店的店员态度恶劣，翻白眼还骂人，必须道歉！", []owed{
		{"contacted", 12 * time.Hour}, {"internal_inquiry", 2 * day}, {"apology", 3 * day}, {"training", 3 * day},
	}},
	{complaint.Delay, "你们的售后太慢了！报修十二天了一直没人上门，催了三次都说再等等。", []owed{
		{"responded", 4 * time.Hour}, {"cause_found", day}, {"remedy", 2 * day}, {"process_improvement", 2 * day},
	}},
	{complaint.Billing, "I was charged twice for the same order and the refund amount is wrong. Correct the bill.", []owed{
		{"voucher_received", 2 * time.Hour}, {"reconciliation", day}, {"adjustment", 2 * day}, {"dispute_prevented", 2 * day},
	}},
	{complaint.Delivery, "收到的货发错了颜色，还少发了一个抽屉，请尽快补发。", []owed{
		{"mistake_typed", 6 * time.Hour}, {"reshipment", day}, {"receipt_followed_up", 3 * day}, {"loss_compensated", 3 * day},
	}},
	{complaint.Safety, "电暖器插头冒烟起火，我的手被烫伤了，家里还有孩子！", []owed{
		{"emergency_response", time.Hour}, {"hazard_check", 24 * time.Hour}, {"rectification_report", 3 * day},
		{"comfort_plan", 3 * day}, {"hazard_closed", 3 * day}, {"major_contact", time.Hour}, {"contingency_team", time.Hour},
	}},
	{complaint.Suggestion, "建议你们在二楼加装一部电梯，方便老人，希望能够采纳。", []owed{
		{"thanked", 24 * time.Hour}, {"feasibility", 3 * day}, {"adoption_answer", 7 * day}, {"reward", 7 * day},
	}},
}

// TestEachFlowToItsEnd takes a complaint of each flow through classification, acknowledgement, the flow's milestones,
// a plan, execution, the survey and the end, and compares every deadline with the sources.
func TestEachFlowToItsEnd(t *testing.T) {
	for _, f := range flows {
		t.Run(string(f.flow), func(t *testing.T) {
			t.Parallel()
			s := file(t, w.real, f.text)
			c := s.now()
			if c.Flow != f.flow {
				t.Fatalf("read as %s, want %s", c.Flow, f.flow)
			}
			checkReasons(t, c)
			checkDeadlines(t, c, f.owed)
			s.do(w.real.agent, &complaint.Take{}, &complaint.Assess{}, &complaint.Contact{By: "phone", Note: "Called."})
			s.recordAll(w.real.agent, "solution")
			s.sees(shownOf[f.flow])
			s.do(w.real.agent, &complaint.Propose{Remedy: complaint.Refund, Text: "We refund the full price."})
			s.until("told of the plan", func(c client.Case) bool { return left(c, complaint.NoticePlan) > 0 })
			s.do(w.real.agent, &complaint.Execute{Note: "Refunded."})
			s.answer(5)
			c = s.until("closed", func(c client.Case) bool { return c.Phase == complaint.Closed })
			checkEnd(t, c)
		})
	}
}

// checkReasons wants to see why the complaint was read so: the rule and the words of its category, and the rule of its grade with the source.
func checkReasons(t *testing.T, c client.Case) {
	t.Helper()
	if c.Reading == nil {
		t.Fatal("the desk is not shown the reading")
	}
	shown := func(says string, told func(complaint.Reason) bool) bool {
		return slices.ContainsFunc(c.Reading.Reasons, func(r complaint.Reason) bool { return r.Says == says && told(r) })
	}
	if !shown("category="+string(c.Category), func(r complaint.Reason) bool { return r.Rule != "" && len(r.Words) > 0 }) {
		t.Errorf("nothing says why it is %s: %+v", c.Category, c.Reading.Reasons)
	}
	if !shown(fmt.Sprintf("grade=%d", c.Grade), func(r complaint.Reason) bool { return r.Rule == "grading.none" || r.Source != "" }) {
		t.Errorf("nothing says why it is of grade %d: %+v", c.Grade, c.Reading.Reasons)
	}
}

// recordAll fills in every form of the case, as it is served in the language of the complaint: of the milestones that wait for a person's
// word, and of those that something else meets.
func (s *story) recordAll(hand client.API, note string) {
	s.t.Helper()
	sheet, err := hand.Forms(s.t.Context(), s.receipt.Case, s.now().Language)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, f := range sheet.Forms {
		data, err := f.Example()
		if err != nil {
			s.t.Fatal(err)
		}
		s.do(hand, &complaint.Record{Milestone: f.Milestone, Note: note, Data: data})
	}
}

func checkDeadlines(t *testing.T, c client.Case, want []owed) {
	t.Helper()
	for _, o := range want {
		k, ok := c.ClockByID(o.milestone)
		if !ok {
			t.Errorf("no clock for %s", o.milestone)
			continue
		}
		if got := k.Due.Sub(c.ReceivedAt); got != o.after {
			t.Errorf("%s is due %s after receipt, want %s", o.milestone, got, o.after)
		}
	}
	if _, ok := c.ClockByID("registered"); !ok {
		t.Error("no clock for the registration")
	}
	if k, ok := c.ClockByID("assessed"); !ok || k.Anchor != complaint.AtRegistration {
		t.Error("no clock for the assessment that counts from the registration")
	}
}

// checkEnd wants everything met in time, nothing left open, and each notice sent once.
func checkEnd(t *testing.T, c client.Case) {
	t.Helper()
	if c.Outcome != complaint.Satisfied {
		t.Errorf("outcome %q, want satisfied", c.Outcome)
	}
	for _, k := range c.Clocks {
		switch {
		case k.Open():
			t.Errorf("%s is still open", k.ID)
		case k.Breached(k.Due) || !k.MetAt.IsZero() && k.MetAt.After(k.Due):
			t.Errorf("%s was met late", k.ID)
		case k.Fired > 0:
			t.Errorf("%s escalated %d times", k.ID, k.Fired)
		}
	}
	for _, kind := range []complaint.NoticeKind{
		complaint.NoticeAcknowledgement, complaint.NoticePlan, complaint.NoticeExecuted, complaint.NoticeSurvey,
	} {
		if n := count(c, kind, "sent"); n != 1 {
			t.Errorf("%s left %d times", kind, n)
		}
	}
}
