package storetest

import (
	"context"

	"redress/internal/casework"
	"redress/internal/ledger"
	"redress/internal/tenant"
)

// Store is everything that is kept: the sum of the small interfaces its users ask for.
type Store interface {
	casework.Store
	casework.Tokens
	casework.Outbox
	casework.DueIndex
	casework.Queue
	casework.History
	casework.Openings
	casework.Tenants
	casework.WaitBook
	casework.JudgementBook
	casework.ClosingBook
	casework.PersonIndex
	casework.CustomerBook
	casework.AskedBook
	casework.LookBook
	casework.LoadBook
	casework.ActBook
	casework.KeepIndex
	casework.Custody
	casework.Places
	casework.EntryBook
	casework.NumberIndex
	ledger.Store

	// PutTenant writes a tenant's record, in place of the one before.
	PutTenant(ctx context.Context, of tenant.Tenant) error
	// PutDocument keeps a version of a policy, a calendar or a knowledge list; another text under its name is a Conflict.
	PutDocument(ctx context.Context, id, kind, name string, src []byte) error
}
