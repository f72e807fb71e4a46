package complaint

import (
	"cmp"
	"slices"
	"time"
)

// Union says of which case a case has become a part (requirement A3). Its own clocks stand until it parts again.
type Union struct {
	Into  string    `json:"into"`
	Phase Phase     `json:"phase"` // it was in, and returns to
	At    time.Time `json:"at"`
}

// Absorbed is a case that has become a part of this one.
type Absorbed struct {
	Case   string   `json:"case"`
	Clocks []string `json:"clocks,omitempty"` // that it brought along

	Granted []Grant `json:"granted,omitempty"` // on it before
}

// mergeable are the phases in which a case can become a part of another, or have another become its part.
var mergeable = []Phase{Received, Classified, Handling}

// Merge makes another case a part of this one: this one keeps of each clock the earlier deadline, and answers for both.
// The other joins in the same transaction.
type Merge struct {
	Case   string `json:"case"`
	Reason string `json:"reason"`
	Other  Case   `json:"-"` // as it is once it has joined
	Twin   *Twin  `json:"-"` // why, where the machine does it
}

func (*Merge) name() string { return "merge" }

func (m *Merge) check() error {
	return cmp.Or(longText("case", m.Case, maxWord), longText("reason", m.Reason, maxText))
}

func (m *Merge) decide(d *decision) error {
	if err := d.in(mergeable...); err != nil {
		return err
	}
	if m.Other.Union == nil || m.Other.Union.Into != d.c.ID || m.Other.Tenant != d.c.Tenant || m.Other.ID != m.Case {
		return ConflictField("case", "must be another open case of yours")
	}
	if m.Twin != nil && d.c.ApartFrom(m.Other) {
		return ConflictField("case", "must not be one of which a person said that it is not the same")
	}
	d.resume(EndedByAction)
	merged := &Merged{Case: m.Case, Reason: m.Reason, Excluded: m.Other.Excluded, Clocks: d.lacking(m.Other), Twin: m.Twin}
	merged.Promises, merged.Granted = m.Other.OpenPromises(), m.Other.grants()
	if d.c.Grade == 0 { // what it is read as may not hide what the other was read as
		merged.Grade = m.Other.Grade
	}
	d.record(merged)
	for _, k := range m.Other.Clocks {
		d.take(k, m.Other)
	}
	return nil
}

// lacking names the clocks that another case brings along.
func (d *decision) lacking(other Case) []string {
	var ids []string
	for _, k := range other.Clocks {
		if k.Open() && !k.Recurs && !k.ofAnOffer() && d.c.clock(k.ID) == nil {
			ids = append(ids, k.ID)
		}
	}
	return ids
}

// take takes another case's clock over, where it runs: as it is, or as the earlier deadline of the clock there is.
func (d *decision) take(k Clock, other Case) {
	mine := d.c.clock(k.ID)
	switch {
	case !k.Open() || k.Recurs || k.ofAnOffer():
	case mine == nil:
		k.Brought = d.brings(k, other)
		d.record(&ClockStarted{Clock: k})
		d.meetBefore(k)
	case mine.Open():
		k = d.climbable(k, other)
		k.Brought = d.brings(k, other)
		d.fit(*mine, k)
	}
}

// brings is what a clock of another case brings along of its pauses; nil: neither case has waited.
func (d *decision) brings(k Clock, other Case) *Brought {
	pauses := other.pausesOf(k, d.at)
	if len(pauses)+len(d.c.Pauses) == 0 {
		return nil
	}
	return &Brought{At: d.at, Pauses: pauses}
}

// climbable is another case's clock with a ladder: where somebody took its escalation on it has none left, and whoever
// takes its deadline over still has all of it to climb.
func (d *decision) climbable(k Clock, other Case) Clock {
	if k.AcknowledgedAt.IsZero() {
		return k
	}
	about := d.situation()
	about.Pauses = other.pausesOf(k, d.at)
	laid, err := d.rules.Stretch(about, k)
	if err != nil {
		d.fail(err)
	}
	k.Rungs = laid.Rungs
	return k
}

// meetBefore meets a clock that was brought along by what happened in this case, though before the clock began: what was
// done for one complaint was done for both.
func (d *decision) meetBefore(k Clock) {
	for _, s := range k.MetBy {
		if at, came := d.c.Heard[s]; came {
			at = later(at, k.From)
			d.record(&ClockMet{Clock: k.ID, Signal: s, At: at, Breached: at.After(k.Due)})
			return
		}
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// brought says whether a clock came along with another case.
func (c Case) brought(clock string) bool {
	return slices.ContainsFunc(c.Absorbed, func(a Absorbed) bool { return slices.Contains(a.Clocks, clock) })
}

// fit is refit for a clock that may count from another instant.
func (d *decision) fit(mine, k Clock) {
	moved := &ClockMoved{
		Clock: mine.ID, Due: mine.Due, Span: mine.Span, Rungs: mine.sooner(k.Rungs),
		Grade: min(orElse(mine.Grade, k.Grade), orElse(k.Grade, mine.Grade)),
	}
	if k.Due.Before(mine.Due) {
		moved.Due, moved.Span, moved.From, moved.Brought = k.Due, k.Span, k.From, k.Brought
	}
	if moved.Due.Equal(mine.Due) && slices.EqualFunc(moved.Rungs, mine.Rungs, Rung.equal) {
		return
	}
	d.record(moved)
}

// Join makes this case a part of another. It is the other half of Merge.
type Join struct {
	Into   string
	Reason string
}

func (*Join) name() string { return "join" }

func (m *Join) decide(d *decision) error {
	switch {
	case d.c.ID == m.Into:
		return ConflictField("case", "must be another case than this one")
	case !slices.Contains(mergeable, d.c.Phase):
		return Errorf(Conflict, "the other case is %s; it can be merged while it is %s", d.c.Phase, oneOf(mergeable))
	}
	d.resume(EndedByAction)
	d.record(&Joined{Into: m.Into, Reason: m.Reason})
	return nil
}

// Part undoes a merge: the other case goes on where it was, with its own clocks; what it brought along goes with it, and
// a deadline that had become earlier stays so.
type Part struct {
	Case   string `json:"case"`
	Reason string `json:"reason"`
}

func (*Part) name() string { return "part" }

func (m *Part) check() error {
	return cmp.Or(longText("case", m.Case, maxWord), longText("reason", m.Reason, maxText))
}

func (m *Part) decide(d *decision) error {
	i := slices.IndexFunc(d.c.Absorbed, func(a Absorbed) bool { return a.Case == m.Case })
	if i < 0 {
		return ConflictField("case", "must be a case that was merged into this one")
	}
	brought := d.c.Absorbed[i].Clocks
	d.record(&Parted{Case: m.Case, Reason: m.Reason})
	d.supersede(func(k Clock) bool { return slices.Contains(brought, k.ID) })
	if !slices.Contains(mergeable, d.c.Phase) {
		return nil
	}
	return d.replan(sooner) // what came along may have stood for what this case owes by itself
}

// Leave is the other half of Part.
type Leave struct{ Reason string }

func (*Leave) name() string { return "leave" }

func (m *Leave) decide(d *decision) error {
	if d.c.Union == nil {
		return Errorf(Conflict, "the case is no part of another")
	}
	left := &Left{From: d.c.Union.Into, Reason: m.Reason}
	if d.c.Union.Phase != Handling {
		left.Expected = d.at.Add(d.rules.JourneyGrace())
	}
	d.record(left)
	return nil
}
