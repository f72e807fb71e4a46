package complaint

import (
	"cmp"
	"slices"
	"time"
)

// Awaited is what a case waits for.
type Awaited string

// What the complainant may be waited for (requirement A6, C5).
const (
	AwaitedEvidence    Awaited = "evidence"    // photos, receipts, the goods themselves
	AwaitedAppointment Awaited = "appointment" // a time for a visit
	AwaitedChoice      Awaited = "choice"      // of one of the solutions
	AwaitedContact     Awaited = "contact"     // they cannot be reached
)

// AllAwaited lists everything a case may wait for.
var AllAwaited = []Awaited{AwaitedEvidence, AwaitedAppointment, AwaitedChoice, AwaitedContact}

// Ending is what ended a pause.
type Ending string

// The endings.
const (
	EndedByWord   Ending = "word"   // the complainant wrote, on whatever channel
	EndedByStaff  Ending = "staff"  // staff took the work up again
	EndedByCap    Ending = "cap"    // it had lasted as long as the policy allows
	EndedByGrade  Ending = "grade"  // the case was graded such that nobody waits
	EndedByAction Ending = "action" // the remedy was carried out, or the case merged
)

// Endings lists every ending.
var Endings = []Ending{EndedByWord, EndedByStaff, EndedByCap, EndedByGrade, EndedByAction}

// Pause is a time in which the complainant was waited for. The clocks it stopped stand still in it.
type Pause struct {
	From  time.Time `json:"from"`
	To    time.Time `json:"to,omitzero"` // zero: it lasts
	Until time.Time `json:"until"`       // at the latest
	For   Awaited   `json:"for"`
	By    string    `json:"by"` // user name
	Round int       `json:"round"`
}

// Waiting is the pause that lasts, if one does.
func (c Case) Waiting() (Pause, bool) {
	if n := len(c.Pauses); n > 0 && c.Pauses[n-1].To.IsZero() {
		return c.Pauses[n-1], true
	}
	return Pause{}, false
}

// PausesUpTo are the pauses of the case, one that lasts as if it ended at the instant.
func (c Case) PausesUpTo(at time.Time) []Pause {
	pauses := slices.Clone(c.Pauses)
	if p, waiting := c.Waiting(); waiting {
		p.To = at
		pauses[len(pauses)-1] = p
	}
	return pauses
}

// Brought is when a clock came along with another case, and the pauses in which it had stood still there. What either case
// had waited before the merge is of its own clocks alone.
type Brought struct {
	At     time.Time `json:"at"`
	Pauses []Pause   `json:"pauses,omitempty"`
}

// pausesOf are the pauses that a clock has stood still in, as PausesUpTo the instant.
func (c Case) pausesOf(k Clock, at time.Time) []Pause {
	pauses := c.PausesUpTo(at)
	if k.Brought == nil {
		return pauses
	}
	since := slices.DeleteFunc(pauses, func(p Pause) bool { return p.From.Before(k.Brought.At) })
	return slices.Concat(k.Brought.Pauses, since)
}

// WaitFor asks something of the complainant, and stops the clocks until they answer. A clock that is late already does
// not stop, and the policy says how long the others may: nobody beats a deadline by waiting.
type WaitFor struct {
	For  Awaited `json:"for"`
	Text string  `json:"text"` // what is asked, as the complainant is told
}

func (*WaitFor) name() string { return "wait_for" }

func (m *WaitFor) check() error {
	return cmp.Or(among("for", m.For, AllAwaited), longText("text", m.Text, maxText))
}

func (m *WaitFor) decide(d *decision) error {
	if err := cmp.Or(d.in(Handling), d.owned()); err != nil {
		return err
	}
	if _, waiting := d.c.Waiting(); waiting {
		return Errorf(Conflict, "the case waits for the complainant already")
	}
	until, err := d.pauseUntil()
	if err != nil {
		return err
	}
	d.record(&Told{Text: m.Text})
	d.signal(SignalContacted)
	if err := d.informed(); err != nil {
		return err
	}
	d.record(&Paused{Until: until, For: m.For, Clocks: d.stoppable()})
	return nil
}

// pauseUntil is when a pause that begins now ends at the latest.
func (d *decision) pauseUntil() (time.Time, error) {
	most, inAll := d.rules.PauseCap(d.c.Grade)
	if most == 0 {
		return time.Time{}, Errorf(Conflict, "a case of grade %d does not wait", d.c.Grade)
	}
	left := inAll
	for _, p := range d.c.Pauses {
		if p.Round == d.c.Round {
			left -= p.To.Sub(p.From)
		}
	}
	if left <= 0 {
		return time.Time{}, Errorf(Conflict, "the case has waited for the complainant as long as the policy allows, %s", inAll)
	}
	return d.at.Add(min(most, left)), nil
}

// stoppable names the clocks that stand still while the complainant is waited for: those that are not late yet.
func (d *decision) stoppable() []string {
	var ids []string
	for _, k := range d.c.Clocks {
		if k.stops(d.at) {
			ids = append(ids, k.ID)
		}
	}
	return ids
}

// stops says whether the clock stands still in a pause that begins at the instant.
func (k Clock) stops(at time.Time) bool {
	return k.Open() && !k.RunsOn && !k.Recurs && at.Before(k.Due)
}

// TakeUp ends a pause before the complainant has answered.
type TakeUp struct {
	Note string `json:"note,omitempty"`
}

func (*TakeUp) name() string { return "take_up" }

func (m *TakeUp) check() error { return shortWord("note", m.Note, maxText) }

func (m *TakeUp) decide(d *decision) error {
	if _, waiting := d.c.Waiting(); !waiting {
		return Errorf(Conflict, "the case does not wait for the complainant")
	}
	if err := d.owned(); err != nil {
		return err
	}
	if m.Note != "" {
		d.record(&Noted{Text: m.Note})
	}
	d.resume(EndedByStaff)
	return nil
}

// resume ends the pause, if there is one, and sets its clocks running with the time they have left.
func (d *decision) resume(by Ending) {
	if _, waiting := d.c.Waiting(); !waiting {
		return
	}
	stopped := slices.DeleteFunc(slices.Clone(d.c.Clocks), func(k Clock) bool { return !k.Paused || !k.Open() })
	d.record(&Resumed{By: by})
	for _, k := range stopped {
		d.stretch(k)
	}
}

// stretch moves a clock by the time in which it stood still: never forward.
func (d *decision) stretch(k Clock) {
	about := d.situation()
	about.Pauses = d.c.pausesOf(k, d.at)
	to, err := d.rules.Stretch(about, k)
	if err != nil {
		d.fail(err)
		return
	}
	if to.Due.After(k.Due) {
		d.record(&ClockMoved{Clock: k.ID, Due: to.Due, Span: k.Span, Rungs: k.relaid(to.Rungs), Why: MovedByPause})
	}
}

// relaid is another ladder for the same clock: who was told is not told again.
func (k Clock) relaid(ladder []Rung) []Rung {
	if !k.AcknowledgedAt.IsZero() {
		return nil
	}
	told := k.Rungs[:k.Fired]
	rungs := slices.Clone(told)
	for _, r := range ladder {
		if !slices.ContainsFunc(told, func(s Rung) bool { return s.Level == r.Level }) {
			rungs = append(rungs, r)
		}
	}
	return rungs
}
