package casework

import (
	"context"
	"errors"

	"redress/internal/complaint"
)

// Advance carries out a step of the journey and answers where the case stands then.
func (w *Cases) Advance(ctx context.Context, ref complaint.Ref, step complaint.Command) (Position, error) {
	c, err := w.Do(ctx, Order{Ref: ref, By: complaint.TheSystem, Command: step})
	return PositionOf(c), err
}

// Hold keeps the token of a journey that waits for people. If the case is not where the journey thinks, or where nobody
// waits, the journey goes on at once: the token is kept before the case is looked at, and whoever moves a case looks for
// the token after.
func (w *Cases) Hold(ctx context.Context, p Position, token string) error {
	if err := w.Drive.Tokens.HoldToken(ctx, p.Ref, token); err != nil {
		return err
	}
	c, err := w.Store.Case(ctx, p.Ref)
	if err != nil || waits(c.Phase) && c.Phase == p.Phase && c.Round == p.Round {
		return err
	}
	return w.release(ctx, c, token)
}

// release lets a journey go on that need not wait. The token is taken back first: whoever moved the case either found
// it, and has let the journey go on already, or finds nothing to do.
func (w *Cases) release(ctx context.Context, c complaint.Case, token string) error {
	if err := w.Drive.Tokens.HoldToken(ctx, c.Ref(), ""); err != nil {
		return err
	}
	err := w.Drive.Machines.Resume(ctx, token, PositionOf(c))
	if errors.Is(err, ErrNoWaiter) { // whoever moved the case was quicker
		return nil
	}
	return err
}

// Ask orders the survey and waits with the token for the answer.
func (w *Cases) Ask(ctx context.Context, ref complaint.Ref, token string) error {
	p, err := w.Advance(ctx, ref, &complaint.Ask{})
	if err != nil {
		return err
	}
	if p.Phase != complaint.Surveying {
		return w.Drive.Machines.Resume(ctx, token, p)
	}
	return w.Hold(ctx, p, token)
}
