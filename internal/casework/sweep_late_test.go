package casework_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// late is a world whose cases are all overdue, each by another second, and that notes in which order they are looked at.
type late struct {
	*world
	cases []complaint.Case
	mu    sync.Mutex
	seen  []complaint.Ref
	after func(seen int) // called with how many were looked at so far
}

func newLate(t *testing.T, n int) *late {
	t.Helper()
	l := &late{world: newWorld(t)}
	for i := range n {
		l.clock.Pass(time.Duration(1+i%2) * time.Second)
		l.cases = append(l.cases, l.handled(quick))
	}
	l.deliverAll()
	l.clock.Pass(10 * time.Minute)
	l.wire(&hooked{Store: l.memory, before: l.look}, l.machines)
	l.sweeper.Width = 1
	return l
}

// look notes that a sweep looks at a case.
func (l *late) look(call string, ref complaint.Ref) error {
	if call != "Case" {
		return nil
	}
	l.mu.Lock()
	l.seen = append(l.seen, ref)
	seen, after := len(l.seen), l.after
	l.mu.Unlock()
	if after != nil {
		after(seen)
	}
	return nil
}

// inOrder ends the test unless the cases of each part of the index were looked at in the order in which they were due
// before: all of them, or the first ones.
func (l *late) inOrder(due [][]complaint.Ref) {
	l.Helper()
	for shard, refs := range due {
		looked := slices.DeleteFunc(slices.Clone(l.seen), func(r complaint.Ref) bool { return !slices.Contains(refs, r) })
		if !slices.Equal(looked, refs[:min(len(looked), len(refs))]) {
			l.Fatalf("shard %d was looked at in the order %v, due were %v", shard, looked, refs)
		}
	}
}

// due is what is due in each part of the index, the longest overdue first.
func (l *late) due() [][]complaint.Ref {
	l.Helper()
	all := make([][]complaint.Ref, l.memory.Shards())
	for shard := range all {
		l.ok(l.memory.Due(l.Context(), shard, l.clock.Now(), func(items []casework.DueItem) error {
			for _, item := range items {
				if item.Notice == "" {
					all[shard] = append(all[shard], item.Ref)
				}
			}
			return nil
		}))
		if !slices.IsSortedFunc(all[shard], func(a, b complaint.Ref) int { return l.now(a).NextCheck().Compare(l.now(b).NextCheck()) }) {
			l.Fatalf("shard %d is not in the order in which it is due", shard)
		}
	}
	return all
}

// completed ends the test unless another sweep looks at just what is left, in its order, and then everything has fired once.
func (l *late) completed(done int) {
	l.Helper()
	left := l.due()
	if n := len(slices.Concat(left...)); n != len(l.cases)-done {
		l.Fatalf("%d cases are due after %d of %d", n, done, len(l.cases))
	}
	l.seen, l.after = nil, nil
	if swept := l.sweep(); swept.Cases != len(l.cases)-done || swept.Failed > 0 {
		l.Fatalf("the next swept %+v after %d of %d", swept, done, len(l.cases))
	}
	l.inOrder(left)
	for _, c := range l.cases {
		l.firedOnce(c.Ref())
	}
}

func TestSweepLooksAtTheLongestOverdueFirst(t *testing.T) {
	l := newLate(t, 60)
	due := l.due()
	if swept := l.sweep(); swept.Cases != 60 {
		t.Fatalf("swept %+v", swept)
	}
	l.inOrder(due)
	l.completed(60)
}

func TestASweepThatIsCutOffLosesNothingAndTheNextGoesOn(t *testing.T) {
	l := newLate(t, 60)
	due := l.due()
	ctx, cut := context.WithCancel(t.Context())
	l.after = func(seen int) {
		if seen == 25 {
			cut()
		}
	}
	swept, err := l.sweeper.Sweep(ctx)
	if !errors.Is(err, context.Canceled) || swept.Cases < 25 || swept.Cases > 25+l.memory.Shards() || swept.Failed > 0 {
		t.Fatalf("swept %+v, %v", swept, err)
	}
	l.inOrder(due)
	l.completed(swept.Cases)
}

// Whatever is begun is carried to its end before the time is over.
func TestASweepStopsBeforeItsTimeIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLate(t, 160)
		l.after = func(int) { time.Sleep(240 * time.Millisecond) }
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		swept, err := l.sweeper.Sweep(ctx)
		if ctx.Err() != nil || !errors.Is(err, context.DeadlineExceeded) || swept.Cases == 0 || swept.Cases == 160 || swept.Failed > 0 {
			t.Fatalf("swept %+v, %v, with its time over: %v", swept, err, ctx.Err())
		}
		l.completed(swept.Cases)
	})
}
