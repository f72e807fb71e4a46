package ledger_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redress/internal/complaint"
	"redress/internal/ledger"
)

// However the stream brings commits - again, late, out of order, some never - each is one leaf, those of a case in their order, and
// what is named last brings along whatever was lost before it.
func TestEachCommitIsOneLeaf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld()
		log := &ledger.Log{Store: w}
		var stream []ledger.Commit
		for _, id := range rapid.SliceOfN(rapid.SampledFrom([]string{"RD-A", "RD-B", "RD-C"}), 1, 60).Draw(t, "commits") {
			ref := w.commit(t, id)
			c := ledger.Commit{Ref: ref, Revision: w.cases[id].Revision}
			if rapid.Bool().Draw(t, "with its image") {
				c.Data = w.written(t, ref, c.Revision)
			}
			stream = append(stream, c)
		}
		brought := rapid.SliceOfN(rapid.SampledFrom(stream), 0, 80).Draw(t, "brought")
		for batch := range slices.Chunk(brought, rapid.IntRange(1, 20).Draw(t, "batch")) {
			if _, err := log.Enter(t.Context(), "acme", batch); err != nil {
				t.Fatal(err)
			}
		}
		done, err := log.Enter(t.Context(), "acme", stream)
		if err != nil || done.Tree.Size != int64(len(stream)) {
			t.Fatalf("%d leaves, %v; want %d", done.Tree.Size, err, len(stream))
		}
		w.inOrder(t, len(stream))
	})
}

func (w *world) written(t *rapid.T, ref complaint.Ref, revision int) []byte {
	all, err := w.Written(t.Context(), ref, revision-1)
	if err != nil || len(all) == 0 {
		t.Fatal("written: ", err)
	}
	return all[0].Data
}

// inOrder: the cases' leaves are all leaves, each once, and rise with the revision.
func (w *world) inOrder(t *rapid.T, all int) {
	seen := map[int64]bool{}
	for id, c := range w.cases {
		place, err := w.Place(t.Context(), c.Ref())
		if err != nil || len(place.Leaves) != c.Revision || !slices.IsSorted(place.Leaves) {
			t.Fatalf("%s stands at %v, %v; it has %d commits", id, place.Leaves, err, c.Revision)
		}
		for _, leaf := range place.Leaves {
			seen[leaf] = true
		}
	}
	if len(seen) != all {
		t.Fatalf("%d leaves for %d commits", len(seen), all)
	}
}

// A case with more commits than a transaction holds is entered in several.
func TestALongCaseIsEnteredInSeveralSteps(t *testing.T) {
	w := newWorld()
	var ref complaint.Ref
	for range 1000 {
		ref = w.commit(t, "RD-A")
	}
	done, err := (&ledger.Log{Store: w}).Enter(t.Context(), "acme", []ledger.Commit{{Ref: ref, Revision: 1000}})
	if err != nil || done.Leaves != 1000 || done.Tree.Size != 1000 {
		t.Errorf("%d of %d leaves, %v", done.Leaves, done.Tree.Size, err)
	}
}

// A commit that is nowhere is an error, and neither it nor what follows is entered.
func TestAHoleIsTold(t *testing.T) {
	w := newWorld()
	ref := w.commit(t, "RD-A")
	done, err := (&ledger.Log{Store: w}).Enter(t.Context(), "acme", []ledger.Commit{{Ref: ref, Revision: 3, Data: []byte("{}")}})
	if err == nil || done.Leaves != 0 {
		t.Errorf("%d entered, %v", done.Leaves, err)
	}
}

// busy is a store where somebody else always appends first.
type busy struct{ *world }

func (busy) Grow(context.Context, string, int64, ledger.Growth) error {
	return complaint.Errorf(complaint.Stale, "grown")
}

func TestWhoAlwaysLosesGivesUp(t *testing.T) {
	w := newWorld()
	ref := w.commit(t, "RD-A")
	waited := 0
	log := &ledger.Log{Store: busy{w}, After: func(time.Duration) <-chan time.Time {
		waited++
		now := make(chan time.Time, 1)
		now <- morning
		return now
	}}
	_, err := log.Enter(t.Context(), "acme", []ledger.Commit{{Ref: ref, Revision: 1}})
	var e *complaint.Error
	if !errors.As(err, &e) || e.Kind != complaint.Stale || waited != 12 {
		t.Errorf("%v after %d tries", err, waited)
	}
}
