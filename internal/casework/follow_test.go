package casework_test

import (
	"testing"

	"redress/internal/complaint"
)

func TestFilingStartsTheJourneyAndTheTimer(t *testing.T) {
	w := newWorld(t)
	c := w.filed(acme)
	name := nameOf(c.Ref(), 1)
	timer, started := w.machines.timers[name]
	if !started || timer.Ref != c.Ref() || timer.Timer != 1 || !timer.Until.Equal(c.NextRung()) {
		t.Fatalf("timers %v, want %s until %s", w.machines.timers, name, c.NextRung())
	}
	if w.machines.journeys[name] != 1 || len(w.machines.journeys) != 1 {
		t.Fatalf("journeys %v, want %s", w.machines.journeys, name)
	}
}

func TestWhatMovesNothingTellsNobody(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	w.ok(w.memory.HoldToken(t.Context(), c.Ref(), "token"))
	timers := len(w.machines.timers)
	w.do(w.do(c, han, &complaint.Take{}), han, &complaint.Note{Text: "seen"})
	if len(w.machines.timers) != timers || len(w.machines.journeys) != 1 || len(w.machines.resumed) != 0 {
		t.Fatalf("timers %v, journeys %v, resumed %v", w.machines.timers, w.machines.journeys, w.machines.resumed)
	}
}

func TestANearerRungStartsAnotherTimer(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	before := c.NextRung()
	c = w.do(c, han, &complaint.Assess{Category: complaint.CategorySafety, Grade: complaint.Major, Reason: "it burnt"})
	timer, started := w.machines.timers[nameOf(c.Ref(), c.Revision)]
	if !started || !timer.Until.Before(before) || c.Timer != c.Revision {
		t.Fatalf("timers %v; the case names %d, and its next rung was at %s", w.machines.timers, c.Timer, before)
	}
}

func TestWhoMovesACaseResumesItsJourney(t *testing.T) {
	w := newWorld(t)
	c := w.proposed(acme)
	w.ok(w.memory.HoldToken(t.Context(), c.Ref(), "token"))
	c = w.do(c, han, &complaint.Execute{})
	if len(w.machines.resumed) != 1 || !w.machines.gone["token"] {
		t.Fatalf("resumed %v", w.machines.resumed)
	}
	p := w.machines.resumed[0]
	if p.Ref != c.Ref() || p.Phase != complaint.Executed || p.Round != 1 || p.SurveyAt == nil || !p.SurveyAt.Equal(c.Survey.SendAt) {
		t.Fatalf("position %+v", p)
	}
}

func TestAJourneyThatIsGoneIsReplaced(t *testing.T) {
	w := newWorld(t)
	c := w.proposed(acme)
	w.ok(w.memory.HoldToken(t.Context(), c.Ref(), "token"))
	w.machines.gone["token"] = true
	c = w.do(c, han, &complaint.Execute{})
	if w.machines.journeys[nameOf(c.Ref(), c.Revision)] != 1 {
		t.Fatalf("journeys %v, want one from revision %d", w.machines.journeys, c.Revision)
	}
}

func TestAJourneyThatDoesNotWaitYetIsLeftAlone(t *testing.T) {
	w := newWorld(t)
	w.executed(acme)
	if len(w.machines.resumed) != 0 || len(w.machines.journeys) != 1 {
		t.Fatalf("resumed %v, journeys %v", w.machines.resumed, w.machines.journeys)
	}
}

func TestACommitStandsWhereTheMachinesAreDown(t *testing.T) {
	w := newWorld(t)
	w.machines.down = errDown
	c := w.filed(acme)
	if got := w.now(c.Ref()); got.Revision != 1 || got.Phase != complaint.Received {
		t.Fatalf("the case is at %d, %s", got.Revision, got.Phase)
	}
}
