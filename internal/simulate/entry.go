package simulate

import (
	"slices"

	"redress/internal/complaint"
)

// entry is a clock in the ledger.
type entry struct {
	id        string
	from, due int64
	span      string
	recurs    bool
	runsOn    bool // it does not stop while the complainant is waited for
	rungs     []complaint.Rung
	told      uint8 // a bit for each level told since it started
	fired     int
	met       int64
	gone      int64 // superseded
	taken     int64 // somebody took its escalation on
	paused    bool
	stood     bool // in the pause that ends with this commit
	inherited bool // its deadline came from another case
	adopted   bool // it was reckoned by other rules than those it started under
	mayLack   bool // it was fitted to an earlier deadline, which knew of fewer pauses
}

func (e *entry) open() bool { return e.met == 0 && e.gone == 0 }

// climbs says whether the clock's ladder goes on.
func (e *entry) climbs() bool { return e.open() && !e.paused && e.taken == 0 }

// bit is the mark of a level among those told.
func bit(level complaint.Level) uint8 { return 1 << slices.Index(complaint.Levels, level) }

// escalated says whether anybody was told of the deadline itself, rather than warned of it.
func (e *entry) escalated() bool { return e.told&^bit(complaint.Warning) != 0 }

// nextRung is the instant of the next rung that must fire; zero: none.
func (e *entry) nextRung() int64 {
	if !e.climbs() || e.fired >= len(e.rungs) {
		return 0
	}
	return milli(e.rungs[e.fired].At)
}

// mayMove says whether a deadline may become later: by the time in which it stood still, or by somebody's word on record.
func (e *entry) mayMove(why complaint.Mover, a allowance) bool {
	switch why {
	case complaint.MovedByPause:
		return e.paused || a.resumed && e.stood
	case complaint.MovedByApproval:
		return a.granted == e.id
	case complaint.MovedByRules:
		return a.rules
	case complaint.MovedByComplexity:
		return e.id == "registered"
	}
	return false
}

func (e *entry) noLater(ev *complaint.ClockMoved, broke broken) {
	if milli(ev.Due) > e.due {
		broke(Shorter, "%s was due %s and was moved to %s", e.id, instant(e.due), ev.Due)
	}
	for _, was := range e.rungs {
		i := slices.IndexFunc(ev.Rungs, func(r complaint.Rung) bool { return r.Level == was.Level })
		if i < 0 || ev.Rungs[i].At.After(was.At) {
			broke(Shorter, "the %s of %s was to be told %s; now the ladder is %v", was.Level, e.id, was.At, ev.Rungs)
		}
	}
}

// fire enters a rung: once, in its order, not too early, and only while the clock runs (laws 2 and 3).
func (e *entry) fire(ev *complaint.RungFired, at int64, broke broken) {
	switch {
	case !e.climbs():
		broke(Met, "%s told the %s after it was met %s, given up %s or taken on %s, or while it stood still: %v",
			e.id, ev.Level, instant(e.met), instant(e.gone), instant(e.taken), e.paused)
	case e.told&bit(ev.Level) != 0:
		broke(Once, "%s told the %s twice", e.id, ev.Level)
	case ev.Rung != e.fired || ev.Rung >= len(e.rungs) || e.rungs[ev.Rung].Level != ev.Level:
		broke(Once, "%s fired rung %d, %s, after %d of %v", e.id, ev.Rung, ev.Level, e.fired, e.rungs)
	case at < milli(e.rungs[ev.Rung].At):
		broke(Once, "%s told the %s before %s", e.id, ev.Level, e.rungs[ev.Rung].At)
	}
	e.told |= bit(ev.Level)
	e.fired = ev.Rung + 1
}

func (e *entry) meet(ev *complaint.ClockMet, at int64, broke broken) {
	if !ev.At.IsZero() {
		at = milli(ev.At)
	}
	if !e.open() {
		broke(Met, "%s was met by %s, although it ran no more", e.id, ev.Signal)
	}
	if ev.Breached != (at > e.due) {
		broke(Settled, "%s was due %s and met %s, and is recorded as breached: %v", e.id, instant(e.due), instant(at), ev.Breached)
	}
	e.met, e.rungs = at, nil
}
