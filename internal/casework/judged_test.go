package casework_test

import (
	"errors"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/functest"
)

// judgements is what people said of the readings of the tenant's cases, whenever they said it.
func (w *world) judgements(tenant string) []casework.Judgement {
	w.Helper()
	found, err := w.memory.Judgements(w.Context(), tenant, functest.Monday.AddDate(-1, 0, 0), functest.Monday.AddDate(1, 0, 0))
	w.ok(err)
	return found
}

func TestAnAssessmentIsCountedAgainstTheReading(t *testing.T) {
	read := casework.Said{Category: complaint.CategoryQuality, Cause: complaint.CauseUnknown, Grade: complaint.Ordinary}
	for name, c := range map[string]struct {
		words     complaint.Assess
		decided   casework.Said
		overruled bool
	}{
		"confirmed": {complaint.Assess{}, read, false},
		"confirmed in so many words": {
			complaint.Assess{Category: complaint.CategoryQuality, Grade: complaint.Ordinary}, read, false,
		},
		"another category": {
			complaint.Assess{Category: complaint.CategoryDelay, Reason: "It never came."},
			casework.Said{Category: complaint.CategoryDelay, Cause: complaint.CauseUnknown, Grade: complaint.Ordinary}, true,
		},
		"a graver one": {
			complaint.Assess{Grade: complaint.Major, Reason: "A child was hurt."},
			casework.Said{Category: complaint.CategoryQuality, Cause: complaint.CauseUnknown, Grade: complaint.Major}, true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			before := w.handled(acme)
			read.Cause, c.decided.Cause = before.Cause, before.Cause
			w.do(before, han, &c.words)
			all := w.judgements(acme)
			if len(all) != 1 {
				t.Fatalf("judgements %+v", all)
			}
			want := casework.Judgement{
				Case: before.ID, At: w.clock.Now(), Model: before.Model, Confidence: before.Confidence, Given: read, Decided: c.decided,
			}
			if got := all[0]; got != want || got.Overruled() != c.overruled {
				t.Errorf("%+v, overruled %v; want %+v", got, got.Overruled(), want)
			}
			if other := w.judgements(quick); len(other) > 0 {
				t.Errorf("another tenant's: %+v", other)
			}
		})
	}
}

// Who changes their mind, or the next round's handler, does not speak of the machine's reading any more.
func TestOnlyTheFirstWordOnACaseIsCounted(t *testing.T) {
	w := newWorld(t)
	c := w.do(w.handled(acme), han, &complaint.Assess{})
	w.clock.Pass(40 * 24 * time.Hour) // another month
	w.do(c, mei, &complaint.Assess{Category: complaint.CategoryDelay, Reason: "On second thoughts."})
	w.do(c, mei, &complaint.Assess{})
	if all := w.judgements(acme); len(all) != 1 || all[0].Overruled() {
		t.Errorf("judgements %+v", all)
	}
}

// The assessment took place and its answer was lost: whoever sends it again is not counted again.
func TestAnAssessmentSentAgainIsCountedOnce(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	lost := errors.New("the answer was lost")
	w.wire(&hooked{Store: w.memory, after: once("Save", func() error { return lost })}, w.machines)
	order := casework.Order{
		Ref: c.Ref(), By: han, Command: &complaint.Assess{Grade: complaint.Major, Reason: "Smoke."}, Request: &casework.Request{Key: "k", Digest: "1"},
	}
	if _, err := w.cases.Do(t.Context(), order); !errors.Is(err, lost) {
		t.Fatalf("error = %v", err)
	}
	for range 3 {
		_, err := w.cases.Do(t.Context(), order)
		w.ok(err)
	}
	order.Request = nil
	_, err := w.cases.Do(t.Context(), order)
	w.ok(err)
	if all := w.judgements(acme); len(all) != 1 || all[0].Decided.Grade != complaint.Major {
		t.Errorf("judgements %+v", all)
	}
}
