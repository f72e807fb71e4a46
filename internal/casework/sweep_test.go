package casework_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/functest"
)

// sweep sweeps and answers what was done.
func (w *world) sweep() casework.Swept {
	w.Helper()
	swept, err := w.sweeper.Sweep(w.Context())
	w.ok(err)
	return swept
}

func TestSweepFindsNothingWhereNothingIsDue(t *testing.T) {
	w := newWorld(t)
	w.deliverAll()
	c := w.handled(acme)
	if swept := w.sweep(); swept != (casework.Swept{}) || w.now(c.Ref()).Revision != c.Revision {
		t.Fatalf("swept %+v", swept)
	}
}

func TestSweepFiresWhatALostTimerDidNotAndStartsAnother(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	w.clock.Set(c.NextRung().Add(3 * time.Minute))
	w.sweep()
	w.firedOnce(c.Ref())
	if c = w.now(c.Ref()); c.Timer != c.Revision || w.machines.Timers[functest.Execution(c.Ref(), c.Timer)].Until.IsZero() {
		t.Fatalf("timer %d of revision %d, started %v", c.Timer, c.Revision, w.machines.Timers)
	}
}

func TestSweepStartsALostJourneyAgainEachTimeMorePatiently(t *testing.T) {
	w := newWorld(t)
	c := w.filed(acme)
	for _, patience := range []time.Duration{2, 4, 8, 16} {
		expected := c.Journey.Expected
		w.clock.Set(expected)
		w.sweep()
		if got := w.now(c.Ref()); got.Revision != c.Revision {
			t.Fatalf("it was started again at %s, though it is not late yet", expected)
		}
		w.clock.Pass(time.Millisecond)
		w.sweep()
		c = w.now(c.Ref())
		if w.machines.Journeys[functest.Execution(c.Ref(), c.Revision)] != 1 {
			t.Fatalf("journeys %v, want one from revision %d", w.machines.Journeys, c.Revision)
		}
		if got := c.Journey.Expected.Sub(w.clock.Now()); got != patience*time.Minute {
			t.Fatalf("it is expected within %s, want %d minutes", got, patience)
		}
	}
	c = w.do(c, complaint.TheSystem, reading(complaint.CategoryQuality, complaint.Ordinary))
	c = w.do(c, complaint.TheSystem, &complaint.Acknowledge{})
	if !c.Journey.Expected.IsZero() || c.Journey.Restarts != 0 {
		t.Fatalf("journey %+v", c.Journey)
	}
}

func TestSweepRenewsANoticeThatWasNotSent(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	w.forget()
	w.clock.Pass(time.Minute)
	if swept := w.sweep(); swept.Notices != 1 {
		t.Fatalf("swept %+v", swept)
	}
	w.deliverAll()
	if n := w.notice(c.Ref(), complaint.NoticeAcknowledgement); n.State != "sent" || len(w.mail.Letters()) != 1 {
		t.Fatalf("notice %+v, letters %v", n, w.mail.Letters())
	}
}

func TestOneThatFailsDoesNotStopTheOthers(t *testing.T) {
	w := newWorld(t)
	var cases []complaint.Case
	for range 20 {
		cases = append(cases, w.filed(acme))
	}
	w.wire(&hooked{Store: w.memory, before: func(call string, ref complaint.Ref) error {
		if call == "Case" && ref == cases[7].Ref() {
			return errDown
		}
		return nil
	}}, w.machines)
	w.clock.Pass(3 * time.Minute)
	if swept := w.sweep(); swept.Failed != 1 || swept.Cases != 19 {
		t.Fatalf("swept %+v", swept)
	}
}

func TestOneThatPanicsDoesNotStopTheOthers(t *testing.T) {
	w := newWorld(t)
	var cases []complaint.Case
	for range 20 {
		cases = append(cases, w.filed(acme))
	}
	w.wire(&hooked{Store: w.memory, before: func(call string, ref complaint.Ref) error {
		if call == "Case" && ref == cases[7].Ref() {
			panic("a case that nobody foresaw")
		}
		return nil
	}}, w.machines)
	w.clock.Pass(3 * time.Minute)
	if swept := w.sweep(); swept.Failed != 1 || swept.Cases != 19 {
		t.Fatalf("swept %+v", swept)
	}
}

func TestAShardThatFailsDoesNotStopTheOthers(t *testing.T) {
	w := newWorld(t)
	for range 40 {
		w.filed(acme)
	}
	inShard := 0
	w.clock.Pass(3 * time.Minute)
	w.ok(w.memory.Due(t.Context(), 2, w.clock.Now(), func(items []casework.DueItem) error {
		inShard += len(items)
		return nil
	}))
	w.wire(&hooked{Store: w.memory, before: func(call string, _ complaint.Ref) error {
		switch call {
		case "Due 2":
			return errDown
		case "Case":
			time.Sleep(time.Millisecond) // so that the failure is there first
		}
		return nil
	}}, w.machines)
	swept, err := w.sweeper.Sweep(t.Context())
	if !errors.Is(err, errDown) || swept.Cases != 40-inShard || swept.Failed != 0 {
		t.Fatalf("swept %+v, %v; want %d cases and the failure", swept, err, 40-inShard)
	}
}

func TestTwoSweepsAtTheSameMomentFireEachRungOnce(t *testing.T) {
	w := newWorld(t)
	var cases []complaint.Case
	for range 10 {
		cases = append(cases, w.handled(quick))
	}
	w.clock.Pass(10 * time.Minute)
	var crew sync.WaitGroup
	for range 2 {
		crew.Go(func() {
			if swept, err := w.sweeper.Sweep(t.Context()); err != nil || swept.Failed > 0 {
				t.Errorf("swept %+v, %v", swept, err)
			}
		})
	}
	crew.Wait()
	for _, c := range cases {
		w.firedOnce(c.Ref())
	}
}
