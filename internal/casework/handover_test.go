package casework_test

import (
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

// TestManyCasesAreHandedOver: page by page, at once where the one is absent, and asked again nothing is moved twice.
func TestManyCasesAreHandedOver(t *testing.T) {
	w := newWorld(t)
	rich := agent(han, "quality")
	rich.Capacity = 0
	w.names(rich, lead)
	var cases []complaint.Case
	for range 30 {
		cases = append(cases, w.reading(complaint.CategoryQuality, complaint.Ordinary))
	}
	other := agent(mei, "quality")
	other.Capacity = 0
	w.names(rich, other, lead)
	hands := &casework.Hands{Cases: w.cases, Queue: w.memory}
	all := func(o casework.Handover) (moved []casework.Moved) {
		t.Helper()
		for {
			done, err := hands.Over(t.Context(), acme, lin, o)
			w.ok(err)
			if len(done.Kept) > 0 {
				t.Errorf("not moved: %+v", done.Kept)
			}
			moved = append(moved, done.Moved...)
			if o.Cursor = done.Next; done.Next == "" {
				return moved
			}
		}
	}
	how := func(moved []casework.Moved) (transferred, offered int) {
		for _, m := range moved {
			if m.How == casework.Transferred {
				transferred++
			} else {
				offered++
			}
		}
		return transferred, offered
	}
	if n, offered := how(all(casework.Handover{From: "han", To: "mei", Reason: "Holiday."})); n != 0 || offered != 30 {
		t.Fatalf("moved %d, offered %d", n, offered)
	}
	revision := w.now(cases[0].Ref()).Revision
	if n, offered := how(all(casework.Handover{From: "han", To: "mei", Reason: "Holiday."})); n != 0 || offered != 30 || w.now(cases[0].Ref()).Revision != revision {
		t.Fatalf("again: moved %d, offered %d", n, offered)
	}
	w.away("han")
	if n, offered := how(all(casework.Handover{From: "han", Reason: "Ill."})); n != 30 || offered != 0 {
		t.Fatalf("of who is absent: moved %d, offered %d", n, offered)
	}
	if has := w.loads(cases...); has["mei"].Cases() != 30 || has["han"].Cases() != 0 {
		t.Errorf("loads: %v", has)
	}
	if moved := all(casework.Handover{From: "han", Reason: "Ill."}); len(moved) != 0 {
		t.Errorf("again: %v", moved)
	}
}

// TestHandoversSayWhatWasNotMoved, and why.
func TestHandoversSayWhatWasNotMoved(t *testing.T) {
	w := newWorld(t)
	w.names(agent(han, "quality"), tenant.Member{User: "lin", Mail: lin.Mail, Role: complaint.Lead, Department: "finance"})
	c := w.reading(complaint.CategoryQuality, complaint.Ordinary)
	hands := &casework.Hands{Cases: w.cases, Queue: w.memory}
	done, err := hands.Over(t.Context(), acme, lin, casework.Handover{From: "han", Reason: "Ill."})
	w.ok(err)
	if len(done.Moved) != 0 || len(done.Kept) != 1 || done.Kept[0].Case != c.ID || done.Kept[0].Why == "" {
		t.Errorf("%+v", done)
	}
}

// TestMergedAndPartedCasesAreCounted: a part of another case is nobody's work, and is somebody's again when it is parted.
func TestMergedAndPartedCasesAreCounted(t *testing.T) {
	w := newWorld(t)
	big := agent(han, "quality")
	big.Capacity = 0
	w.names(big, lead)
	a, b := w.reading(complaint.CategoryQuality, complaint.Ordinary), w.reading(complaint.CategoryQuality, complaint.Minor)
	w.by(han, a, &complaint.Merge{Case: b.ID, Reason: "The same."})
	if has := w.loads(a, b); has["han"].Cases() != 1 {
		t.Errorf("merged: %v", has)
	}
	w.by(lin, a, &complaint.Part{Case: b.ID, Reason: "Not the same."})
	if has := w.loads(a, b); has["han"].Cases() != 2 {
		t.Errorf("parted: %v", has)
	}
}

// TestManyAtTheSameMomentNeverExceedAnybody: cases that are read together are spread, and nobody gets more than they can have.
func TestManyAtTheSameMomentNeverExceedAnybody(t *testing.T) {
	w := newWorld(t)
	w.names(agent(han, "quality"), agent(mei, "quality"), lead)
	var cases []complaint.Case
	for range 12 {
		c, err := w.cases.File(t.Context(), complaint.TheComplainant, complainOf(acme, "broken"), nil)
		w.ok(err)
		cases = append(cases, c)
	}
	w.cases.After = func(time.Duration) <-chan time.Time { now := make(chan time.Time); close(now); return now }
	together(t, cases, func(c complaint.Case) error {
		_, err := w.cases.Do(t.Context(), casework.Order{Ref: c.Ref(), By: complaint.TheSystem, Command: &complaint.Classify{
			Reading: complaint.Reading{Category: complaint.CategoryQuality, Grade: complaint.Ordinary, Confidence: 0.9, Model: "test"},
		}})
		return err
	})
	got := map[string]int{}
	for _, c := range cases {
		now := w.now(c.Ref())
		got[ownerOf(now)]++
	}
	if got["han"] != 2 || got["mei"] != 2 || got[""] != 8 {
		t.Errorf("got: %v", got)
	}
	w.loads(cases...)
}

// together does something with each case at the same moment.
func together(t *testing.T, cases []complaint.Case, do func(complaint.Case) error) {
	t.Helper()
	failed := make(chan error, len(cases))
	for _, c := range cases {
		go func() { failed <- do(c) }()
	}
	for range cases {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
}
