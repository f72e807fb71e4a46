package figures

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Audit says what became of cases that were overdue, read from their commits.
type Audit struct {
	Cases, Owed             int // cases, and the rungs that they owed
	Fired, Missed, Doubled  int // rungs: in all, of those owed never, once too often
	Early                   int // rungs that were not owed
	Ordered, Lacking, Twice int // notices of the rungs: in all, never ordered, once too often
	Unfolded                int // cases that are not the fold of their commits
}

// Whole says whether each rung that was owed fired exactly once, with one notice, and nothing else did.
func (a Audit) Whole() bool {
	return a.Missed+a.Doubled+a.Early+a.Lacking+a.Twice+a.Unfolded == 0 && a.Fired == a.Owed && a.Ordered == a.Owed
}

// String is the audit in words.
func (a Audit) String() string {
	s := fmt.Sprintf("%d of %d rungs of %d cases, %d missed, %d doubled", a.Fired-a.Doubled-a.Early, a.Owed, a.Cases, a.Missed, a.Doubled)
	if a.Early+a.Lacking+a.Twice+a.Unfolded > 0 {
		s += fmt.Sprintf(", %d early, %d without notice, %d notices doubled, %d cases unlike their commits", a.Early, a.Lacking, a.Twice, a.Unfolded)
	}
	return s
}

func (a *Audit) add(b Audit) {
	a.Cases, a.Owed = a.Cases+b.Cases, a.Owed+b.Owed
	a.Fired, a.Missed, a.Doubled, a.Early = a.Fired+b.Fired, a.Missed+b.Missed, a.Doubled+b.Doubled, a.Early+b.Early
	a.Ordered, a.Lacking, a.Twice = a.Ordered+b.Ordered, a.Lacking+b.Lacking, a.Twice+b.Twice
	a.Unfolded += b.Unfolded
}

// Audit reads what became of cases up to an instant. They are those that were put, and owed then what their clocks say.
func (y *Yard) Audit(ctx context.Context, pasts []Past, at time.Time) (Audit, error) {
	var mu sync.Mutex
	var all Audit
	crew, ctx := errgroup.WithContext(ctx)
	crew.SetLimit(fillers)
	for _, past := range pasts {
		crew.Go(func() error {
			a, err := y.audit(ctx, past.Head(), at)
			mu.Lock()
			defer mu.Unlock()
			all.add(a)
			return err
		})
	}
	return all, crew.Wait()
}

func (y *Yard) audit(ctx context.Context, before complaint.Case, at time.Time) (Audit, error) {
	table := y.Table()
	commits, err := table.Commits(ctx, before.Ref())
	if err != nil {
		return Audit{}, err
	}
	now, err := table.Case(ctx, before.Ref())
	if err != nil {
		return Audit{}, err
	}
	notices, err := table.Notices(ctx, before.Ref())
	if err != nil {
		return Audit{}, err
	}
	return audit(before, at, commits, now, notices), nil
}

// rung is one rung of one clock; a clock that starts again is due at another time.
type rung struct {
	clock string
	rung  int
	due   time.Time
}

// owed are the rungs that should have fired by an instant.
func owed(c complaint.Case, at time.Time) map[rung]bool {
	all := map[rung]bool{}
	for _, k := range c.Clocks {
		for i, r := range k.Rungs {
			if k.Open() && i >= k.Fired && !r.At.After(at) {
				all[rung{k.ID, i, k.Due.UTC()}] = true
			}
		}
	}
	return all
}

// fired are the rungs that fired, and how often.
func fired(commits []complaint.Commit) map[rung]int {
	all := map[rung]int{}
	for _, m := range commits {
		for _, e := range m.Events {
			if r, is := e.(*complaint.RungFired); is {
				all[rung{r.Clock, r.Rung, r.Due.UTC()}]++
			}
		}
	}
	return all
}

// told are the notices that escalate, by what they say and to whom, and how often each was ordered. A rung orders one.
func told(notices []casework.NoticeState) map[string]int {
	all := map[string]int{}
	for _, n := range notices {
		if n.Clock != "" {
			all[fmt.Sprint(n.Kind, n.To, n.Clock, n.Due)]++
		}
	}
	return all
}

func audit(before complaint.Case, at time.Time, commits []complaint.Commit, now complaint.Case, notices []casework.NoticeState) Audit {
	due, did, said := owed(before, at), fired(commits), told(notices)
	a := Audit{Cases: 1, Owed: len(due), Lacking: max(0, len(did)-len(said))}
	for r := range due {
		if did[r] == 0 {
			a.Missed++
		}
	}
	for r, times := range did {
		a.Fired += times
		a.Doubled += times - 1
		if !due[r] {
			a.Early++
		}
	}
	for _, times := range said {
		a.Ordered += times
		a.Twice += times - 1
	}
	if !alike(complaint.Fold(commits), now) {
		a.Unfolded = 1
	}
	return a
}

// alike says whether two cases are the same as they are kept.
func alike(a, b complaint.Case) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}
