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
	"redress/internal/library"
)

type libraryCmd struct {
	Rebuild libraryRebuild `cmd:"" help:"Bring a tenant's case library in line with its closed cases."`
	Measure libraryMeasure `cmd:"" help:"Measure what is found in a library of real texts, and what finding it costs."`
}

// libraryRebuild keeps the precedents that a journey did not, and those of cases from before there was a library.
type libraryRebuild struct {
	stackFlag
	Tenant string `required:"" help:"The tenant."`
}

// Help explains the sub-command.
func (libraryRebuild) Help() string {
	return "It reads the whole table, which is the only way to meet closed cases. Every closed case then has its precedent as the program would " +
		"draw it now, and an open one has none. Run again it changes nothing."
}

// Run goes through all cases of the tenant.
func (c libraryRebuild) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return err
	}
	_, book := s.Cases()
	keeper := &library.Keeper{History: s.Table(), Memory: book, Store: s.Library()}
	each := func(see func(complaint.Ref, int) error) error {
		return dynamo.Heads(ctx, dynamodb.NewFromConfig(s.AWS), s.Outputs["Table"], c.Tenant, see)
	}
	return rebuild(ctx, out, keeper, each)
}

// rebuild brings the library in line with each case. One that cannot be read does not hold up the others.
func rebuild(ctx context.Context, out io.Writer, keeper *library.Keeper, each func(func(complaint.Ref, int) error) error) error {
	counts := map[library.Kept]int{}
	var failed error
	err := each(func(ref complaint.Ref, _ int) error {
		kept, err := keeper.Keep(ctx, ref)
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s: %w", ref.Case, err))
			return ctx.Err()
		}
		counts[kept]++
		return nil
	})
	if err := errors.Join(err, failed); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%d precedents; %d cases have none\n", counts[library.Added], counts[library.Dropped])
	return err
}
