package ledger_test

import (
	"context"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/storetest"
)

var morning = time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)

// world is a store with cases.
type world struct {
	*storetest.Memory
	cases map[string]complaint.Case
}

func newWorld() *world { return &world{storetest.NewMemory(), map[string]complaint.Case{}} }

// commit commits once more to a case, a new one if there is none.
func (w *world) commit(t interface{ Fatal(...any) }, id string) complaint.Ref {
	c := w.cases[id]
	m := complaint.Commit{Revision: c.Revision + 1, At: morning, Command: "note", Events: []complaint.Event{&complaint.Noted{Text: "n"}}}
	if c.Revision == 0 {
		m.Events = []complaint.Event{&complaint.Filed{Tenant: "acme", ID: id}}
	}
	c = c.After(m)
	if err := w.Save(context.Background(), casework.Change{After: c, Commit: m}); err != nil {
		t.Fatal(err)
	}
	w.cases[id] = c
	return c.Ref()
}
