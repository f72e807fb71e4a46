package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/dynamo"
	"redress/internal/ledger"
)

type ledgerCmd struct {
	CatchUp ledgerCatchUp `cmd:"" name:"catch-up" help:"Enter what the evidence log of a tenant lacks."`
	Key     ledgerKey     `cmd:"" help:"Print the public key that exports are checked with, to be made known by another way than the exports."`
}

// ledgerKey prints the public key.
type ledgerKey struct{ stackFlag }

// Run prints the key as PEM.
func (c ledgerKey) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return err
	}
	key, err := ledger.KeyOf(ctx, s.Signer())
	if err != nil {
		return err
	}
	_, err = out.Write(key.PEM())
	return err
}

// ledgerCatchUp goes through all cases of a tenant and enters the commits that the stream has lost.
type ledgerCatchUp struct {
	stackFlag
	Tenant string `required:"" help:"The tenant."`
}

// Help explains the sub-command.
func (ledgerCatchUp) Help() string {
	return "It reads the whole table, which is the only way to meet closed cases. A commit that is neither in the table nor in the log is named, and the program fails."
}

// Run enters what is missing and says of which cases.
func (c ledgerCatchUp) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return err
	}
	each := func(see func(complaint.Ref, int) error) error {
		return dynamo.Heads(ctx, dynamodb.NewFromConfig(s.AWS), s.Outputs["Table"], c.Tenant, see)
	}
	return catchUp(ctx, out, c.Tenant, s.Table(), notaryOf(s), each)
}

// notaryOf signs the heads of the installation's logs and archives them, with the operator's own rights.
func notaryOf(s *client.Stack) *ledger.Notary {
	return &ledger.Notary{Signer: s.Signer(), Archive: s.Heads(), Now: time.Now}
}

// catchUp enters what is missing of each case, and publishes the head. A case that cannot be entered does not hold up the others.
func catchUp(
	ctx context.Context, out io.Writer, tenant string, store ledger.Store, notary *ledger.Notary, each func(func(complaint.Ref, int) error) error,
) error {
	log := &ledger.Log{Store: store, Check: notary.Check}
	cases, leaves := 0, 0
	var failed error
	err := each(func(ref complaint.Ref, last int) error {
		done, err := log.Enter(ctx, tenant, []ledger.Commit{{Ref: ref, Revision: last}})
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s: %w", ref.Case, err))
		}
		if done.Leaves > 0 {
			fmt.Fprintf(out, "%s: %d entered\n", ref.Case, done.Leaves)
		}
		cases, leaves = cases+1, leaves+done.Leaves
		return ctx.Err()
	})
	if err := errors.Join(err, failed); err != nil {
		return err
	}
	tree, err := store.Tree(ctx, tenant)
	if err == nil && tree.Size > 0 {
		_, _, err = notary.Publish(ctx, tenant, tree)
	}
	if err == nil {
		_, err = fmt.Fprintf(out, "%d commits of %d cases entered; the log has %d leaves\n", leaves, cases, tree.Size)
	}
	return err
}
