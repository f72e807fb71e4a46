package simulate

import (
	"slices"

	"redress/internal/complaint"
)

// ledger keeps of every clock of a case what its events alone say, and holds each event against it. Instants are in
// milliseconds.
type ledger struct {
	hours   *worktime
	entries []entry
	pauses  []stretch
	paused  int64 // since when the complainant is waited for; zero: they are not
	until   int64 // when that ends at the latest
	over    bool  // the case was closed
	joint   bool  // it is a part of another
	other   func(id string) *ledger
	broke   broken
}

// broken reports that a law was broken.
type broken func(law Law, format string, args ...any)

func (l *ledger) entry(id string) *entry {
	for i := range l.entries {
		if l.entries[i].id == id {
			return &l.entries[i]
		}
	}
	return nil
}

// find answers the entry of a clock that must have been started.
func (l *ledger) find(id string) *entry {
	e := l.entry(id)
	if e == nil {
		l.broke(Rebuilt, "an event speaks of the clock %s, which never started", id)
		return &entry{id: id}
	}
	return e
}

// posthumous are the events that a case may have after it was closed, or while it is a part of another.
func posthumous(ev complaint.Event) bool {
	switch ev.(type) {
	case *complaint.Noted, *complaint.Wrote, *complaint.NoticeLeft, *complaint.NoticeFailed, *complaint.TaskDone,
		*complaint.LinksRevoked, *complaint.Reopened, *complaint.Parted, *complaint.Left, *complaint.KeptApart,
		*complaint.Objected:
		return true
	}
	return false
}

// met says whether the event only notes that a milestone of a part was met: by a notice, say, that left as it joined.
func (l *ledger) met(ev complaint.Event) bool {
	_, is := ev.(*complaint.ClockMet)
	return is && l.joint
}

// allowance is what in a commit allows a deadline to become later.
type allowance struct {
	granted string // the clock of an extension that another person granted
	rules   bool   // the case was moved to other rules
	resumed bool   // a pause has ended
	merged  *ledger
}

// follow holds a commit against the ledger and enters it.
func (l *ledger) follow(m complaint.Commit) {
	var a allowance
	for _, ev := range m.Events {
		if (l.over || l.joint) && !posthumous(ev) && !l.met(ev) {
			l.broke(Stillness, "%s was recorded by %s, although the case is closed or a part of another", complaint.NameOf(ev), m.Command)
		}
		if l.state(ev, milli(m.At), &a) {
			continue
		}
		l.clocks(ev, milli(m.At), a)
	}
	if a.resumed {
		l.caughtUp(milli(m.At))
	}
}

// state enters what happens to the case as a whole, and says whether the event was such.
func (l *ledger) state(ev complaint.Event, at int64, a *allowance) bool {
	switch ev := ev.(type) {
	case *complaint.Ended:
		l.over = true
	case *complaint.Reopened, *complaint.Objected:
		l.over = false
	case *complaint.Joined:
		l.joint = true
	case *complaint.Left:
		l.joint = false
	case *complaint.ExtensionAnswered:
		if ev.Granted {
			a.granted = ev.Clock
		}
	case *complaint.RulesAdopted:
		a.rules = true
	case *complaint.Merged:
		a.merged = l.other(ev.Case)
	case *complaint.Paused:
		l.pause(ev, at)
	case *complaint.Resumed:
		a.resumed = true
		l.resume(at)
	default:
		return false
	}
	return true
}

// clocks enters what happens to a clock.
func (l *ledger) clocks(ev complaint.Event, at int64, a allowance) {
	switch ev := ev.(type) {
	case *complaint.ClockStarted:
		l.start(ev.Clock, at, a)
	case *complaint.ClockMoved:
		l.move(l.find(ev.Clock), ev, at, a)
	case *complaint.RungFired:
		l.find(ev.Clock).fire(ev, at, l.broke)
	case *complaint.ClockMet:
		l.find(ev.Clock).meet(ev, at, l.broke)
	case *complaint.ClockSuperseded:
		l.find(ev.Clock).gone = at
	case *complaint.EscalationAcknowledged:
		e := l.find(ev.Clock)
		e.taken, e.rungs = at, nil
	}
}

// pause stops only clocks that run, are not late and may stop.
func (l *ledger) pause(ev *complaint.Paused, at int64) {
	l.paused, l.until = at, milli(ev.Until)
	for _, id := range ev.Clocks {
		e := l.find(id)
		if !e.open() || e.runsOn || at >= e.due {
			l.broke(Shorter, "%s was stopped, although it is met, late or runs on", id)
		}
		e.paused = true
	}
}

func (l *ledger) resume(at int64) {
	l.pauses = append(l.pauses, stretch{l.paused, at})
	l.paused, l.until = 0, 0
	for i := range l.entries {
		e := &l.entries[i]
		e.stood, e.paused = e.paused && e.open(), false
	}
}

// caughtUp checks that each clock which stood still got just that time back (law 5).
func (l *ledger) caughtUp(at int64) {
	for i := range l.entries {
		if e := &l.entries[i]; e.stood {
			e.stood = false
			l.reckon(e, at)
		}
	}
}

// pausesUpTo are the pauses of the case, one that lasts as if it ended at the instant.
func (l *ledger) pausesUpTo(at int64) []stretch {
	if l.paused == 0 {
		return l.pauses
	}
	return append(slices.Clip(l.pauses), stretch{l.paused, at})
}

// start enters a clock. One that runs already, or was met and does not recur, cannot start again.
func (l *ledger) start(k complaint.Clock, at int64, a allowance) {
	e := l.entry(k.ID)
	switch {
	case e == nil:
		l.entries = append(l.entries, entry{})
		e = &l.entries[len(l.entries)-1]
	case !e.recurs || e.open():
		l.broke(Shorter, "%s started again, due %s, although it was due %s", k.ID, k.Due, instant(e.due))
	}
	*e = entry{
		id: k.ID, from: milli(k.From), due: milli(k.Due), span: k.Span, recurs: k.Recurs, runsOn: k.RunsOn || k.Recurs,
		rungs: k.Rungs, paused: k.Paused, fired: k.Fired, taken: milli(k.AcknowledgedAt),
	}
	if a.merged != nil {
		if theirs := l.inherit(e, a); theirs != nil {
			e.told = theirs.told
		}
		return
	}
	l.reckon(e, at)
}

// inherit checks that a clock which another case brings along, or lends its deadline, is due as it is there.
func (l *ledger) inherit(e *entry, a allowance) (theirs *entry) {
	e.inherited = true
	if a.merged != nil {
		theirs = a.merged.entry(e.id)
	}
	if theirs == nil || theirs.due != e.due {
		l.broke(Time, "%s came along with another case, due %s, and is not so there", e.id, instant(e.due))
	}
	return theirs
}

// reckon counts a deadline out in the tenant's calendar (law 5). The time in which the complainant was waited for does not
// count; of a clock that was taken up again after it had been given up, only that in which it stood.
func (l *ledger) reckon(e *entry, at int64) {
	if e.inherited {
		return // it counts from another case's receipt, and less another case's pauses
	}
	all := l.pausesUpTo(at)
	for n := len(all); n >= 0; n-- {
		due, possible := l.hours.due(e.from, e.span, all[:n])
		if possible && due == e.due && (!e.runsOn || e.adopted) {
			return
		}
		if due, possible = l.hours.due(e.from, e.span, nil); e.runsOn && possible && due == e.due {
			return
		}
		if !e.mayLack {
			break
		}
	}
	due, _ := l.hours.due(e.from, e.span, all)
	l.broke(Time, "%s began %s and is due %s; %s of the tenant's time less the pauses %v end %s",
		e.id, instant(e.from), instant(e.due), e.span, all, instant(due))
}

// move enters a new deadline and ladder, neither of which may be later than they were but by what allows it (law 4).
func (l *ledger) move(e *entry, ev *complaint.ClockMoved, at int64, a allowance) {
	if e.met != 0 {
		l.broke(Met, "%s was moved after it was met", e.id)
	}
	switch {
	case ev.Why == "":
		e.noLater(ev, l.broke)
	case milli(ev.Due) > e.due && !e.mayMove(ev.Why, a):
		l.broke(Shorter, "%s was due %s and was moved to %s by %q, which is not on record", e.id, instant(e.due), ev.Due, ev.Why)
	}
	if ev.Why == "" && milli(ev.Due) == e.due && ev.Span == e.span { // only its ladder is another
		e.rungs, e.gone = ev.Rungs, 0
		return
	}
	e.adopted = e.adopted || ev.Why == complaint.MovedByRules
	e.mayLack = e.mayLack || ev.Why == "" && len(l.pausesUpTo(at)) > 0
	e.due, e.span, e.rungs, e.gone = milli(ev.Due), ev.Span, ev.Rungs, 0
	e.paused = e.paused && e.due > l.paused // what was late before does not stand still
	if !ev.From.IsZero() {
		e.from = milli(ev.From)
		l.inherit(e, a)
		return
	}
	l.reckon(e, at)
}

// agrees compares the clocks of a stored case with what their events said.
func (l *ledger) agrees(c complaint.Case) {
	if len(c.Clocks) != len(l.entries) {
		l.broke(Rebuilt, "the case has %d clocks, its events started %d", len(c.Clocks), len(l.entries))
		return
	}
	for i := range c.Clocks {
		k, e := &c.Clocks[i], &l.entries[i]
		if k.ID != e.id || milli(k.Due) != e.due || milli(k.MetAt) != e.met || milli(k.SupersededAt) != e.gone ||
			milli(k.AcknowledgedAt) != e.taken || k.Fired != e.fired || k.Paused != e.paused {
			l.broke(Rebuilt, "clock %s is %+v; its events say %+v", k.ID, *k, *e)
		}
	}
}
