package casework

import (
	"context"

	"redress/internal/complaint"
)

// Adopt moves an open case to other rules, or with dry answers only what that would change. Where it changes nothing the
// commit has no events.
func (w *Cases) Adopt(ctx context.Context, o Order, rules complaint.Rules, dry bool) (complaint.Commit, error) {
	var done complaint.Commit
	_, err := w.insist(ctx, false, func() (complaint.Case, error) {
		before, err := w.Store.Case(ctx, o.Ref)
		if err != nil {
			return complaint.Case{}, err
		}
		change, err := w.judgeBy(ctx, rules, before, o.By, o.Command)
		if err != nil {
			return complaint.Case{}, err
		}
		if done = change.Commit; dry || len(done.Events) == 0 {
			return before, nil
		}
		return w.save(ctx, o, step{before, change})
	})
	return done, err
}
