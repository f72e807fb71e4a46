package casework

import (
	"context"
	"fmt"
	"log/slog"
	"strings"

	"redress/internal/complaint"
)

// unite makes one case of those that are certain to be the same complaint, and answers the new one as it is then. Whoever
// comes second finds it done, and a case that has gone on meanwhile stays alone.
func (w *Cases) unite(ctx context.Context, c complaint.Case, same []certain) (complaint.Case, error) {
	for _, k := range same {
		if !c.Mergeable() {
			break
		}
		survives, joins := complaint.Survivor(c, k.whole)
		k.Case = joins.ID
		_, err := w.Do(ctx, Order{Ref: survives.Ref(), By: complaint.TheSystem, Command: &complaint.Merge{
			Case: joins.ID, Reason: because(k.Twin), Twin: &k.Twin,
		}})
		switch {
		case complaint.Is(err, complaint.Conflict):
			slog.InfoContext(ctx, "not merged", "tenant", c.Tenant, "case", survives.ID, "other", joins.ID, "error", err.Error())
		case err != nil:
			return complaint.Case{}, err
		}
		if c, err = w.Store.Case(ctx, c.Ref()); err != nil {
			return complaint.Case{}, err
		}
	}
	return c, nil
}

// because says why two cases are one.
func because(t complaint.Twin) string {
	signs := make([]string, len(t.Why))
	for i, s := range t.Why {
		signs[i] = strings.TrimSpace(s.Rule + " " + s.Says)
	}
	return fmt.Sprintf("The machine is %.0f %% sure: %s", 100*t.Score, strings.ReplaceAll(strings.Join(signs, ", "), "_", " "))
}

// notSame answers a proposal, here and where the other case proposes this one.
func (w *Cases) notSame(ctx context.Context, before complaint.Case, o Order, cmd *complaint.NotSame) (complaint.Case, error) {
	answers, err := w.judge(ctx, before, o.By, cmd)
	if err != nil {
		return complaint.Case{}, err
	}
	answers.Request = o.Request
	steps := []step{{before, answers}}
	other, err := w.Store.Case(ctx, complaint.Ref{Tenant: before.Tenant, Case: cmd.Case})
	switch {
	case err != nil && !complaint.Is(err, complaint.NotFound):
		return complaint.Case{}, err
	case err == nil && other.Proposed(before.ID):
		back, err := w.judge(ctx, other, o.By, &complaint.NotSame{Case: before.ID, Reason: cmd.Reason})
		if err != nil {
			return complaint.Case{}, err
		}
		steps = append(steps, step{other, back})
	}
	return w.save(ctx, o, steps...)
}
