package main

import (
	"errors"
	"slices"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/ledger"
)

// A batch enters a commit and the one before it, which the stream never brought, once, however often it comes; a tenant for whom it
// fails is named and holds up no other; what was changed in place is not entered.
func TestABatchOfTheStream(t *testing.T) {
	w := newWorld(t)
	for range 3 {
		if got := w.failed(w.batch()); !slices.Equal(got, []string{"222"}) {
			t.Errorf("to be brought again: %v", got)
		}
	}
	place, err := w.Memory.Place(t.Context(), w.Ref)
	w.OK(err)
	written, err := w.Memory.Written(t.Context(), w.Ref, 0)
	w.OK(err)
	if !slices.Equal(place.Leaves, []int64{0, 1}) || place.Sums[0] != ledger.SumOf(written[0].Data) || place.Sums[1] != ledger.SumOf(written[1].Data) {
		t.Errorf("entered: %+v", place)
	}
	if got := w.vault.Sizes("acme"); !slices.Equal(got, []int64{2}) {
		t.Errorf("heads of sizes %v", got)
	}
	if got := w.vault.Sizes("globex"); got != nil {
		t.Errorf("heads of another tenant: %v", got)
	}
}

// What the stream brings is entered, not what somebody made of it in the table meanwhile.
func TestTheStreamIsBelieved(t *testing.T) {
	w := newWorld(t)
	e := w.batch()
	e.Records = e.Records[:1]
	const first = `{"revision":2,"command":"as it was first written"}`
	e.Records[0].Change.NewImage["data"] = events.NewStringAttribute(first)
	w.failed(e)
	place, err := w.Memory.Place(t.Context(), w.Ref)
	w.OK(err)
	if place.Sums[1] != ledger.SumOf([]byte(first)) {
		t.Error("something else was entered")
	}
}

// A head that could not be put away is put away when the batch comes again, though nothing is new then.
func TestAHeadIsMadeUpFor(t *testing.T) {
	w := newWorld(t)
	e := w.batch()
	e.Records = e.Records[:1]
	w.vault.Down = errors.New("no answer")
	if got := w.failed(e); !slices.Equal(got, []string{"111"}) {
		t.Errorf("to be brought again: %v", got)
	}
	w.vault.Down = nil
	if got := w.failed(e); got != nil {
		t.Errorf("to be brought again: %v", got)
	}
	if got := w.vault.Sizes("acme"); !slices.Equal(got, []int64{2}) {
		t.Errorf("heads of sizes %v", got)
	}
}

// A log that somebody rewrote in the table is neither appended to nor signed, however often the batch comes; the alarm finds its words
// in the function's log.
func TestARewrittenLogIsNotGoneOnWith(t *testing.T) {
	w := newWorld(t)
	e := w.batch()
	e.Records = e.Records[:1]
	w.failed(e)
	forged, _ := ledger.Tree{}.Append(ledger.Leaf{Revision: 1}.Hash(), ledger.Leaf{Revision: 2}.Hash())
	w.OK(w.Memory.Grow(t.Context(), "acme", 2, ledger.Growth{Tree: forged}))
	e.Records[0].Change.Keys["sk"] = events.NewStringAttribute("E#00000003")
	for range 3 {
		if got := w.failed(e); !slices.Equal(got, []string{"111"}) {
			t.Errorf("to be brought again: %v", got)
		}
	}
	tree, err := w.Memory.Tree(t.Context(), "acme")
	w.OK(err)
	if got := w.vault.Sizes("acme"); !slices.Equal(got, []int64{2}) || tree.Size != 2 {
		t.Errorf("%d leaves, heads of sizes %v", tree.Size, got)
	}
}
