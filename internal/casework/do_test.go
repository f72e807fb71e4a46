package casework_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

var errStale = complaint.Errorf(complaint.Stale, "the case moved on")

func TestDoDecidesAnewWhereTheCaseMovedOn(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	w.wire(&hooked{Store: w.memory, before: once("Save", func() error {
		w.do(c, mei, &complaint.Take{})
		return nil
	})}, w.machines)
	_, err := w.cases.Do(t.Context(), casework.Order{Ref: c.Ref(), By: han, Command: &complaint.Take{}})
	w.refused(err, complaint.Conflict)
	if owner := w.now(c.Ref()).Owner; owner.ID != mei.ID {
		t.Fatalf("the case belongs to %s", owner.ID)
	}
}

func TestDoTellsWhoSaysWhatTheyReadThatItIsStale(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	note := casework.Order{Ref: c.Ref(), By: han, Command: &complaint.Note{Text: "seen"}, Reads: c.Revision}
	w.wire(&hooked{Store: w.memory, before: once("Save", func() error {
		w.do(c, mei, &complaint.Take{})
		return nil
	})}, w.machines)
	for range 2 { // overtaken while it was decided, then from the beginning
		_, err := w.cases.Do(t.Context(), note)
		w.refused(err, complaint.Stale)
	}
	note.Reads = w.now(c.Ref()).Revision
	_, err := w.cases.Do(t.Context(), note)
	w.ok(err)
}

// A request that was carried out, and whose answer was lost, is never told that it was refused, whatever cannot be read
// when it is sent again: its sender would do otherwise.
func TestWhatWasCarriedOutIsNotRefusedWhereItsRecordCannotBeRead(t *testing.T) {
	for name, overtake := range map[string]func(w *world, c complaint.Case, o *casework.Order){
		"the case has moved on by it": func(_ *world, c complaint.Case, o *casework.Order) { o.Reads = c.Revision },
		"it is refused by now": func(w *world, c complaint.Case, _ *casework.Order) {
			w.do(w.do(c, han, &complaint.HandOver{To: mei.ID}), mei, &complaint.Take{})
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			c := w.handled(acme)
			take := casework.Order{
				Ref: c.Ref(), By: han, Command: &complaint.Take{}, Request: &casework.Request{Key: "k", Digest: "1"},
			}
			_, err := w.cases.Do(t.Context(), take)
			w.ok(err)
			overtake(w, c, &take)
			w.wire(&hooked{Store: w.memory, before: once("Done", func() error {
				return complaint.Errorf(complaint.Unavailable, "the database did not answer")
			})}, w.machines)
			_, err = w.cases.Do(t.Context(), take)
			w.refused(err, complaint.Unavailable)
			_, err = w.cases.Do(t.Context(), take)
			w.ok(err)
		})
	}
}

func TestDoGivesUpInTheEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	c := w.handled(acme)
	saves := 0
	w.wire(&hooked{Store: w.memory, before: func(call string, _ complaint.Ref) error {
		if call != "Save" {
			return nil
		}
		saves++
		return errStale
	}}, w.machines)
	_, err := w.cases.Do(t.Context(), casework.Order{Ref: c.Ref(), By: han, Command: &complaint.Take{}})
	w.refused(err, complaint.Stale)
	if saves != 8 {
		t.Fatalf("%d tries, want 8", saves)
	}
}

func TestDoStopsWithItsCaller(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	ctx, cancel := context.WithCancel(t.Context())
	w.wire(&hooked{Store: w.memory, before: once("Save", func() error {
		cancel()
		return errStale
	})}, w.machines)
	_, err := w.cases.Do(ctx, casework.Order{Ref: c.Ref(), By: han, Command: &complaint.Take{}})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error = %v", err)
	}
}

func TestDoSavesNothingWhereNothingChanges(t *testing.T) {
	w := newWorld(t)
	c := w.do(w.handled(acme), han, &complaint.Take{})
	if again := w.do(c, han, &complaint.Take{}); again.Revision != c.Revision {
		t.Fatalf("revision %d became %d", c.Revision, again.Revision)
	}
}

func TestEveryHandGetsItsTurn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	c := w.handled(acme)
	w.wire(&hooked{Store: w.memory, before: func(string, complaint.Ref) error {
		time.Sleep(3 * time.Millisecond) // as long as a database may take
		return nil
	}}, w.machines)
	const hands = 16
	var crew sync.WaitGroup
	for range hands {
		crew.Go(func() {
			_, err := w.cases.Do(t.Context(), casework.Order{Ref: c.Ref(), By: han, Command: &complaint.Note{Text: "seen"}})
			if err != nil {
				t.Error(err)
			}
		})
	}
	crew.Wait()
	if n := w.events(c.Ref(), "noted"); n != hands {
		t.Fatalf("%d notes, want %d", n, hands)
	}
}

func TestDoAnswersARequestThatComesAgainAsItDidThen(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	order := casework.Order{
		Ref: c.Ref(), By: han, Command: &complaint.Tell{Text: "Soon."}, Request: &casework.Request{Key: "k", Digest: "1"},
	}
	for range 2 {
		_, err := w.cases.Do(t.Context(), order)
		w.ok(err)
	}
	w.notice(c.Ref(), complaint.NoticeMessage)
	order.Request = &casework.Request{Key: "k", Digest: "2"}
	_, err := w.cases.Do(t.Context(), order)
	if e := w.refused(err, complaint.Conflict); e.Field != "Idempotency-Key" {
		t.Fatalf("the error names %q", e.Field)
	}
}
