package casework

import (
	"context"

	"redress/internal/complaint"
)

// merge makes another case a part of this one, both in one transaction: nobody ever sees the half of it.
func (w *Cases) merge(ctx context.Context, before complaint.Case, o Order, cmd complaint.Merge) (complaint.Case, error) {
	if err := complaint.Permitted(before, &cmd, o.By); err != nil {
		return complaint.Case{}, err // before anything is said of the other case
	}
	other, err := w.other(ctx, o, cmd.Case)
	if err != nil {
		return complaint.Case{}, err
	}
	if cmd.Twin != nil && other.Union != nil && other.Union.Into == before.ID {
		return before, nil // the machine found the two from both sides
	}
	joins, err := w.judge(ctx, other, complaint.TheSystem, &complaint.Join{Into: before.ID, Reason: cmd.Reason})
	if err != nil {
		return complaint.Case{}, err
	}
	cmd.Other = joins.After
	merges, err := w.judge(ctx, before, o.By, &cmd)
	if err != nil {
		return complaint.Case{}, err
	}
	merges.Request = o.Request
	return w.save(ctx, o, step{before, merges}, step{other, joins})
}

// part undoes a merge, both halves in one transaction.
func (w *Cases) part(ctx context.Context, before complaint.Case, o Order, cmd *complaint.Part) (complaint.Case, error) {
	parts, err := w.judge(ctx, before, o.By, cmd)
	if err != nil {
		return complaint.Case{}, err
	}
	other, err := w.other(ctx, o, cmd.Case)
	if err != nil {
		return complaint.Case{}, err
	}
	leaves, err := w.judge(ctx, other, complaint.TheSystem, &complaint.Leave{Reason: cmd.Reason})
	if err != nil {
		return complaint.Case{}, err
	}
	parts.Request = o.Request
	return w.save(ctx, o, step{before, parts}, step{other, leaves})
}

// other is the other case that an order names. One that is not there is the order's fault.
func (w *Cases) other(ctx context.Context, o Order, id string) (complaint.Case, error) {
	if !ValidReference(id) || id == o.Ref.Case {
		return complaint.Case{}, complaint.ConflictField("case", "must be another open case of yours")
	}
	c, err := w.Store.Case(ctx, complaint.Ref{Tenant: o.Ref.Tenant, Case: id})
	if complaint.Is(err, complaint.NotFound) {
		return complaint.Case{}, complaint.ConflictField("case", "must be another open case of yours")
	}
	return c, err
}
