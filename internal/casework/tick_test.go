package casework_test

import (
	"sync"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// timerOf is the timer in charge of a case.
func timerOf(c complaint.Case) casework.Timer {
	return casework.Timer{Ref: c.Ref(), Timer: c.Timer, Until: c.NextRung()}
}

func TestATimerThatIsNotInChargeEnds(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	w.clock.Set(c.NextRung())
	timer := timerOf(c)
	timer.Timer = c.Timer + 1
	ticked, err := w.cases.Tick(t.Context(), timer)
	w.ok(err)
	if !ticked.Settled || w.now(c.Ref()).Revision != c.Revision {
		t.Fatalf("ticked %+v", ticked)
	}
}

func TestATimerSleepsUntilTheNextRung(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	w.clock.Set(c.NextRung().Add(-time.Millisecond))
	ticked, err := w.cases.Tick(t.Context(), timerOf(c))
	w.ok(err)
	if ticked.Settled || !ticked.Until.Equal(c.NextRung()) || w.now(c.Ref()).Revision != c.Revision {
		t.Fatalf("ticked %+v", ticked)
	}
}

func TestTickFiresWhatIsDueOnce(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	w.clock.Set(c.NextRung())
	for range 2 {
		ticked, err := w.cases.Tick(t.Context(), timerOf(c))
		w.ok(err)
		if ticked.Settled || !ticked.Until.After(w.clock.Now()) {
			t.Fatalf("ticked %+v", ticked)
		}
	}
	if fired := w.events(c.Ref(), "rung_fired"); fired != 1 || len(w.notices(c.Ref())) != 2 {
		t.Fatalf("%d rungs fired, notices %+v", fired, w.notices(c.Ref()))
	}
}

func TestManyTicksAtOnceFireEachRungOnce(t *testing.T) {
	w := newWorld(t)
	c := w.handled(quick)
	w.clock.Pass(time.Hour)
	var crew sync.WaitGroup
	for range 8 {
		crew.Go(func() {
			if _, err := w.cases.Tick(t.Context(), timerOf(c)); err != nil {
				t.Error(err)
			}
		})
	}
	crew.Wait()
	w.firedOnce(c.Ref())
}

func TestATimerEndsWithItsCase(t *testing.T) {
	w := newWorld(t)
	c := w.surveyed(quick)
	w.deliverAll()
	for _, milestone := range []string{"inspection_arranged", "inspection_report", "quality_ledger"} {
		c = w.do(c, han, &complaint.Record{Milestone: milestone, Note: "done"})
	}
	c = w.do(c, han, &complaint.Assess{})
	c = w.do(c, complaint.TheComplainant, &complaint.Reply{Answer: content})
	if c.Open() {
		t.Fatalf("the case is %s and owes %v", c.Phase, c.OpenObligations())
	}
	ticked, err := w.cases.Tick(t.Context(), casework.Timer{Ref: c.Ref(), Timer: 1})
	w.ok(err)
	if !ticked.Settled {
		t.Fatalf("ticked %+v", ticked)
	}
}

func TestASurveyNobodyAnswersExpires(t *testing.T) {
	w := newWorld(t)
	c := w.surveyed(quick)
	w.clock.Set(c.Survey.ExpiresAt)
	_, err := w.cases.Tick(t.Context(), timerOf(c))
	w.ok(err)
	if c = w.now(c.Ref()); c.Phase != complaint.Concluding || c.Leaving != complaint.NoAnswer {
		t.Fatalf("the case is %s, %s", c.Phase, c.Leaving)
	}
}

// content is the answer of somebody who is satisfied.
var content = complaint.Answer{Attitude: 5, Solved: 5, Speed: 5, Process: 5, Overall: 5}

// firedOnce ends the test unless everything that was due has fired, and nothing twice.
func (w *world) firedOnce(ref complaint.Ref) {
	w.Helper()
	type rung struct {
		Clock string
		Rung  int
		Due   time.Time
	}
	fired := map[rung]int{}
	commits, err := w.memory.Commits(w.Context(), ref)
	w.ok(err)
	for _, m := range commits {
		for _, e := range m.Events {
			if r, ok := e.(*complaint.RungFired); ok {
				fired[rung{r.Clock, r.Rung, r.Due}]++
			}
		}
	}
	for r, times := range fired {
		if times != 1 {
			w.Errorf("%+v fired %d times", r, times)
		}
	}
	if next := w.now(ref).NextRung(); len(fired) == 0 || !next.IsZero() && !next.After(w.clock.Now()) {
		w.Fatalf("%d rungs fired, the next is due at %s", len(fired), next)
	}
}
