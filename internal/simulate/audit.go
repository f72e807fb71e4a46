package simulate

import (
	"bytes"
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"time"

	"redress/internal/calendar"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/storetest"
)

// auditor is a store that checks, after each write, what the shelf really keeps.
type auditor struct {
	storetest.Store
	w *world
}

// Save saves and checks.
func (a *auditor) Save(ctx context.Context, changes ...casework.Change) error {
	if err := a.Store.Save(ctx, changes...); err != nil {
		return err
	}
	for _, ch := range slices.Backward(changes) { // a case that joins another before the one that it joins
		a.w.saved(ch.After.Ref())
	}
	return nil
}

// sampleOf is of how many cases one is checked byte for byte after each step, and used time counted by package calendar.
const sampleOf = 64

// readBackOf is of how many cases the record of one is read back at its end.
const readBackOf = 16

// saved checks the last commit of a case.
func (w *world) saved(ref complaint.Ref) {
	r, f := w.runs[ref.Case], w.shelf.Folder(ref)
	if r == nil {
		r = w.filing
		r.ref = ref
		w.runs[ref.Case] = r
		w.remember(ref.Case)
	}
	m := f.Commits[len(f.Commits)-1]
	broke := w.breaks(r)
	w.result.Commits++
	if m.Revision != r.revision+1 || f.Head.Revision != m.Revision {
		broke(Rebuilt, "commit %d follows %d; the case is at %d", m.Revision, r.revision, f.Head.Revision)
	}
	r.revision = m.Revision
	r.ledger.follow(m)
	r.ledger.agrees(f.Head)
	w.indexed(r, f)
	w.ordered(r, f, m)
	if r.sampled {
		w.rebuilt(r, f, f.Commits)
		w.used(r, m)
	}
	w.watch(r)
	w.want(r, &f.Head)
}

// nextCheck is when the sweep must look at a case, by the ledger.
func (r *run) nextCheck(c *complaint.Case) int64 {
	next := r.ledger.nextRung()
	if c.Phase == complaint.Surveying {
		next = sooner(next, milli(c.Survey.ExpiresAt))
	}
	return sooner(next, milli(c.Journey.Expected))
}

// indexed checks that the index holds the case at its next check (law 6).
func (w *world) indexed(r *run, f *storetest.Folder) {
	if want := r.nextCheck(&f.Head); milli(f.Check()) != want {
		w.broke(r, Index, "the index holds the case at %s; its next check is %s", instant(milli(f.Check())), instant(want))
	}
	if !f.Head.Open() && milli(f.Check()) != 0 {
		w.broke(r, Index, "the case is closed, and the index holds it at %s", instant(milli(f.Check())))
	}
}

// wholeIndex compares the whole index with all cases (law 6).
func (w *world) wholeIndex() {
	held := map[string]int{}
	err := w.shelf.Due(w.ctx, 0, time.UnixMilli(lastMoment*2), func(items []casework.DueItem) error {
		for _, item := range items {
			if item.Notice == "" {
				held[item.Ref.Case]++
			}
		}
		return nil
	})
	if err != nil {
		w.broke(nil, Index, "the index cannot be read: %v", err)
	}
	for id, r := range w.runs {
		want := 0
		if f := w.shelf.Folder(r.ref); f != nil && r.nextCheck(&f.Head) != 0 {
			want = 1
		}
		if held[id] != want {
			w.broke(r, Index, "the index holds the case %d times, want %d", held[id], want)
		}
		delete(held, id)
	}
	if len(held) > 0 {
		w.broke(nil, Index, "the index holds %d cases that are not there", len(held))
	}
}

// rebuilt checks that a case is the fold of its commits (law 7).
func (w *world) rebuilt(r *run, f *storetest.Folder, commits []complaint.Commit) {
	fold := complaint.Fold(commits)
	if reflect.DeepEqual(fold, f.Head) {
		return // and so it is when it is written out
	}
	folded, err := json.Marshal(fold)
	kept, err2 := json.Marshal(f.Head)
	if err != nil || err2 != nil || !bytes.Equal(folded, kept) {
		w.broke(r, Rebuilt, "the fold of the commits is\n    %s\n  the case is\n    %s", folded, kept)
	}
}

// readBack is commits as they come back from the record.
func readBack(commits []complaint.Commit) ([]complaint.Commit, error) {
	src, err := json.Marshal(commits)
	if err != nil {
		return nil, err
	}
	var back []complaint.Commit
	err = json.Unmarshal(src, &back)
	return back, err
}

// used checks that package calendar counts the span of each clock that started as used up at its deadline (law 5).
func (w *world) used(r *run, m complaint.Commit) {
	rules, err := w.post.Book.Policy(w.ctx, w.shelf.Folder(r.ref).Head)
	if err != nil {
		return // it failed by chance
	}
	for _, ev := range m.Events {
		started, is := ev.(*complaint.ClockStarted)
		if is && !r.ledger.find(started.Clock.ID).inherited {
			w.usedUp(r, rules.Calendar, started.Clock, milli(m.At))
		}
	}
}

func (w *world) usedUp(r *run, cal *calendar.Calendar, k complaint.Clock, at int64) {
	var pauses []calendar.Interval
	for _, p := range r.ledger.pausesUpTo(at) {
		if !k.RunsOn && !k.Recurs {
			pauses = append(pauses, calendar.Interval{From: instant(p.from), To: instant(p.to)})
		}
	}
	span, err := calendar.ParseSpan(k.Span)
	if err != nil {
		w.broke(r, Time, "%s has the span %q: %v", k.ID, k.Span, err)
		return
	}
	if got, err := cal.Used(span.Unit, k.From, k.Due, pauses...); err != nil || got != span {
		w.broke(r, Time, "%s uses %s of %s from %s to %s (%v)", k.ID, got, span, k.From, k.Due, err)
	}
}

// watch sees to it that somebody looks at the case once the next instant has passed at which it must move.
func (w *world) watch(r *run) {
	at := r.ledger.nextLook()
	if f := w.shelf.Folder(r.ref); f.Head.Phase == complaint.Surveying {
		at = sooner(at, milli(f.Head.Survey.ExpiresAt))
	}
	if at == 0 {
		return
	}
	at = minuteAfter(max(at, w.now+1))
	if r.lookAt == 0 || at < r.lookAt {
		r.lookAt = at
		w.later(at, event{run: r, kind: look})
	}
}

// look checks a case once a sweep has been (laws 1 and 2), unless the sweep failed on it.
func (w *world) look(r *run) {
	if r.lookAt != w.now {
		return // a sooner look has been
	}
	r.lookAt = 0
	f := w.shelf.Folder(r.ref)
	if f == nil {
		return
	}
	if r.faultAt == w.now || w.faultAt == w.now {
		r.lookAt = w.now + minute
		w.later(r.lookAt, event{run: r, kind: look})
		return
	}
	r.ledger.look(w.now)
	if f.Head.Phase == complaint.Surveying && milli(f.Head.Survey.ExpiresAt) <= w.now {
		w.broke(r, Once, "the survey expired %s, and a sweep has been since", f.Head.Survey.ExpiresAt)
	}
	w.watch(r)
}
