package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/custody"
	"redress/internal/evidence"
	"redress/internal/functest"
	"redress/internal/ledger"
)

func TestMain(m *testing.M) { os.Exit(functest.Main(m)) }

// counter is a depot that exports are delivered to.
type counter struct {
	*functest.Depot
	delivered int
}

func (c *counter) Made(_ context.Context, e custody.ExportRef) (bool, error) {
	return c.Depot.Made[e] != nil, c.Down
}

func (c *counter) Deliver(_ context.Context, e custody.ExportRef, packed io.ReadSeeker) error {
	data, err := io.ReadAll(packed)
	c.Depot.Made[e], c.delivered = data, c.delivered+1
	return err
}

func ordered(key string) (e event) {
	e.Detail.Object.Key = key
	return e
}

// An order makes an export that verifies, with what was given as evidence in it; told twice it makes one, and what it made orders nothing.
func TestAnOrderMakesAnExport(t *testing.T) {
	w := functest.New(t)
	w.File("acme")
	w.Handle()
	sum := "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // of abc
	id, other := custody.NewID(), custody.NewID()
	w.Do(complaint.TheComplainant, &complaint.ExpectFile{ID: id, Name: "<i>note", Type: "text/plain"}, &complaint.ExpectFile{ID: other, Name: "gone", Type: "text/plain"})
	c := w.Do(complaint.TheSystem, &complaint.KeepFile{ID: id, Type: "text/plain", Size: 3, SHA256: sum})
	x, _ := c.Exhibit(id)
	depot := &counter{Depot: functest.NewDepot()}
	depot.Kept[functest.KeptAt(w.Ref, x)] = []byte("abc")
	m := maker{store: w.Memory, book: w.Book, depot: depot, notary: &ledger.Notary{Signer: functest.NewPen(), Archive: &functest.Vault{}, Now: w.Clock.Now}}
	e := custody.ExportRef{Ref: w.Ref, Export: custody.NewID()}
	key := "/acme/" + w.Ref.Case + "/" + e.Export
	for _, k := range []string{"requests" + key, "requests" + key, "exports" + key + ".zip", "requests/acme/" + w.Ref.Case + "/1"} {
		w.OK(m.handle(t.Context(), ordered(k)))
	}
	if depot.delivered != 1 {
		t.Fatalf("%d were delivered", depot.delivered)
	}
	v := evidence.Verify(depot.Depot.Made[e], evidence.Trust{})
	if len(v.Findings) > 0 || v.Ref != w.Ref || v.Files != 1 || v.Commits != c.Revision {
		t.Errorf("%+v", v)
	}
	if !bytes.Contains(depot.Depot.Made[e], []byte("files/"+id+".txt")) {
		t.Error("the file is not in it")
	}
}

// Of what cannot be made nothing is delivered, and Lambda hears of it.
func TestAnExportThatCannotBeMade(t *testing.T) {
	w := functest.New(t)
	w.File("acme")
	depot := &counter{Depot: functest.NewDepot()}
	m := maker{store: w.Memory, book: w.Book, depot: depot, notary: &ledger.Notary{
		Signer: functest.NewPen(), Archive: &functest.Vault{Down: errors.New("vault down")}, Now: w.Clock.Now,
	}}
	order := "requests/acme/" + w.Ref.Case + "/" + custody.NewID()
	if err := m.handle(t.Context(), ordered(order)); err == nil || depot.delivered > 0 {
		t.Errorf("%v, %d delivered", err, depot.delivered)
	}
	foreign := strings.Replace(order, "acme", "globex", 1)
	if err := m.handle(t.Context(), ordered(foreign)); !complaint.Is(err, complaint.NotFound) || depot.delivered > 0 {
		t.Errorf("another tenant's: %v, %d delivered", err, depot.delivered)
	}
}
