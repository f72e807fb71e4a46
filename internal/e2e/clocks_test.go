//go:build e2e

package e2e

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"redress/internal/client"
	"redress/internal/complaint"
)

var photo = &complaint.WaitFor{For: complaint.AwaitedEvidence, Text: "Please send us a photo of the board."}

// TestTheComplainantsWordEndsThePause stops the clocks of a case under the real deadlines; the complainant, who was asked by
// mail, writes, and the clocks run again with the time they had left. A lead sees in the month's report who let them wait.
func TestTheComplainantsWordEndsThePause(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	s := file(t, w.real, "衣柜门板开裂，质量太差，要求维修。")
	s.do(w.real.agent, &complaint.Take{}, photo)
	waiting := s.until("asked", func(c client.Case) bool { return count(c, complaint.NoticeMessage, "sent") == 1 })
	before, _ := waiting.ClockByID("solution")
	if !before.Paused {
		t.Fatalf("the clock runs on: %+v", before)
	}
	time.Sleep(2 * time.Second)
	if err := w.real.public.Write(t.Context(), s.receipt, "照片已经发给你们了。"); err != nil {
		t.Fatal(err)
	}
	c := s.now()
	after, _ := c.ClockByID("solution")
	stood := c.Pauses[0].To.Sub(c.Pauses[0].From)
	if after.Paused || stood < 2*time.Second || !after.Due.Equal(before.Due.Add(stood)) {
		t.Errorf("stood %s; due %s became %s", stood, before.Due, after.Due)
	}
	s.refused(w.real.agent, &complaint.TakeUp{}, http.StatusConflict)
	report, err := w.real.lead.Pauses(t.Context())
	if err != nil || len(report.Pauses) == 0 || report.People[0].Hours <= 0 {
		t.Errorf("report %+v, %v", report, err)
	}
	_, err = w.real.agent.Pauses(t.Context())
	wantProblem(t, err, http.StatusForbidden)
}

// TestAPauseEndsByItsCap waits for a complainant who never writes: the timer ends the pause when the policy says.
func TestAPauseEndsByItsCap(t *testing.T) {
	t.Parallel()
	s := file(t, w.swift, slow)
	s.do(w.swift.agent, &complaint.Take{}, &complaint.Contact{By: "phone", Note: "Called."}, photo)
	c := s.until("going on", func(c client.Case) bool { _, waiting := c.Waiting(); return !waiting })
	if p := c.Pauses[0]; p.To.Before(p.Until) || p.To.After(p.Until.Add(patience/4)) {
		t.Errorf("it lasted until %s, want its cap %s", p.To, p.Until)
	}
}

// TestMergedCasesAnswerAsOne files the same complaint twice, merges the cases, writes with the merged one's secret, and parts
// them again: what was written is kept, and the other case goes on by its own journey to its end.
func TestMergedCasesAnswerAsOne(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	one, two := file(t, w.swift, slow), file(t, w.swift, slow)
	one.do(w.swift.agent, &complaint.Take{}, &complaint.Merge{Case: two.receipt.Case, Reason: "The same order."})
	joint := two.until("told", func(c client.Case) bool { return count(c, complaint.NoticeJoined, "sent") == 1 })
	if joint.Phase != complaint.Joint {
		t.Fatalf("the other case is %s", joint.Phase)
	}
	const word = "第二次投诉的补充说明"
	if err := w.swift.public.Write(t.Context(), two.receipt, word); err != nil {
		t.Fatal(err)
	}
	if got := wrote(one.now()); !strings.Contains(got, word) {
		t.Errorf("the survivor has heard %q", got)
	}
	one.do(w.swift.lead, &complaint.Part{Case: two.receipt.Case, Reason: "Another order after all."})
	two.do(w.swift.agent, &complaint.Take{}, &complaint.Propose{Remedy: complaint.Refund, Text: "Your money back."}, &complaint.Execute{})
	two.answer(5)
	two.until("answered", func(c client.Case) bool { return c.Survey != nil && c.Survey.Answer != nil })
}

// wrote is all that the complainant wrote.
func wrote(c client.Case) string {
	var said []string
	for _, m := range c.History {
		for _, e := range m.Events {
			if e, is := e.(*complaint.Wrote); is {
				said = append(said, e.Text)
			}
		}
	}
	return strings.Join(said, "|")
}

// TestAReopenedCaseGoesTheWholeWayAgain takes a case up again after it was carried out, before its survey: the survey of the
// first execution is not sent, and the second has its own.
func TestAReopenedCaseGoesTheWholeWayAgain(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	co := patientCompany(t)
	s := file(t, co, slow)
	carryOut := func(hand client.API) {
		s.do(hand, &complaint.Take{}, &complaint.Propose{Remedy: complaint.Refund, Text: "Your money back."}, &complaint.Execute{})
	}
	carryOut(co.agent)
	s.do(co.agent, &complaint.Reopen{Reason: "The wrong amount was paid."})
	carryOut(co.agent)
	c := s.until("asked", func(c client.Case) bool { return left(c, complaint.NoticeSurvey) > 0 })
	if c.Survey.SentAt.Before(c.Survey.SendAt) || count(c, complaint.NoticeSurvey, "sent") != 1 {
		t.Errorf("asked at %s, want not before %s, and once", c.Survey.SentAt, c.Survey.SendAt)
	}
	secret, err := w.stack.SurveySecret(t.Context(), s.mail, s.receipt.Case)
	if err != nil {
		t.Fatal(err)
	}
	if err := co.public.Answer(t.Context(), s.receipt.Case, secret, 5, "e2e"); err != nil {
		t.Fatal(err)
	}
}

// TestADeadlineIsLengthenedByTwo: the agent asks, may not grant, the lead grants, and the complainant hears of it.
func TestADeadlineIsLengthenedByTwo(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	s := file(t, w.real, "衣柜门板开裂，质量太差，要求维修。")
	s.do(w.real.agent, &complaint.Take{}, &complaint.AskExtension{Clock: "solution", Within: "8d", Reason: "A part is on its way."})
	grant := &complaint.AnswerExtension{Clock: "solution", Grant: true, Reason: "Confirmed by the supplier."}
	s.refused(w.real.agent, grant, http.StatusForbidden)
	s.do(w.real.lead, grant)
	c := s.until("told", func(c client.Case) bool { return count(c, complaint.NoticeProgress, "sent") == 1 })
	if k, _ := c.ClockByID("solution"); k.Span != "8d" || k.Due.Sub(k.From) != 8*24*time.Hour {
		t.Errorf("span %s, %s", k.Span, k.Due.Sub(k.From))
	}
}
