package casework_test

import (
	"testing"

	"redress/internal/complaint"
	"redress/internal/functest"
)

func TestFilingStartsTheJourneyAndTheTimer(t *testing.T) {
	w := newWorld(t)
	c := w.filed(acme)
	name := functest.Execution(c.Ref(), 1)
	timer, started := w.machines.Timers[name]
	if !started || timer.Ref != c.Ref() || timer.Timer != 1 || !timer.Until.Equal(c.NextRung()) {
		t.Fatalf("timers %v, want %s until %s", w.machines.Timers, name, c.NextRung())
	}
	if w.machines.Journeys[name] != 1 || len(w.machines.Journeys) != 1 {
		t.Fatalf("journeys %v, want %s", w.machines.Journeys, name)
	}
}

func TestWhatMovesNothingTellsNobody(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	w.ok(w.memory.HoldToken(t.Context(), c.Ref(), "token"))
	timers := len(w.machines.Timers)
	w.do(w.do(c, han, &complaint.Take{}), han, &complaint.Note{Text: "seen"})
	if len(w.machines.Timers) != timers || len(w.machines.Journeys) != 1 || len(w.machines.Resumed) != 0 {
		t.Fatalf("timers %v, journeys %v, resumed %v", w.machines.Timers, w.machines.Journeys, w.machines.Resumed)
	}
}

func TestANearerRungStartsAnotherTimer(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	before := c.NextRung()
	c = w.do(c, han, &complaint.Assess{Category: complaint.CategorySafety, Grade: complaint.Major, Reason: "it burnt"})
	timer, started := w.machines.Timers[functest.Execution(c.Ref(), c.Revision)]
	if !started || !timer.Until.Before(before) || c.Timer != c.Revision {
		t.Fatalf("timers %v; the case names %d, and its next rung was at %s", w.machines.Timers, c.Timer, before)
	}
}

func TestWhoMovesACaseResumesItsJourney(t *testing.T) {
	w := newWorld(t)
	c := w.proposed(acme)
	w.ok(w.memory.HoldToken(t.Context(), c.Ref(), "token"))
	c = w.do(c, han, &complaint.Execute{})
	if len(w.machines.Resumed) != 1 || !w.machines.Gone["token"] {
		t.Fatalf("resumed %v", w.machines.Resumed)
	}
	p := w.machines.Resumed[0]
	if p.Ref != c.Ref() || p.Phase != complaint.Executed || p.Round != 1 || p.SurveyAt == nil || !p.SurveyAt.Equal(c.Survey.SendAt) {
		t.Fatalf("position %+v", p)
	}
}

func TestAJourneyThatIsGoneIsReplaced(t *testing.T) {
	w := newWorld(t)
	c := w.proposed(acme)
	w.ok(w.memory.HoldToken(t.Context(), c.Ref(), "token"))
	w.machines.Gone["token"] = true
	c = w.do(c, han, &complaint.Execute{})
	if w.machines.Journeys[functest.Execution(c.Ref(), c.Revision)] != 1 {
		t.Fatalf("journeys %v, want one from revision %d", w.machines.Journeys, c.Revision)
	}
}

func TestAJourneyThatDoesNotWaitYetIsLeftAlone(t *testing.T) {
	w := newWorld(t)
	w.executed(acme)
	if len(w.machines.Resumed) != 0 || len(w.machines.Journeys) != 1 {
		t.Fatalf("resumed %v, journeys %v", w.machines.Resumed, w.machines.Journeys)
	}
}

func TestACommitStandsWhereTheMachinesAreDown(t *testing.T) {
	w := newWorld(t)
	w.machines.Down = errDown
	c := w.filed(acme)
	if got := w.now(c.Ref()); got.Revision != 1 || got.Phase != complaint.Received {
		t.Fatalf("the case is at %d, %s", got.Revision, got.Phase)
	}
}
