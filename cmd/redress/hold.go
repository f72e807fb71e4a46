package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// holdCmd puts somebody's cases, or one, under legal hold, or releases them.
type holdCmd struct {
	stackFlag
	somebody
	By      string `required:"" help:"User name of whom of legal says so."`
	Reason  string `required:"" help:"Why; it is kept on record."`
	Release bool   `help:"End the hold."`
}

// Help explains the sub-command.
func (holdCmd) Help() string {
	return "A case under hold is neither removed nor erased. Of somebody's cases those are held that there are now; one that comes later is not."
}

// Run holds or releases each case that is not yet as wanted.
func (c holdCmd) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	s, _, found, err := c.theirs(ctx, c.Stack)
	if err != nil {
		return err
	}
	cases, _ := s.Cases()
	var failed error
	for _, known := range found {
		if (known.Hold == nil) == c.Release {
			continue
		}
		if _, err := cases.Do(ctx, c.order(known.Ref())); err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s: %w", known.ID, err))
			continue
		}
		fmt.Fprintln(out, known.ID)
	}
	return failed
}

func (c holdCmd) order(ref complaint.Ref) casework.Order {
	o := casework.Order{Ref: ref, By: complaint.Actor{Role: complaint.Legal, ID: c.By}, Command: &complaint.PutOnHold{Reason: c.Reason}}
	if c.Release {
		o.Command = &complaint.ReleaseHold{Reason: c.Reason}
	}
	return o
}
