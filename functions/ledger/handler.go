package main

import (
	"context"
	"encoding/json"
	"log/slog"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/dynamo"
	"redress/internal/ledger"
)

// clerk enters commits and publishes heads.
type clerk struct {
	log    *ledger.Log
	notary *ledger.Notary
	acts   acts
}

// acts keeps who did what. It is fed here since a stream has room for two readers, and the sender of notices is the other.
type acts interface {
	PutActs(ctx context.Context, tenant string, acts []casework.Act) error
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
	if _, _, err = c.notary.Publish(ctx, l.tenant, done.Tree); err != nil {
		return err
	}
	return c.acts.PutActs(ctx, l.tenant, actsOf(ctx, l.commits))
}

// actsOf are what members of staff did.
func actsOf(ctx context.Context, commits []ledger.Commit) []casework.Act {
	var all []casework.Act
	for _, c := range commits {
		var m complaint.Commit
		if err := json.Unmarshal(c.Data, &m); err != nil {
			slog.ErrorContext(ctx, "commit cannot be read", "tenant", c.Ref.Tenant, "case", c.Ref.Case, "revision", c.Revision)
			continue
		}
		if a, did := casework.ActOf(c.Ref, m); did {
			all = append(all, a)
		}
	}
	return all
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
		case r.EventName != string(events.DynamoDBOperationTypeInsert) && erased(r):
			slog.InfoContext(ctx, "commit erased", "tenant", ref.Tenant, "case", ref.Case, "revision", revision, "by", r.EventName)
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

// erased says whether a record is of a commit that an erasure changed, or that the table's TTL removed after one. Whether the erasure was in
// order is for the verifier to say.
func erased(r events.DynamoDBEventRecord) bool {
	_, noted := r.Change.NewImage["erased"]
	return noted || r.UserIdentity != nil && r.UserIdentity.PrincipalID == "dynamodb.amazonaws.com"
}

// imageOf is a commit as it was written; nil: the record does not bring it.
func imageOf(r events.DynamoDBEventRecord) []byte {
	data, ok := r.Change.NewImage["data"]
	if !ok || data.DataType() != events.DataTypeString {
		return nil
	}
	return []byte(data.String())
}
