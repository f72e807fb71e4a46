package casework_test

import (
	"context"
	"errors"
	"testing"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/storetest"
)

// What joined another case leads to that one: the third complaint becomes a part of the first.
func TestAPartLeadsToTheWhole(t *testing.T) {
	w := newWorld(t)
	one, two := w.file(told(complaint.Web)), w.file(told(complaint.Phone))
	w.understood(one)
	w.understood(two)
	three := w.understood(w.file(told(complaint.Email)))
	if three.Union == nil || three.Union.Into != one.ID || len(w.now(one.Ref()).Absorbed) != 2 {
		t.Errorf("it is %s of %+v", three.Phase, three.Union)
	}
}

// Whoever sends the same again and again fills no case without end: from some number on a person is asked.
func TestTheMachineStopsMerging(t *testing.T) {
	w := newWorld(t)
	first := w.understood(w.file(told(complaint.Web)))
	for i := range 20 {
		if c := w.understood(w.file(told(complaint.Email))); c.Open() {
			t.Fatalf("number %d is %s", i, c.Phase)
		}
	}
	next := w.understood(w.file(told(complaint.Email)))
	if n := len(w.now(first.Ref()).Absorbed); n != 20 || !next.Open() || len(next.Twins) != 1 || next.Twins[0].Case != first.ID {
		t.Errorf("%d parts; the next is %s with %+v", n, next.Phase, next.Twins)
	}
}

// A tenant whose policy says nothing of duplicates keeps no prints, and nothing is merged.
func TestWithoutARuleNothingIsRecognised(t *testing.T) {
	w := newWorld(t)
	w.enrol("old", "redress-2026.2")
	by := func(f *complaint.File) { f.Ref.Tenant = "old" }
	one, two := w.understood(w.file(told(complaint.Web, by))), w.understood(w.file(told(complaint.Phone, by)))
	if !one.Open() || !two.Open() || two.Earlier != nil || len(two.Twins) > 0 {
		t.Errorf("%s, %s", one.Phase, two.Phase)
	}
}

// No other tenant's complaint is found, nor another's of the same words.
func TestOthersAreNotFound(t *testing.T) {
	w := newWorld(t)
	w.understood(w.file(told(complaint.Web)))
	for name, change := range map[string]func(*complaint.File){
		"another tenant": func(f *complaint.File) { f.Ref.Tenant = quick },
		"another person": func(f *complaint.File) {
			f.Complainant = complaint.Complainant{Email: "han@example.com", Phone: "+86 13900000000"}
		},
	} {
		if c := w.understood(w.file(told(complaint.Phone, change))); !c.Open() || c.Earlier != nil || len(c.Twins) > 0 {
			t.Errorf("%s: %s, %+v", name, c.Phase, c.Earlier)
		}
	}
}

// counting counts what is asked of a store.
type counting struct {
	storetest.Store
	prints, cases int
	down          error
}

func (s *counting) Person(ctx context.Context, tenant, key string) (casework.Person, error) {
	if s.prints++; s.down != nil {
		return casework.Person{}, s.down
	}
	return s.Store.Person(ctx, tenant, key)
}

func (s *counting) Case(ctx context.Context, ref complaint.Ref) (complaint.Case, error) {
	s.cases++
	return s.Store.Case(ctx, ref)
}

// However often somebody complained, no more than three queries and three cases are asked for.
func TestTheCostOfLookingIsBounded(t *testing.T) {
	w := newWorld(t)
	by := func(f *complaint.File) { f.Complainant.CustomerNumber = "C-1" }
	for range 60 {
		w.file(told(complaint.Web, vague, by))
	}
	s := &counting{Store: w.memory}
	w.wire(s, w.machines)
	c := w.file(told(complaint.Web, by))
	s.prints, s.cases = 0, 0
	c = w.understood(c)
	if s.prints != 3 || s.cases > 1+3 {
		t.Errorf("%d queries, %d cases", s.prints, s.cases-1)
	}
	if len(c.Twins) != 3 || c.Earlier.Complaints > casework.PrintPage {
		t.Errorf("%d proposed, %+v", len(c.Twins), c.Earlier)
	}
}

// Where the prints cannot be read the step fails, and is done when it is tried again.
func TestAFailedLookIsTriedAgain(t *testing.T) {
	w := newWorld(t)
	one := w.understood(w.file(told(complaint.Web)))
	two := w.file(told(complaint.Phone))
	s := &counting{Store: w.memory, down: errors.New("no answer")}
	w.wire(s, w.machines)
	if _, err := w.reader.Read(t.Context(), two.Ref()); !errors.Is(err, s.down) {
		t.Fatalf("%v", err)
	}
	if now := w.now(two.Ref()); now.Phase != complaint.Received {
		t.Fatalf("it is %s", now.Phase)
	}
	s.down = nil
	w.understood(two)
	w.one(one, two)
}
