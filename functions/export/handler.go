package main

import (
	"context"
	"io"
	"log/slog"
	"os"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/custody"
	"redress/internal/depot"
	"redress/internal/evidence"
	"redress/internal/ledger"
)

// shelf is where exports are put, and where files lie.
type shelf interface {
	evidence.Vault
	Made(ctx context.Context, e custody.ExportRef) (bool, error)
	Deliver(ctx context.Context, e custody.ExportRef, packed io.ReadSeeker) error
}

// maker makes exports.
type maker struct {
	store  evidence.Store
	book   *casework.Book
	depot  shelf
	notary *ledger.Notary
}

// event is an order that came in, as EventBridge tells of it.
type event struct {
	Detail struct {
		Object struct {
			Key string `json:"key"`
		} `json:"object"`
	} `json:"detail"`
}

// handle makes the export of an order. Told twice it makes one.
func (m maker) handle(ctx context.Context, ev event) error {
	e, err := depot.ParseRequest(ev.Detail.Object.Key)
	if err != nil { // an export that was made, of which S3 tells as well
		return nil //nolint:nilerr // there is nothing to do
	}
	made, err := m.depot.Made(ctx, e)
	if err != nil || made {
		return err
	}
	return m.export(ctx, e)
}

// export makes an export on the function's own disk, since it can be larger than memory.
func (m maker) export(ctx context.Context, e custody.ExportRef) error {
	rules, err := m.book.Policy(ctx, complaint.Case{Tenant: e.Tenant})
	if err != nil {
		return err
	}
	x := evidence.Exporter{Store: m.store, Vault: m.depot, Notary: m.notary, Zone: rules.Calendar.Location()}
	whole, err := x.Export(ctx, e.Ref, nil)
	if err != nil {
		return err
	}
	file, err := os.CreateTemp("", "export-*")
	if err != nil {
		return err
	}
	defer discard(file)
	if err := x.Write(ctx, e.Ref, whole, file); err != nil {
		return err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	slog.InfoContext(ctx, "exported", "tenant", e.Tenant, "case", e.Case, "export", e.Export, "commits", whole.Revision,
		"files", len(whole.Attached), "entered", whole.Entered, "differs", whole.Differs)
	return m.depot.Deliver(ctx, e, file)
}

func discard(file *os.File) {
	_ = file.Close()           // it was delivered, or will be made again
	_ = os.Remove(file.Name()) // it lies in a place of this function's own
}
