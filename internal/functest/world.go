package functest

import (
	"testing"

	"redress/internal/access"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
	"redress/internal/storetest"
	"redress/internal/tenant"
)

// World is the use cases on a store in memory, with two tenants, acme and globex, the policy that is built in, and
// machines that only note what they are asked.
type World struct {
	*testing.T
	Clock    *Clock
	Memory   *storetest.Memory
	Machines *Machines
	Key      access.Key
	Book     *casework.Book
	Cases    *casework.Cases
	Ref      complaint.Ref // the case of the story
}

// New is a world on Monday, without a case.
func New(t *testing.T) *World {
	t.Helper()
	w := &World{
		T: t, Clock: NewClock(Monday), Memory: storetest.NewMemory(), Machines: NewMachines(), Key: access.Key(masterKey),
	}
	w.Book = &casework.Book{Tenants: w.Memory, Now: w.Clock.Now}
	w.Cases = &casework.Cases{
		Store: w.Memory, Rules: w.Book, Now: w.Clock.Now, Drive: &casework.Driver{Machines: w.Machines, Tokens: w.Memory},
		Marks: &casework.Marker{Key: duplicate.NewKey(w.Key), Book: w.Book},
		Desk:  &casework.Assigner{Book: w.Book, Loads: w.Memory}, Kept: w.Memory,
	}
	for _, id := range []string{"acme", "globex"} {
		w.OK(w.Memory.PutTenant(t.Context(), tenant.Tenant{
			ID: id, Site: "https://" + id + ".example", From: "care@" + id + ".example", Language: complaint.Chinese,
			Names: map[complaint.Language]string{complaint.Chinese: "艾克 " + id, complaint.English: "The " + id + " Company"},
		}))
	}
	return w
}

// OK ends the test at an error.
func (w *World) OK(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}
