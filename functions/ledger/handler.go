package main

import (
	"context"
	"log/slog"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/dynamo"
	"redress/internal/ledger"
)

// clerk enters commits and publishes heads.
type clerk struct {
	log    *ledger.Log
	notary *ledger.Notary
}

// lot is what a batch brings of one tenant.
type lot struct {
	tenant  string
	commits []ledger.Commit
	numbers []string // of the records
}

// handle enters a batch of the stream and names the records that have to be brought again: those of each tenant for whom it failed.
func (c clerk) handle(ctx context.Context, e events.DynamoDBEvent) (events.DynamoDBEventResponse, error) {
	var reply events.DynamoDBEventResponse
	for _, l := range sorted(ctx, e.Records) {
		if err := c.enter(ctx, l); err != nil {
			slog.ErrorContext(ctx, "commits not entered", "tenant", l.tenant, "records", len(l.numbers), "error", err.Error())
			for _, n := range l.numbers {
				reply.BatchItemFailures = append(reply.BatchItemFailures, events.DynamoDBBatchItemFailure{ItemIdentifier: n})
			}
		}
	}
	return reply, nil
}

// enter enters a tenant's commits and publishes the head, even if nothing is new: the last one may have failed.
func (c clerk) enter(ctx context.Context, l *lot) error {
	done, err := c.log.Enter(ctx, l.tenant, l.commits)
	if err != nil {
		return err
	}
	_, _, err = c.notary.Publish(ctx, l.tenant, done.Tree)
	return err
}

// sorted puts the commits of each tenant together. A commit is written once: a record that changes or removes one is told, and not
// entered.
func sorted(ctx context.Context, records []events.DynamoDBEventRecord) []*lot {
	var lots []*lot
	of := map[string]*lot{}
	for _, r := range records {
		ref, revision, err := dynamo.ParseCommit(r.Change.Keys["pk"].String(), r.Change.Keys["sk"].String())
		switch {
		case err != nil:
			slog.ErrorContext(ctx, "no commit", "error", err.Error())
			continue
		case r.EventName != string(events.DynamoDBOperationTypeInsert):
			slog.ErrorContext(ctx, "commit tampered with", "tenant", ref.Tenant, "case", ref.Case, "revision", revision, "by", r.EventName)
			continue
		}
		l := of[ref.Tenant]
		if l == nil {
			l = &lot{tenant: ref.Tenant}
			of[ref.Tenant], lots = l, append(lots, l)
		}
		l.commits = append(l.commits, ledger.Commit{Ref: ref, Revision: revision, Data: imageOf(r)})
		l.numbers = append(l.numbers, r.Change.SequenceNumber)
	}
	return lots
}

// imageOf is a commit as it was written; nil: the record does not bring it.
func imageOf(r events.DynamoDBEventRecord) []byte {
	data, ok := r.Change.NewImage["data"]
	if !ok || data.DataType() != events.DataTypeString {
		return nil
	}
	return []byte(data.String())
}
