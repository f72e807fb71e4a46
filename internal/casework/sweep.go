package casework

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"redress/internal/complaint"
)

// DueIndex is the index of what is due: cases by their next check, unsent notices by their next try.
type DueIndex interface {
	// Shards is the number of parts of the index.
	Shards() int
	// Due hands over everything in a shard that is due at the instant, the longest overdue first, in batches.
	Due(ctx context.Context, shard int, at time.Time, take func([]DueItem) error) error
	// Renew makes an unsent notice deliverable again, once, and due for another look at the instant.
	Renew(ctx context.Context, n NoticeRef, at, next time.Time) error
}

// DueItem is a case that must be looked at, or a notice of it that must be tried again.
type DueItem struct {
	Ref    complaint.Ref
	Notice string // empty: the case itself
}

// NoticeRef names a notice.
type NoticeRef struct {
	Ref    complaint.Ref
	Notice string
}

// Swept counts what a sweep did.
type Swept struct {
	Cases   int `json:"cases"`
	Notices int `json:"notices"`
	Failed  int `json:"failed"`
}

// Sweeper is the safety net: it finds what the timers and the journeys should have done and did not.
type Sweeper struct {
	Cases *Cases
	Index DueIndex
	Width int // how many are looked at together
}

// renewal is how long a renewed notice may take to be sent before the next sweep renews it again.
const renewal = time.Minute

// Sweep looks at everything that is due, the longest overdue first in each part of the index. One that fails is counted
// and logged, and does not stop the others. A sweep whose time does not suffice stops a little before and says how far it
// came. What it did not look at is as due as before, and the longest overdue of it is where the next sweep begins.
func (s *Sweeper) Sweep(ctx context.Context) (Swept, error) {
	stop, cancel := inTime(ctx)
	defer cancel()
	var done tally
	at := s.Cases.now()
	var shards errgroup.Group // none of them stops the others
	for shard := range s.Index.Shards() {
		shards.Go(func() error {
			return s.Index.Due(stop, shard, at, func(batch []DueItem) error { return s.batch(ctx, stop, batch, at, &done) })
		})
	}
	err := shards.Wait()
	if err != nil && stop.Err() != nil {
		slog.WarnContext(ctx, "sweep cut off, the next goes on", "cases", done.Cases, "notices", done.Notices, "failed", done.Failed)
	}
	return done.Swept, err
}

// inTime is a context that ends when a twentieth of the time is left, so that what was begun is carried to its end:
// Lambda kills what runs to its deadline.
func inTime(ctx context.Context) (context.Context, context.CancelFunc) {
	end, ends := ctx.Deadline()
	if !ends {
		return context.WithCancel(ctx)
	}
	return context.WithDeadline(ctx, end.Add(-time.Until(end)/20))
}

// batch looks at the items, and begins with none any more once it is to stop.
func (s *Sweeper) batch(ctx, stop context.Context, batch []DueItem, at time.Time, done *tally) error {
	var crew errgroup.Group
	crew.SetLimit(s.Width)
	for _, item := range batch {
		crew.Go(func() error {
			if stop.Err() != nil {
				return stop.Err()
			}
			err := s.one(ctx, item, at)
			done.add(item, err)
			if err != nil {
				slog.ErrorContext(ctx, "sweep failed", "tenant", item.Ref.Tenant, "case", item.Ref.Case, "error", err.Error())
			}
			return nil
		})
	}
	return crew.Wait()
}

// one looks at an item. A panic is its failure alone: it would end this sweep, and each one after it in the same place.
func (s *Sweeper) one(ctx context.Context, item DueItem, at time.Time) (err error) {
	defer func() {
		if why := recover(); why != nil {
			err = fmt.Errorf("panic: %v\n%s", why, debug.Stack())
		}
	}()
	if item.Notice != "" {
		return s.Index.Renew(ctx, NoticeRef(item), at, at.Add(renewal))
	}
	_, err = s.Cases.Do(ctx, Order{Ref: item.Ref, By: complaint.TheSystem, Command: &complaint.Sweep{}})
	return err
}

// tally is a Swept that many hands add to.
type tally struct {
	mu sync.Mutex
	Swept
}

func (t *tally) add(item DueItem, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case err != nil:
		t.Failed++
	case item.Notice != "":
		t.Notices++
	default:
		t.Cases++
	}
}
