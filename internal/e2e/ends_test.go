//go:build e2e

package e2e

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"redress/internal/client"
	"redress/internal/complaint"
)

// answers answers the checklist of a case with yes, but the last item as it is told.
func answers(t *testing.T, c client.Case, last complaint.CheckAnswer, ask string) *complaint.Verify {
	t.Helper()
	m := &complaint.Verify{Ask: ask}
	for _, q := range c.Checklist {
		m.Answers = append(m.Answers, complaint.Checked{Item: q.Item, Is: complaint.CheckYes})
	}
	if len(m.Answers) == 0 {
		t.Fatal("nothing is asked of the case")
	}
	m.Answers[len(m.Answers)-1].Is, m.Answers[len(m.Answers)-1].Note = last, "Looked."
	return m
}

// TestVerificationAsksForEvidence: under a policy that makes the plan wait for it, the clocks stand still until the evidence comes; then
// the case goes on, is investigated, and somebody is held responsible.
func TestVerificationAsksForEvidence(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	gated := strings.Replace(realPolicy(), "  before:\n", "  before:\n    - {command: propose, grades: [2, 3]}\n", 1)
	co, err := w.found(t.Context(), "careful-"+strings.ToLower(rand.Text()[:6]), gated)
	if err != nil {
		t.Fatal(err)
	}
	s := file(t, co, "衣柜门板开裂，质量太差，要求维修。")
	s.do(co.agent, &complaint.Take{}, &complaint.Assess{})
	propose := &complaint.Propose{Remedy: complaint.Repair, Text: "We repair it."}
	s.refused(co.agent, propose, http.StatusConflict)
	s.do(co.agent, answers(t, s.now(), complaint.CheckUnclear, "Please send us the receipt."))
	waiting := s.until("asked", func(c client.Case) bool { return count(c, complaint.NoticeMessage, "sent") == 1 })
	before, _ := waiting.ClockByID("solution")
	if waiting.Verification.Result != complaint.VerdictNeedsEvidence || !before.Paused {
		t.Fatalf("%+v; the clock %+v", waiting.Verification, before)
	}
	if err := co.public.Write(t.Context(), s.receipt, "票据照片已经发给你们了。"); err != nil {
		t.Fatal(err)
	}
	c := s.now()
	if after, _ := c.ClockByID("solution"); after.Paused || !after.Due.After(before.Due) {
		t.Errorf("the clock is %+v", after)
	}
	s.do(co.agent, answers(t, c, complaint.CheckYes, ""), propose,
		&complaint.Investigate{LookedAt: "The door.", Finding: "A knot.", Sources: []complaint.SourceKind{complaint.SourcePhoto}},
		&complaint.DecideResponsibility{
			Shares: []complaint.Share{{Department: "production", Percent: 60}, {Department: "warehouse", Percent: 40}}, Reason: "The knot.", Findings: []int{1},
		})
	if r := s.now().Responsibility; r == nil || len(r.Shares) != 2 {
		t.Errorf("responsible %+v", r)
	}
}

// TestARejectionIsConfirmedExplainedAndObjectedTo: another person confirms; the complainant is told why and where else to turn, and objects;
// others handle the second round, which the state machine follows to its survey.
func TestARejectionIsConfirmedExplainedAndObjectedTo(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	s := file(t, w.swift, slow)
	s.do(w.swift.agent, &complaint.Take{}, &complaint.Assess{})
	s.do(w.swift.agent, answers(t, s.now(), complaint.CheckNo, ""), &complaint.Reject{Reason: "The order was placed with another shop."})
	s.refused(w.swift.agent, &complaint.ConfirmRejection{}, http.StatusForbidden)
	s.do(w.swift.lead, &complaint.ConfirmRejection{})
	c := s.until("told", func(c client.Case) bool { return count(c, complaint.NoticeRejected, "sent") == 1 })
	if c.Phase != complaint.Concluding || count(c, complaint.NoticeRejection, "sent") != 1 {
		t.Fatalf("%s: %s", c.Phase, trail(c))
	}
	page := get(t, s.receipt.Follow)
	for _, word := range []string{"The order was placed with another shop.", "12315", "/objection?"} {
		if !strings.Contains(page, word) {
			t.Errorf("the page does not say %q", word)
		}
	}
	s.recordAll(w.swift.agent, "On the phone.")
	c = s.until("closed", func(c client.Case) bool { return c.Phase == complaint.Closed })
	if c.Outcome != complaint.Rejected {
		t.Fatalf("it ended %s", c.Outcome)
	}
	if err := w.swift.public.Object(t.Context(), s.receipt, "No, with you."); err != nil {
		t.Fatal(err)
	}
	s.refused(w.swift.agent, &complaint.Take{}, http.StatusConflict)
	s.refused(w.swift.lead, &complaint.Take{}, http.StatusConflict)
	s.do(w.swift.manager, &complaint.Take{}, &complaint.Propose{Remedy: complaint.Refund, Text: "You get it back."}, &complaint.Execute{})
	s.answerOnly(5)
	if c = s.now(); c.Round != 2 {
		t.Errorf("round %d", c.Round)
	}
	wantProblem(t, w.swift.public.Object(t.Context(), s.receipt, "Again."), http.StatusConflict)
}

// TestAnObjectionWhileRecourseIsOwed: the case has not been closed, and its one journey goes back to the people.
func TestAnObjectionWhileRecourseIsOwed(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	s := file(t, w.swift, slow)
	s.do(w.swift.agent, &complaint.Take{}, &complaint.Reject{Reason: "No."})
	s.do(w.swift.lead, &complaint.ConfirmRejection{})
	if err := w.swift.public.Object(t.Context(), s.receipt, "Yes."); err != nil {
		t.Fatal(err)
	}
	s.do(w.swift.manager, &complaint.Take{}, &complaint.Propose{Remedy: complaint.Refund, Text: "You get it back."}, &complaint.Execute{})
	s.answerOnly(5)
}

// TestAWithdrawalFromThePageLeavesTheHazardOwed: the first form asks, the second withdraws; the case of a danger stays open, goes on
// escalating, and closes when the hazard is dealt with. Then its journey is over too.
func TestAWithdrawalFromThePageLeavesTheHazardOwed(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	s := file(t, w.swift, "电暖器插头冒烟起火，我的手被烫伤了，家里还有孩子！")
	s.do(w.swift.agent, &complaint.Take{}, &complaint.Assess{})
	page := get(t, s.receipt.Follow)
	form := url.Values{"secret": {hidden(t, page, "secret")}, "once": {hidden(t, page, "once")}}
	address := w.swift.public.Base + "/v1/" + w.swift.id + "/complaints/" + s.receipt.Case + "/withdrawal"
	if resp, asked := send(t, address, form); resp.StatusCode != http.StatusOK || !strings.Contains(asked, `name="sure"`) {
		t.Fatalf("%d %.300s", resp.StatusCode, asked)
	}
	if c := s.now(); c.Phase != complaint.Handling {
		t.Fatalf("asked, and it is %s", c.Phase)
	}
	form.Set("sure", "yes")
	if resp, done := send(t, address, form); resp.StatusCode != http.StatusOK || !strings.Contains(done, "/reopening?") {
		t.Fatalf("%d %.300s", resp.StatusCode, done)
	}
	c := s.until("told", func(c client.Case) bool {
		return count(c, complaint.NoticeWithdrawn, "sent") == 1 && count(c, complaint.NoticeWithdrew, "sent") == 1
	})
	if k, _ := c.ClockByID("hazard_closed"); c.Phase != complaint.Concluding || !k.Open() {
		t.Fatalf("%s, the hazard %+v", c.Phase, k)
	}
	s.until("escalated", func(c client.Case) bool { return slices.Contains(rungs(c, "hazard_check"), complaint.ToExecutive) })
	s.do(w.swift.agent, &complaint.Contact{By: "phone", Note: "Told."})
	s.recordAll(w.swift.agent, "Done.")
	c = s.until("closed", func(c client.Case) bool { return c.Phase == complaint.Closed })
	if c.Outcome != complaint.Withdrawn {
		t.Errorf("it ended %s", c.Outcome)
	}
	s.journeysEnd()
}

// TestAClosedWithdrawalEndsItsJourney: with nothing owed the case closes at once; the execution that waited for people goes to its end. Taken
// up again it is handled by a new one.
func TestAClosedWithdrawalEndsItsJourney(t *testing.T) {
	t.Parallel()
	s := file(t, w.swift, slow)
	s.do(w.swift.agent, &complaint.Take{}, &complaint.Assess{})
	if err := w.swift.public.Withdraw(t.Context(), s.receipt, "It is settled."); err != nil {
		t.Fatal(err)
	}
	if c := s.now(); c.Phase != complaint.Closed {
		t.Fatalf("it is %s and owes %v", c.Phase, c.OpenObligations())
	}
	s.journeysEnd()
	if err := w.swift.public.Reopen(t.Context(), s.receipt, "It is not."); err != nil {
		t.Fatal(err)
	}
	s.do(w.swift.lead, &complaint.Take{}, &complaint.Propose{Remedy: complaint.Refund, Text: "You get it back."}, &complaint.Execute{})
	s.answerOnly(5)
}

// answerOnly answers the one survey of a case whose first round had none.
func (s *story) answerOnly(rating int) {
	s.t.Helper()
	s.until("surveyed", func(c client.Case) bool {
		return c.Phase == complaint.Surveying && left(c, complaint.NoticeSurvey) == 1
	})
	secret, err := w.stack.SurveySecret(s.t.Context(), s.mail, s.receipt.Case)
	if err != nil {
		s.t.Fatal(err)
	}
	s.secret = secret
	s.answer(rating)
}

// journeysEnd wants no execution of the case's journey to run any more.
func (s *story) journeysEnd() {
	s.t.Helper()
	steps := sfn.NewFromConfig(w.stack.AWS)
	s.until("its journey to an end", func(client.Case) bool {
		for name := range executions(s.t.Context(), steps, w.stack.Outputs["JourneyArn"]) {
			if strings.HasPrefix(name, s.receipt.Case) {
				return false
			}
		}
		return true
	})
}

// TestAStaleWriteIsToldWhatChanged: who did what since the revision that was read, and nothing of what they said.
func TestAStaleWriteIsToldWhatChanged(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	s := file(t, w.swift, slow)
	s.do(w.swift.agent, &complaint.Take{}, &complaint.Note{Text: "只给同事看的备注"})
	in := map[string]any{"do": "note", "with": map[string]string{"text": "x"}}
	err := w.swift.lead.Call(t.Context(), http.MethodPost, "/desk/cases/"+s.receipt.Case+"/commands", map[string]string{"If-Match": `"2"`}, in, nil)
	p := wantProblem(t, err, http.StatusPreconditionFailed)
	if p == nil {
		return
	}
	var did []string
	for _, c := range p.Since {
		did = append(did, c.Command+" "+c.By)
	}
	agent := w.swift.id + "-agent"
	if p.Revision != s.now().Revision || !slices.Contains(did, "take "+agent) || !slices.Contains(did, "note "+agent) || p.Since[0].Revision != 3 {
		t.Errorf("%+v", p)
	}
}
