package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"time"

	"redress/internal/simulate"
)

// simulateCmd plays a year of complaints and checks the laws after every step.
type simulateCmd struct {
	Cases        int    `help:"How many complaints the fifty tenants get in their year." default:"20000"`
	Seed         uint64 `help:"The same seed plays the same year." default:"1"`
	Workers      int    `help:"How many tenants are played at once; 0: as many as there are processors." default:"0"`
	Tenant       int    `help:"Play only this tenant of the year, 1 to 50: to see a violation again." default:"0"`
	NoEscalation int    `help:"How many cases are played a second time with staff who hear of no escalation, for comparison." default:"10000"`
}

// Help explains the sub-command.
func (simulateCmd) Help() string {
	return "It needs no deployed stack: the domain, the policies, the calendars and the use cases run on a store in memory and a " +
		"clock that is set, among people and machines that fail. It fails if a law is broken, and prints the seed, the tenant, " +
		"the case and its commits."
}

// Run plays, and says what it found.
func (c simulateCmd) Run(out io.Writer) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	slog.SetDefault(slog.New(slog.DiscardHandler)) // the failures that are played are no news
	debug.SetGCPercent(800)                        // the cases of a moment are few
	if c.Workers == 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	plan := simulate.Plan{Cases: c.Cases, Seed: c.Seed, Workers: c.Workers, Tenant: c.Tenant, Behaviour: simulate.Usual()}
	with, err := c.play(ctx, plan, out)
	if err != nil || c.NoEscalation == 0 {
		return err
	}
	plan.Deaf, plan.Cases = true, min(c.NoEscalation, c.Cases)
	fmt.Fprintln(out, "\nThe same without escalation:")
	without, err := c.play(ctx, plan, out)
	if err != nil {
		return err
	}
	simulate.Compare(out, with, without)
	return nil
}

func (c simulateCmd) play(ctx context.Context, plan simulate.Plan, out io.Writer) (simulate.Result, error) {
	began := time.Now()
	result, err := simulate.Run(ctx, plan, func(tenants, cases int) {
		fmt.Fprintf(os.Stderr, "%s %d tenants, %d cases done\n", time.Since(began).Round(time.Second), tenants, cases)
	})
	if err != nil {
		return result, err
	}
	result.Print(out, plan, time.Since(began))
	if len(result.Violations) > 0 {
		return result, errBroken
	}
	return result, nil
}
