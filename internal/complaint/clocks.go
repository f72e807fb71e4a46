package complaint

import (
	"slices"
	"time"
)

// reach records that an anchor was reached and starts the clocks that count from it.
func (d *decision) reach(anchor Anchor, at time.Time) error {
	d.record(&Reached{Anchor: anchor, At: at})
	clocks, err := d.rules.Clocks(d.situation(), anchor, at)
	if err != nil {
		return err
	}
	for _, k := range clocks {
		d.run(k, sooner)
	}
	return nil
}

func (d *decision) situation() Situation {
	return Situation{Flow: d.c.Flow, Grade: d.c.Grade, Round: d.c.Round, Complex: d.c.Complex, Pauses: d.c.PausesUpTo(d.at)}
}

// fitting is how a clock that runs is fitted to what is owed now.
type fitting func(d *decision, old, k Clock)

// sooner keeps the earlier deadline and the sooner ladder; exactly takes what is owed now, though it is later.
var (
	sooner  fitting = (*decision).refit
	exactly fitting = (*decision).replace
)

// run starts a clock the case does not have, starts a recurring one again, and fits any other to what is owed now.
func (d *decision) run(k Clock, fit fitting) {
	old := d.c.clock(k.ID)
	switch {
	case old == nil, old.Recurs && !old.Open():
		_, waiting := d.c.Waiting()
		k.Paused = waiting && k.stops(d.at)
		d.record(&ClockStarted{Clock: k})
	case old.MetAt.IsZero():
		fit(d, *old, k)
	}
}

// replace gives a clock another deadline and ladder because it is judged by other rules now.
func (d *decision) replace(old, k Clock) {
	rungs := old.relaid(k.Rungs)
	if old.Open() && k.Due.Equal(old.Due) && slices.EqualFunc(rungs, old.Rungs, Rung.equal) {
		return
	}
	d.record(&ClockMoved{
		Clock: k.ID, Due: k.Due, Span: k.Span, Rungs: rungs, Grade: k.Grade, Why: MovedByRules, Provisional: k.Provisional,
		Regraded: k.Due.Before(d.at) && !old.Due.Before(d.at),
	})
}

// refit gives a clock the earlier deadline and the sooner ladder of what it has and what is owed now, and takes it up
// again if it was no longer owed: nobody gets out of a deadline by re-grading to and fro.
func (d *decision) refit(old, k Clock) {
	if k.Complex && !old.Complex && old.Open() {
		d.record(&ClockMoved{Clock: k.ID, Due: k.Due, Span: k.Span, Rungs: old.relaid(k.Rungs), Why: MovedByComplexity})
		return
	}
	due, span := old.Due, old.Span
	if k.Due.Before(due) {
		due, span = k.Due, k.Span
	}
	rungs := old.sooner(k.Rungs)
	if old.Open() && due.Equal(old.Due) && slices.EqualFunc(rungs, old.Rungs, Rung.equal) {
		return
	}
	d.record(&ClockMoved{
		Clock: k.ID, Due: due, Span: span, Rungs: rungs,
		Regraded: due.Before(d.at) && !old.Due.Before(d.at),
		Grade:    min(orElse(old.Grade, k.Grade), orElse(k.Grade, old.Grade)), // the steeper ladder's
	})
}

// sooner is the clock's ladder with every level at the earlier of its instants there and in another ladder. Who was
// told is not told again, and where somebody took the escalation on there is nothing left to climb.
func (k Clock) sooner(other []Rung) []Rung {
	if !k.AcknowledgedAt.IsZero() {
		return nil
	}
	told, left := k.Rungs[:k.Fired], slices.Clone(k.Rungs[k.Fired:])
	for _, r := range other {
		same := func(s Rung) bool { return s.Level == r.Level }
		i := slices.IndexFunc(left, same)
		switch {
		case slices.ContainsFunc(told, same):
		case i < 0:
			left = append(left, r)
		case r.At.Before(left[i].At):
			left[i] = r
		}
	}
	slices.SortStableFunc(left, func(a, b Rung) int { return a.At.Compare(b.At) })
	return slices.Concat(told, left)
}

func (r Rung) equal(s Rung) bool { return r.Level == s.Level && r.At.Equal(s.At) }

// signal meets every open clock that the signal meets.
func (d *decision) signal(s Signal) {
	for i := range d.c.Clocks { // events change it in place, and may add to its end
		k := d.c.Clocks[i]
		if k.Open() && k.MeetableBy(s) {
			d.meet(k, s)
		}
	}
}

// meet meets a clock. One that stands still gets the time back in which it did first, so that it is met in time.
func (d *decision) meet(k Clock, s Signal) {
	if k.Paused {
		d.stretch(k)
	}
	d.record(&ClockMet{Clock: k.ID, Signal: s, Breached: k.Breached(d.at)})
}

// informed notes that the complainant heard of the case: the recurring notice counts from here again.
func (d *decision) informed() error {
	d.signal(SignalInformed)
	if d.c.Phase != Handling {
		return nil
	}
	return d.reach(AtInformed, d.at)
}

// supersede ends every open clock of which the test says that it is no longer owed.
func (d *decision) supersede(gone func(Clock) bool) {
	for i := range d.c.Clocks { // events change it in place, and may add to its end
		k := d.c.Clocks[i]
		if k.Open() && gone(k) {
			d.record(&ClockSuperseded{Clock: k.ID})
		}
	}
}

// replan fits the clocks to a changed flow or grade: what is no longer owed is superseded, what is newly owed starts
// from its anchor, what was and is owed keeps the earlier deadline (design: re-grading never lengthens).
func (d *decision) replan(fit fitting) error {
	owed := map[string]Clock{}
	var order []string
	for _, anchor := range Anchors {
		from, reached := d.c.Anchors[anchor]
		if !reached {
			continue
		}
		clocks, err := d.rules.Clocks(d.situation(), anchor, from)
		if err != nil {
			return err
		}
		for _, k := range clocks {
			_, reached := d.heard(k)
			k.Regraded = k.Due.Before(d.at) && !reached
			owed[k.ID] = k
			order = append(order, k.ID)
		}
	}
	d.supersede(func(k Clock) bool { _, still := owed[k.ID]; return !still && !d.c.brought(k.ID) && !k.ownDeadline() })
	for _, id := range order {
		d.run(owed[id], fit)
		d.meetHeard(*d.c.clock(id))
	}
	return nil
}

// meetHeard meets a clock by what happened in this round before the milestone was owed.
func (d *decision) meetHeard(k Clock) {
	if m, reached := d.heard(k); reached && k.Open() {
		d.record(&m)
	}
}

// heard is the first signal of this round, at or after the clock's beginning, that meets it.
func (d *decision) heard(k Clock) (ClockMet, bool) {
	met := ClockMet{Clock: k.ID}
	for _, s := range k.MetBy {
		at, came := d.c.Heard[s]
		if came && !k.Recurs && !at.Before(k.From) && (met.At.IsZero() || at.Before(met.At)) {
			met.Signal, met.At, met.Breached = s, at, at.After(k.Due)
		}
	}
	return met, !met.At.IsZero()
}

// climb fires every rung that is due, no more than most of them in one commit, and says how many it fired.
func (d *decision) climb(most int) (int, error) {
	fired := 0
	for i := range d.c.Clocks { // events change it in place, and may add to its end
		k := d.c.Clocks[i]
		n, err := d.climbOne(k.ID, most-fired)
		if err != nil {
			return fired, err
		}
		fired += n
	}
	return fired, nil
}

func (d *decision) climbOne(id string, most int) (int, error) {
	for fired := 0; ; fired++ {
		k := d.c.clock(id)
		r, more := k.NextRung()
		if !more || r.At.After(d.at) || fired >= most {
			return fired, nil
		}
		d.record(&RungFired{Clock: id, Rung: k.Fired, Level: r.Level, Due: k.Due})
		if r.Level != ToComplainant {
			continue
		}
		if err := d.informed(); err != nil {
			return fired, err
		}
	}
}

// lost says whether an instant that something should have acted on has passed by more than it may be late.
func lost(should, at time.Time, grace time.Duration) bool {
	return !should.IsZero() && at.After(should.Add(grace))
}
