package casework_test

import (
	"testing"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/functest"
)

func TestHoldWaitsWhereTheCaseWaits(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	w.ok(w.cases.Hold(t.Context(), casework.PositionOf(c), "token"))
	token, err := w.memory.Token(t.Context(), c.Ref())
	w.ok(err)
	if token != "token" || len(w.machines.Resumed) != 0 {
		t.Fatalf("token %q, resumed %v", token, w.machines.Resumed)
	}
}

// The case moves on before the journey's token is kept, so that nobody could have resumed it.
func TestHoldResumesAtOnceWhereTheCaseMovedBeforeTheTokenWasKept(t *testing.T) {
	w := newWorld(t)
	c := w.proposed(acme)
	w.wire(&hooked{Store: w.memory, before: once("HoldToken", func() error {
		w.do(c, han, &complaint.Execute{})
		return nil
	})}, w.machines)
	w.ok(w.cases.Hold(t.Context(), casework.PositionOf(c), "token"))
	w.resumedOnceAt(complaint.Executed)
}

// The case moves on after the token was kept and before Hold looks: whoever moved it has resumed the journey already.
func TestHoldIsContentWhereTheJourneyWasResumedMeanwhile(t *testing.T) {
	w := newWorld(t)
	c := w.proposed(acme)
	w.wire(&hooked{Store: w.memory, after: once("HoldToken", func() error {
		w.do(c, han, &complaint.Execute{})
		return nil
	})}, w.machines)
	w.ok(w.cases.Hold(t.Context(), casework.PositionOf(c), "token"))
	w.resumedOnceAt(complaint.Executed)
}

// The case moves on after the token was kept; Hold sees it first and takes the token back, so that whoever moved it
// finds nothing to do.
func TestTheJourneyGoesOnWhereHoldIsFirst(t *testing.T) {
	w := newWorld(t)
	c := w.proposed(acme)
	position := casework.PositionOf(c)
	w.wire(&hooked{Store: w.memory, before: once("Token", func() error { return w.cases.Hold(t.Context(), position, "token") })}, w.machines)
	c = w.do(c, han, &complaint.Execute{})
	w.resumedOnceAt(complaint.Executed)
	if w.machines.Journeys[functest.Execution(c.Ref(), c.Revision)] != 0 {
		t.Fatalf("journeys %v", w.machines.Journeys)
	}
}

// A second round waits in the same phase as the first; the round tells them apart.
func TestHoldTellsRoundsApart(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	earlier := casework.PositionOf(c)
	earlier.Round = 0
	w.ok(w.cases.Hold(t.Context(), earlier, "token"))
	w.resumedOnceAt(complaint.Handling)
}

// A journey that was started where nobody waits, because the case has moved on since, goes on at once.
func TestHoldWaitsOnlyWherePeopleAreAtWork(t *testing.T) {
	w := newWorld(t)
	c := w.executed(acme)
	w.ok(w.cases.Hold(t.Context(), casework.PositionOf(c), "token"))
	w.resumedOnceAt(complaint.Executed)
}

func TestAskOrdersTheSurveyOnceAndWaits(t *testing.T) {
	w := newWorld(t)
	c := w.executed(acme)
	w.clock.Set(c.Survey.SendAt)
	for _, token := range []string{"first", "second"} {
		w.ok(w.cases.Ask(t.Context(), c.Ref(), token))
	}
	w.notice(c.Ref(), complaint.NoticeSurvey)
	token, err := w.memory.Token(t.Context(), c.Ref())
	w.ok(err)
	if token != "second" || len(w.machines.Resumed) != 0 {
		t.Fatalf("token %q, resumed %v", token, w.machines.Resumed)
	}
}

func TestAskGoesOnWhereThereIsNothingToAsk(t *testing.T) {
	w := newWorld(t)
	w.ok(w.cases.Ask(t.Context(), w.handled(acme).Ref(), "token"))
	w.resumedOnceAt(complaint.Handling)
}

func TestTheJourneyLearnsWhereACaseStands(t *testing.T) {
	w := newWorld(t)
	c := w.filed(acme)
	var p casework.Position
	for range 2 { // a step may be tried again
		var err error
		p, err = w.cases.Advance(t.Context(), c.Ref(), reading(complaint.CategoryDelay, complaint.Minor))
		w.ok(err)
	}
	if p.Phase != complaint.Classified || w.events(c.Ref(), "read") != 1 {
		t.Fatalf("position %+v", p)
	}
	_, err := w.cases.Advance(t.Context(), complaint.Ref{Tenant: quick, Case: c.ID}, &complaint.Acknowledge{})
	w.refused(err, complaint.NotFound)
}

// resumedOnceAt ends the test unless just one execution was resumed, with the case in the phase.
func (w *world) resumedOnceAt(phase complaint.Phase) {
	w.Helper()
	if len(w.machines.Resumed) != 1 || w.machines.Resumed[0].Phase != phase {
		w.Fatalf("resumed %+v, want one at %s", w.machines.Resumed, phase)
	}
}
