package main

import (
	"errors"
	"strings"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/library"
	"redress/internal/storetest"
	"redress/internal/tenant"
)

// Closed cases from before there was a library get their precedents, each once however often it is rebuilt; what cannot be read is named, and
// the others are kept.
func TestRebuild(t *testing.T) {
	memory, shelf := storetest.NewMemory(), storetest.NewLibrary()
	at := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	book := &casework.Book{Tenants: memory, Now: func() time.Time { return at }}
	if err := memory.PutTenant(t.Context(), tenant.Tenant{ID: "acme"}); err != nil {
		t.Fatal(err)
	}
	refs := []complaint.Ref{{Tenant: "acme", Case: "RD-1"}, {Tenant: "acme", Case: "RD-2"}, {Tenant: "acme", Case: "RD-3"}}
	for i, ref := range refs {
		events := []complaint.Event{
			&complaint.Filed{Tenant: ref.Tenant, ID: ref.Case, ReceivedAt: at, Content: "The seam split."},
			&complaint.Read{Flow: complaint.Quality, Reading: complaint.Reading{Category: complaint.CategoryQuality, Cause: "product.material", Grade: 3}},
		}
		if i > 0 { // the first is open
			events = append(events, &complaint.Ended{Outcome: complaint.NoAnswer})
		}
		m := complaint.Commit{Revision: 1, At: at, Events: events}
		if err := memory.Save(t.Context(), casework.Change{After: complaint.Case{}.After(m), Commit: m}); err != nil {
			t.Fatal(err)
		}
	}
	keeper := &library.Keeper{History: memory, Memory: book, Store: shelf}
	each := func(see func(complaint.Ref, int) error) error {
		for _, ref := range refs {
			if err := see(ref, 1); err != nil {
				return err
			}
		}
		return nil
	}
	for range 2 {
		var said strings.Builder
		if err := rebuild(t.Context(), &said, keeper, each); err != nil || said.String() != "2 precedents; 1 cases have none\n" {
			t.Fatalf("%v, said %s", err, said.String())
		}
		if found, err := shelf.Bucket(t.Context(), "acme", "m:quality:product.material"); err != nil || len(found) != 2 {
			t.Fatalf("%d precedents, %v", len(found), err)
		}
	}
	refs = append(refs[:1:1], complaint.Ref{Tenant: "acme", Case: "RD-GONE"}, refs[1])
	var refused *complaint.Error
	if err := rebuild(t.Context(), &strings.Builder{}, keeper, each); !errors.As(err, &refused) || !strings.Contains(err.Error(), "RD-GONE") {
		t.Errorf("got %v", err)
	}
}

// The shipped samples are put into a library and found again.
func TestMeasureALibrary(t *testing.T) {
	t.Chdir("../..")
	var out strings.Builder
	if err := (libraryMeasure{Files: []string{"samples/complaints.csv:channel"}, Each: 20, Seed: 1, Stored: []int{10, 200}}).Run(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"12 texts", "retyped", "other_channel", "LOOKED FOR", "10 precedents", "200 precedents"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, out.String())
		}
	}
	if err := (libraryMeasure{Files: []string{"samples/complaints.csv:colour"}, Each: 20, Stored: []int{10}}).Run(&out); err == nil {
		t.Error("a column that is not there was taken")
	}
}
