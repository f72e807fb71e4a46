package casework_test

import (
	"context"
	"errors"
	"slices"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// The people of what is kept.
var (
	root = complaint.Actor{Role: complaint.TenantAdmin, ID: "root"}
	ning = complaint.Actor{Role: complaint.Legal, ID: "ning"}
)

// shelf is an archive of cases in memory.
type shelf struct {
	texts map[string][]byte
	down  bool
}

func (s *shelf) PutCase(_ context.Context, ref complaint.Ref, text []byte) (string, error) {
	if s.down {
		return "", errDown
	}
	s.texts[ref.Case] = text
	return ref.Case, nil
}

// keeper is who keeps the world's cases no longer than they may be.
func (w *world) keeper() *casework.Keeper {
	w.cases.Kept = w.memory
	book := &casework.Book{Tenants: w.memory, Now: w.clock.Now}
	return &casework.Keeper{
		Cases: w.cases, Book: book, History: w.memory, Index: w.memory, Custody: w.memory, Places: w.memory,
		Archive: &shelf{texts: map[string][]byte{}}, Key: printKey, Width: 2, Most: 100,
	}
}

// closed brings a case to its end.
func (w *world) closed(c complaint.Case) complaint.Case {
	w.Helper()
	c = w.do(c, han, &complaint.Take{})
	c = w.do(c, han, &complaint.Tell{Text: "Dear Li Lei, we look into it."})
	c = w.do(c, han, &complaint.Note{Text: "Li Lei called from 13800000000"})
	c = w.do(c, han, &complaint.Assess{})
	for _, k := range c.OpenObligations() {
		if k.MeetableBy(complaint.SignalRecorded) {
			c = w.do(c, han, &complaint.Record{Milestone: k.Milestone, Note: "Li Lei was told."})
		}
	}
	c = w.do(c, han, &complaint.Propose{Remedy: complaint.Refund, Text: "Li Lei gets the money back."})
	c = w.do(c, han, &complaint.Execute{})
	w.clock.Set(c.Survey.SendAt)
	w.do(c, complaint.TheSystem, &complaint.Ask{})
	w.deliverAll()
	c = w.do(c, complaint.TheComplainant, &complaint.Reply{Answer: complaint.Answer{
		Attitude: 5, Solved: 5, Speed: 5, Process: 5, Overall: 5, Comment: "Thank you, Li Lei",
	}})
	w.deliverAll()
	if c = w.now(c.Ref()); c.Phase != complaint.Closed {
		w.Fatalf("the case is %s and owes %v", c.Phase, c.OpenObligations())
	}
	return c
}

// keeps runs the keeper, which must fail at so many.
func (w *world) keeps(k *casework.Keeper, cases, failed int) {
	w.Helper()
	done, err := k.Run(w.Context())
	w.ok(err)
	if done.Cases != cases || done.Failed != failed {
		w.Fatalf("%+v, want %d done and %d failed", done, cases, failed)
	}
}

// nothingLeft: none of the texts is anywhere in what is kept.
func (w *world) nothingLeft(old ...string) {
	w.Helper()
	for _, text := range old {
		if places := w.memory.Holds(text); len(places) > 0 {
			w.Errorf("%q is still in %v", text, places)
		}
	}
}

// known are the prints kept of the tests' complainant.
func (w *world) known() int {
	w.Helper()
	n := 0
	for _, key := range printKey.People(acme, complainOf(acme, "").Complainant) {
		p, err := w.memory.Person(w.Context(), acme, key)
		w.ok(err)
		if n += len(p.Prints); p.Purchases != nil {
			n++
		}
	}
	return n
}

var oldWords = []string{"Li Lei", "13800000000", "li@example.com", "cooker", "money back"}

// torn is a custody that fails at its n-th step.
type torn struct {
	casework.Custody
	left *int
}

func (c torn) step() error {
	if *c.left--; *c.left < 0 {
		return errDown
	}
	return nil
}

func (c torn) Forget(ctx context.Context, ref complaint.Ref, people []string, purchases bool) error {
	return errors.Join(c.Custody.Forget(ctx, ref, people, purchases), c.step())
}

func (c torn) Replace(ctx context.Context, ref complaint.Ref, by int, n []complaint.Notice, m []complaint.Commit) error {
	some := slices.Clone(m)
	for len(some) > 0 && c.step() == nil {
		some = some[:len(some)-1]
	}
	return errors.Join(c.Custody.Replace(ctx, ref, by, n, m[len(some):]), c.step())
}
