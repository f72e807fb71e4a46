package simulate

// still says whether nothing can happen to the clocks of the case.
func (l *ledger) still() bool { return l.over || l.joint }

// nextRung is the instant of the next rung of the case, or of the end of its pause; zero: none.
func (l *ledger) nextRung() (next int64) {
	if l.still() {
		return 0
	}
	for i := range l.entries {
		next = sooner(next, l.entries[i].nextRung())
	}
	return sooner(next, l.until)
}

// sooner is the earlier of two instants, of which zero means never.
func sooner(a, b int64) int64 {
	if a == 0 || (b != 0 && b < a) {
		return b
	}
	return a
}

// nextLook is the instant after which the case must have moved: its next rung, or a deadline nobody was told of yet.
func (l *ledger) nextLook() int64 {
	next := l.nextRung()
	for i := range l.entries {
		if e := &l.entries[i]; !l.still() && e.climbs() && !e.escalated() {
			next = sooner(next, e.due)
		}
	}
	return next
}

// look is what must hold once a sweep has been (laws 1 and 2).
func (l *ledger) look(now int64) {
	if l.still() {
		return
	}
	if l.until != 0 && l.until <= now {
		l.broke(Once, "the pause was to end %s, and a sweep has been since", instant(l.until))
	}
	for i := range l.entries {
		e := &l.entries[i]
		if next := e.nextRung(); next != 0 && next <= now {
			l.broke(Once, "the %s of %s was to be told %s, and a sweep has been since", e.rungs[e.fired].Level, e.id, instant(next))
		}
		if e.climbs() && e.due <= now && !e.escalated() {
			l.broke(Settled, "%s is open and was due %s, and nobody was told", e.id, instant(e.due))
		}
	}
}
