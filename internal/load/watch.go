package load

import (
	"context"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"redress/internal/client"
	"redress/internal/complaint"
)

// Desk shows cases to staff.
type Desk interface {
	Case(ctx context.Context, id string) (client.Case, error)
}

// Watching is how a run waits for its cases.
type Watching struct {
	Width    int
	Every    time.Duration // between two looks at a case
	Patience time.Duration // for all of them
}

// Watch looks at each case until its acknowledgement has left, and keeps it as it was seen last. It tells how many are.
func (w Watching) Watch(ctx context.Context, at Desk, filed []Filed, done func(int)) {
	ctx, cancel := context.WithTimeout(ctx, w.Patience)
	defer cancel()
	var crew errgroup.Group
	crew.SetLimit(w.Width)
	var count atomic.Int64
	for i := range filed {
		crew.Go(func() error {
			if w.one(ctx, at, &filed[i]) {
				done(int(count.Add(1)))
			}
			return nil
		})
	}
	_ = crew.Wait() // what did not come is judged
}

// one watches one case; false: nobody saw it acknowledged.
func (w Watching) one(ctx context.Context, at Desk, f *Filed) bool {
	if f.First.Err != nil {
		return false
	}
	for {
		if c, err := at.Case(ctx, f.First.Receipt.Case); err == nil {
			f.Case = c
			if len(acknowledgements(c)) > 0 {
				return true
			}
		}
		select {
		case <-ctx.Done():
			return false
		case <-time.After(w.Every):
		}
	}
}

// acknowledgements are the instants at which the case learned that an acknowledgement has left.
func acknowledgements(c client.Case) (at []time.Time) {
	for _, m := range c.History {
		for _, e := range m.Events {
			if left, is := e.(*complaint.NoticeLeft); is && left.Kind == string(complaint.NoticeAcknowledgement) {
				at = append(at, m.At)
			}
		}
	}
	return at
}
