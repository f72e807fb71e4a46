package dynamo_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/dynamo"
	"redress/internal/ledger"
	"redress/internal/tenant"
)

var errThrottled = errors.New("throttled")

// broken is a database that fails each call with the same error.
type broken struct{ err error }

func (b broken) GetItem(context.Context, *dynamodb.GetItemInput, ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error) {
	return nil, b.err
}

func (b broken) PutItem(context.Context, *dynamodb.PutItemInput, ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error) {
	return nil, b.err
}

func (b broken) UpdateItem(context.Context, *dynamodb.UpdateItemInput, ...func(*dynamodb.Options)) (*dynamodb.UpdateItemOutput, error) {
	return nil, b.err
}

func (b broken) Query(context.Context, *dynamodb.QueryInput, ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error) {
	return nil, b.err
}

func (b broken) TransactWriteItems(
	context.Context, *dynamodb.TransactWriteItemsInput, ...func(*dynamodb.Options),
) (*dynamodb.TransactWriteItemsOutput, error) {
	return nil, b.err
}

// filing is a change that opens a case, with the request that asked for it.
func filing() casework.Change {
	m := complaint.Commit{Revision: 1, At: time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC), Events: []complaint.Event{
		&complaint.Filed{Tenant: "acme", ID: casework.NewReference()},
	}}
	return casework.Change{
		After: complaint.Case{}.After(m), Commit: m, Request: &casework.Request{Key: "k", Digest: "1"},
	}
}

// gone is a transaction that did not take place, with a reason for each write.
func gone(reasons ...types.CancellationReason) error {
	return &types.TransactionCanceledException{CancellationReasons: reasons}
}

func because(code string) types.CancellationReason {
	return types.CancellationReason{Code: aws.String(code)}
}

func TestWhyAChangeWasNotSaved(t *testing.T) {
	none, failed := because("None"), because("ConditionalCheckFailed")
	for name, test := range map[string]struct {
		err  error
		want complaint.Kind
	}{
		"somebody wrote the case":                 {gone(failed, none, none), complaint.Stale},
		"somebody writes the case at this moment": {gone(because("TransactionConflict"), none, none), complaint.Stale},
		"somebody sends the request right now":    {gone(none, because("TransactionConflict"), none), complaint.Stale},
		"the commit is there":                     {gone(none, none, failed), complaint.Stale},
		"there is no capacity":                    {gone(because("ThrottlingError"), none, none), complaint.Unavailable},
		"no reason is given":                      {gone(), complaint.Unavailable},
		"no answer":                               {errThrottled, complaint.Unavailable},
	} {
		t.Run(name, func(t *testing.T) {
			err := (&dynamo.Table{Client: broken{test.err}, Name: "t"}).Save(t.Context(), filing())
			var e *complaint.Error
			if !errors.As(err, &e) || e.Kind != test.want {
				t.Fatalf("error = %v, want %s", err, test.want)
			}
		})
	}
}

func TestARepeatedRequestNamesItsCase(t *testing.T) {
	known := because("ConditionalCheckFailed")
	known.Item = map[string]types.AttributeValue{
		"case": &types.AttributeValueMemberS{Value: "RD-1"}, "digest": &types.AttributeValueMemberS{Value: "2"},
	}
	table := &dynamo.Table{Client: broken{gone(because("ConditionalCheckFailed"), known)}, Name: "t"}
	var repeated *casework.Repeated
	if err := table.Save(t.Context(), filing()); !errors.As(err, &repeated) {
		t.Fatalf("error = %v", err)
	}
	if repeated.Ref != (complaint.Ref{Tenant: "acme", Case: "RD-1"}) || repeated.Digest != "2" {
		t.Fatalf("repeated = %+v", repeated)
	}
}

func TestADatabaseThatFailsIsUnavailable(t *testing.T) {
	table := &dynamo.Table{Client: broken{errThrottled}, Name: "t"}
	ctx, ref := t.Context(), complaint.Ref{Tenant: "acme", Case: casework.NewReference()}
	n, at := casework.NoticeRef{Ref: ref, Notice: "n"}, time.Now()
	for name, call := range map[string]func() error{
		"case":         func() error { _, err := table.Case(ctx, ref); return err },
		"commits":      func() error { _, err := table.Commits(ctx, ref); return err },
		"notices":      func() error { _, err := table.Notices(ctx, ref); return err },
		"token":        func() error { _, err := table.Token(ctx, ref); return err },
		"hold token":   func() error { return table.HoldToken(ctx, ref, "x") },
		"claim":        func() error { _, _, err := table.Claim(ctx, n, at); return err },
		"sent":         func() error { return table.Sent(ctx, n, casework.Delivery{}) },
		"postpone":     func() error { return table.Postpone(ctx, n, at) },
		"renew":        func() error { return table.Renew(ctx, n, at, at) },
		"due":          func() error { return table.Due(ctx, 0, at, nil) },
		"queue":        func() error { _, err := table.Queue(ctx, "acme", casework.Want{Limit: 1}); return err },
		"waits":        func() error { _, err := table.Waits(ctx, "acme", at, at.Add(1)); return err },
		"judgements":   func() error { _, err := table.Judgements(ctx, "acme", at, at.Add(1)); return err },
		"written":      func() error { _, err := table.Written(ctx, ref, 0); return err },
		"tree":         func() error { _, err := table.Tree(ctx, "acme"); return err },
		"tile":         func() error { _, err := table.Tile(ctx, "acme", 0, 0); return err },
		"place":        func() error { _, err := table.Place(ctx, ref); return err },
		"grow":         func() error { return table.Grow(ctx, "acme", 0, ledger.Growth{}) },
		"tenant":       func() error { _, err := table.Tenant(ctx, "acme"); return err },
		"put tenant":   func() error { return table.PutTenant(ctx, tenant.Tenant{ID: "acme"}) },
		"document":     func() error { _, err := table.Document(ctx, "acme", "policy", "1"); return err },
		"put document": func() error { return table.PutDocument(ctx, "acme", "policy", "1", nil) },
	} {
		var e *complaint.Error
		if err := call(); !errors.As(err, &e) || e.Kind != complaint.Unavailable || !errors.Is(err, errThrottled) {
			t.Errorf("%s: error = %v", name, err)
		}
	}
}
