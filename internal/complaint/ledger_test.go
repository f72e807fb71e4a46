package complaint_test

import (
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"redress/internal/complaint"
)

// ledger keeps of every clock what its events alone say, and holds each event against it.
type ledger map[string]*entry

type entry struct {
	complaint.Clock
	told  map[complaint.Level]bool // since it started
	stood bool                     // in a pause that has ended
	since time.Time                // it stands still
}

// follow: nothing fires before its instant, nor twice, nor while its clock stands still, nor once it is met, superseded or
// taken on; no deadline and no rung becomes later but by what may move it; what is met stays met; and being late is being
// after the deadline.
func (b ledger) follow(t *rapid.T, m complaint.Commit) {
	t.Helper()
	for _, e := range m.Events {
		switch e := e.(type) {
		case *complaint.ClockStarted:
			b.start(t, e.Clock)
		case *complaint.ClockMoved:
			b[e.Clock].move(t, e)
		case *complaint.Paused:
			b.pause(t, e, m.At)
		case *complaint.Resumed:
			b.resume()
		case *complaint.RungFired:
			b[e.Clock].fire(t, e, m.At)
		case *complaint.ClockMet:
			b[e.Clock].meet(t, e, m.At)
		case *complaint.ClockSuperseded:
			b[e.Clock].runs(t, "superseded")
			b[e.Clock].SupersededAt = m.At
		case *complaint.EscalationAcknowledged:
			b[e.Clock].runs(t, "taken on")
			b[e.Clock].AcknowledgedAt = m.At
		}
	}
}

func (b ledger) start(t *rapid.T, k complaint.Clock) {
	if old := b[k.ID]; old != nil && (!k.Recurs || old.Open()) {
		t.Fatalf("%s started twice", k.ID)
	}
	if !slices.IsSortedFunc(k.Rungs, func(a, b complaint.Rung) int { return a.At.Compare(b.At) }) || k.Due.Before(k.From) {
		t.Fatalf("%s started with %+v", k.ID, k)
	}
	told := map[complaint.Level]bool{}
	for _, r := range k.Rungs[:min(k.Fired, len(k.Rungs))] { // it came along with another case
		told[r.Level] = true
	}
	b[k.ID] = &entry{Clock: k, told: told}
}

// pause stops only clocks that run, are not late and may stop.
func (b ledger) pause(t *rapid.T, e *complaint.Paused, at time.Time) {
	for _, id := range e.Clocks {
		k := b[id]
		k.runs(t, "stopped")
		if k.RunsOn || k.Recurs || !at.Before(k.Due) {
			t.Fatalf("%s was stopped at %s: %+v", id, at, k.Clock)
		}
		k.Paused, k.since = true, at
	}
}

func (b ledger) resume() {
	for _, k := range b {
		k.stood, k.Paused = k.stood || k.Paused, false
	}
}

func (k *entry) runs(t *rapid.T, what string) {
	if !k.Open() {
		t.Fatalf("%s was %s, although it runs no more", k.ID, what)
	}
}

func (k *entry) move(t *rapid.T, e *complaint.ClockMoved) {
	if e.Due.After(k.Due) && !k.mayMove(e.Why) || !k.MetAt.IsZero() {
		t.Fatalf("%s was moved from %s to %s by %q; met %s", k.ID, k.Due, e.Due, e.Why, k.MetAt)
	}
	for _, r := range k.Rungs {
		if e.Why != "" {
			break
		}
		if i := slices.IndexFunc(e.Rungs, func(s complaint.Rung) bool { return s.Level == r.Level }); k.AcknowledgedAt.IsZero() &&
			(i < 0 || e.Rungs[i].At.After(r.At)) {
			t.Fatalf("%s of %s was at %s and is in %v", r.Level, k.ID, r.At, e.Rungs)
		}
	}
	k.Due, k.Rungs, k.SupersededAt = e.Due, e.Rungs, time.Time{}
	k.Paused = k.Paused && k.since.Before(k.Due) // what was late before the pause does not stand still
	if !e.From.IsZero() {
		k.From = e.From
	}
}

// mayMove says whether a deadline may become later: by the time in which it stood still, or by somebody's word.
func (k *entry) mayMove(why complaint.Mover) bool {
	switch why {
	case complaint.MovedByPause:
		return k.stood || k.Paused
	case complaint.MovedByComplexity:
		return k.Milestone == "registered"
	case complaint.MovedByApproval, complaint.MovedByRules:
		return true
	}
	return false
}

func (k *entry) fire(t *rapid.T, e *complaint.RungFired, at time.Time) {
	k.runs(t, "fired")
	i := slices.IndexFunc(k.Rungs, func(r complaint.Rung) bool { return r.Level == e.Level })
	switch {
	case i < 0 || i != e.Rung:
		t.Fatalf("%s fired rung %d, %s, of %v", k.ID, e.Rung, e.Level, k.Rungs)
	case k.told[e.Level]:
		t.Fatalf("%s told the %s twice", k.ID, e.Level)
	case !k.AcknowledgedAt.IsZero() || k.Paused:
		t.Fatalf("%s fired after it was taken on, or while it stood still", k.ID)
	case at.Before(k.Rungs[i].At):
		t.Fatalf("%s told the %s at %s, before %s", k.ID, e.Level, at, k.Rungs[i].At)
	}
	k.told[e.Level] = true
}

func (k *entry) meet(t *rapid.T, e *complaint.ClockMet, at time.Time) {
	k.runs(t, "met")
	if !e.At.IsZero() {
		at = e.At
	}
	if !k.MeetableBy(e.Signal) || e.Breached != at.After(k.Due) || at.Before(k.From) {
		t.Fatalf("%s, from %s, due %s, was met at %s by %s, breached %v", k.ID, k.From, k.Due, at, e.Signal, e.Breached)
	}
	k.MetAt = at
}

// agrees: the case shows what its events said.
func (b ledger) agrees(t *rapid.T, c complaint.Case) {
	var differ []string
	for _, k := range c.Clocks {
		e := b[k.ID]
		if e == nil || !k.Due.Equal(e.Due) || !k.MetAt.Equal(e.MetAt) || !k.SupersededAt.Equal(e.SupersededAt) ||
			!k.AcknowledgedAt.Equal(e.AcknowledgedAt) || k.Fired != len(e.told) || k.Paused != e.Paused {
			differ = append(differ, k.ID)
		}
	}
	if len(differ) != 0 || len(b) != len(c.Clocks) {
		t.Fatalf("clocks %s are not what their events said", strings.Join(differ, ", "))
	}
}
