package casework

import (
	"context"
	"time"

	"redress/internal/complaint"
)

// Ticked is what a timer does next: sleep until an instant, or end.
type Ticked struct {
	Timer
	Settled bool `json:"settled"`
}

// Tick fires what is due on the timer's case. A timer that is no longer in charge ends.
func (w *Cases) Tick(ctx context.Context, t Timer) (Ticked, error) {
	c, err := w.Store.Case(ctx, t.Ref)
	for err == nil && c.Timer == t.Timer && due(c.NextRung(), w.now()) {
		c, err = w.Do(ctx, Order{Ref: t.Ref, By: complaint.TheSystem, On: &c, Command: &complaint.Tick{}})
	}
	if err != nil {
		return Ticked{}, err
	}
	t.Until = c.NextRung()
	return Ticked{Timer: t, Settled: c.Timer != t.Timer}, nil
}

func due(at, now time.Time) bool { return !at.IsZero() && !at.After(now) }
