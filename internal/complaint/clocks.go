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
		d.run(k)
	}
	return nil
}

func (d *decision) situation() Situation {
	return Situation{Flow: d.c.Flow, Grade: d.c.Grade, Round: d.c.Round}
}

// run starts a clock the case does not have, starts a recurring one again, and brings one forward that already runs.
// It never makes a deadline later.
func (d *decision) run(k Clock) {
	old := d.c.clock(k.ID)
	switch {
	case old == nil, old.Recurs && !old.Open():
		d.record(&ClockStarted{Clock: k})
	case old.Open() && k.Due.Before(old.Due):
		d.record(&ClockMoved{Clock: k.ID, Due: k.Due, Rungs: climbOn(*old, k.Rungs)})
	}
}

// climbOn is a new ladder for a clock that has climbed some of its old one: who was told is not told again.
func climbOn(old Clock, ladder []Rung) []Rung {
	fired := old.Rungs[:min(old.Fired, len(old.Rungs))]
	rungs := slices.Clone(fired)
	for _, r := range ladder {
		if !slices.ContainsFunc(fired, func(f Rung) bool { return f.Level == r.Level }) {
			rungs = append(rungs, r)
		}
	}
	return rungs
}

// signal meets every open clock that the signal meets.
func (d *decision) signal(s Signal) {
	for _, k := range slices.Clone(d.c.Clocks) {
		if k.Open() && k.MeetableBy(s) {
			d.meet(k, s)
		}
	}
}

func (d *decision) meet(k Clock, s Signal) {
	d.record(&ClockMet{Clock: k.ID, Signal: s, Breached: d.at.After(k.Due)})
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
	for _, k := range slices.Clone(d.c.Clocks) {
		if k.Open() && gone(k) {
			d.record(&ClockSuperseded{Clock: k.ID})
		}
	}
}

// replan fits the clocks to a changed flow or grade: what is no longer owed is superseded, what is newly owed starts
// from its anchor, what was and is owed keeps the earlier deadline (design: re-grading never lengthens).
func (d *decision) replan() error {
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
			k.Regraded = k.Due.Before(d.at)
			owed[k.ID] = k
			order = append(order, k.ID)
		}
	}
	d.supersede(func(k Clock) bool { _, still := owed[k.ID]; return !still })
	for _, id := range order {
		d.run(owed[id])
	}
	return nil
}

// climb fires every rung that is due, at most most of them in one commit, and says how many it fired.
func (d *decision) climb(most int) (int, error) {
	fired := 0
	for _, k := range slices.Clone(d.c.Clocks) {
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
