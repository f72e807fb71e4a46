//go:build e2e

package e2e

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"redress/internal/client"
	"redress/internal/complaint"
)

// TestUnsatisfiedIsHandledAgainByAnother takes a case through all the rounds the policy allows, never to the
// complainant's satisfaction, until the recourse is explained.
func TestUnsatisfiedIsHandledAgainByAnother(t *testing.T) {
	t.Parallel()
	s := file(t, w.swift, slow)
	hands := []client.API{w.swift.agent, w.swift.lead, w.swift.manager}
	for round, hand := range hands {
		if round > 0 {
			s.refused(hands[round-1], &complaint.Take{}, http.StatusConflict)
		}
		s.do(hand, &complaint.Take{}, &complaint.Contact{By: "phone", Note: "Called."},
			&complaint.Propose{Remedy: complaint.Repair, Text: "We repair it."}, &complaint.Execute{})
		s.answer(1)
	}
	c := s.until("refused for good", func(c client.Case) bool { return c.Phase == complaint.Concluding })
	if len(c.OpenObligations()) != 1 || c.OpenObligations()[0].Milestone != "recourse_explained" {
		t.Fatalf("owed in the end: %v, want the recourse alone", c.OpenObligations())
	}
	s.do(w.swift.manager, &complaint.Record{
		Milestone: "recourse_explained", Note: "Told of arbitration.", Data: []byte(`{"ways":["arbitration","court"],"how":"letter"}`),
	})
	c = s.until("closed", func(c client.Case) bool { return c.Phase == complaint.Closed })
	if c.Outcome != complaint.RecourseGiven || c.Round != len(hands) {
		t.Errorf("ended %s in round %d, want recourse_given in round %d", c.Outcome, c.Round, len(hands))
	}
	if k, ok := c.ClockByID("responded"); !ok || k.MetAt.IsZero() {
		t.Error("the first round's result is gone")
	}
}

// refused wants a command to be refused with the status.
func (s *story) refused(hand client.API, cmd complaint.Command, status int) {
	s.t.Helper()
	_, err := hand.Do(s.t.Context(), s.receipt.Case, cmd)
	wantProblem(s.t, err, status)
}

// TestUnansweredSurveyExpires lets the survey's time run out: the case closes without an answer, and a late answer is
// refused. The tenant is its own, for the others' complainants are given minutes.
func TestUnansweredSurveyExpires(t *testing.T) {
	t.Parallel()
	seconds, err := secondsPolicy()
	if err != nil {
		t.Fatal(err)
	}
	hasty := strings.ReplaceAll(seconds, "expire: 45s ", fmt.Sprintf("expire: %ds ", int(patience.Seconds())/2))
	co, err := w.found(t.Context(), "hasty-"+strings.ToLower(rand.Text()[:6]), hasty)
	if err != nil {
		t.Fatal(err)
	}
	s := file(t, co, slow)
	s.do(co.agent, &complaint.Take{}, &complaint.Assess{}, &complaint.Contact{By: "phone", Note: "Called."})
	s.recordAll(co.agent, "done")
	s.do(co.agent, &complaint.Propose{Remedy: complaint.Repair, Text: "We repair it."}, &complaint.Execute{})
	secret := s.surveySecret()
	c := s.until("closed", func(c client.Case) bool { return c.Phase == complaint.Closed })
	if c.Outcome != complaint.NoAnswer {
		t.Errorf("outcome %s, want no_answer", c.Outcome)
	}
	err = co.public.Answer(t.Context(), s.receipt.Case, secret, 5, "late")
	wantProblem(t, err, http.StatusConflict)
}

// TestOpeningTheSurveyRecordsNothing opens the link as mail scanners do, many times, and then answers once; a second
// answer is refused.
func TestOpeningTheSurveyRecordsNothing(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	s := file(t, w.swift, slow)
	s.do(w.swift.agent, &complaint.Take{}, &complaint.Propose{Remedy: complaint.Repair, Text: "We repair it."}, &complaint.Execute{})
	secret := s.surveySecret()
	before := byPeople(s.now())
	for range 10 {
		page := get(t, w.swift.public.Base+"/v1/"+w.swift.id+"/surveys/"+s.receipt.Case+"?secret="+secret)
		if !strings.Contains(page, "<form") {
			t.Fatalf("no form in the page: %.200s", page)
		}
	}
	if after := byPeople(s.now()); after != before {
		t.Errorf("opening the survey was recorded: %d commits by people, %d before", after, before)
	}
	s.answer(5)
	wantProblem(t, w.swift.public.Answer(t.Context(), s.receipt.Case, secret, 1, "again"), http.StatusConflict)
}

// byPeople counts the commits that were not the machine's own.
func byPeople(c client.Case) (n int) {
	for _, m := range c.History {
		if m.Actor.Role != complaint.System {
			n++
		}
	}
	return n
}
