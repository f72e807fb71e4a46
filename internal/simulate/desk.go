package simulate

import (
	"fmt"
	"slices"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// visit is when somebody of the staff looks at a case next.
type visit struct {
	n  int   // an event of an older visit is out of date
	at int64 // zero: nobody will by themselves
}

// want sees to it that somebody looks at a case that waits for people.
func (w *world) want(r *run, c *complaint.Case) {
	if r.visit.at == 0 && waitsForPeople(c) {
		w.comeBack(r, c)
	}
}

// waitsForPeople says whether staff have anything to do on a case.
func waitsForPeople(c *complaint.Case) bool {
	switch c.Phase {
	case complaint.Received, complaint.Classified, complaint.Closed, complaint.Joint:
		return false
	case complaint.Handling:
		return true
	case complaint.Executed, complaint.Surveying, complaint.Concluding:
	}
	return len(c.Tasks) > 0 || len(c.OpenObligations()) > 0
}

// come has somebody look at the case at an instant.
func (w *world) come(r *run, at int64) {
	r.visit = visit{r.visit.n + 1, max(at, w.now+1)}
	w.later(r.visit.at, event{run: r, kind: visits, n: r.visit.n})
}

// comeBack decides when whoever is responsible looks at the case again: in time, late, or when it comes back to mind.
func (w *world) comeBack(r *run, c *complaint.Case) {
	b, at := w.plan.Behaviour, w.now
	due := milli(dueOf(c))
	switch {
	case r.people.happens(b.Forgets):
		w.result.Forgotten++
		at += r.people.about(b.Remembers)
	case r.people.happens(b.Late):
		at = max(at, due) + r.people.about(b.LateBy)
	case r.people.happens(b.AtOnce):
		at += r.people.about(b.Sitting)
	case due == 0:
		at += r.people.about(b.NoDeadline)
	case due <= at:
		at += r.people.about(b.ActsIn)
	default:
		at += int64(r.people.between(0.05, 0.8) * float64(due-at))
	}
	w.come(r, w.onDuty(c, at))
}

// onDuty is the first instant from another at which somebody is there.
func (w *world) onDuty(c *complaint.Case, at int64) int64 {
	if c.Grade == complaint.Major && w.plan.Behaviour.OnCall {
		return at
	}
	return w.client.hours.nextOpen(at)
}

// dueOf is the next deadline that a person can meet.
func dueOf(c *complaint.Case) (due time.Time) {
	for i := range c.Clocks {
		if k := &c.Clocks[i]; k.Open() && !k.Paused && !k.Recurs && (due.IsZero() || k.Due.Before(due)) {
			due = k.Due
		}
	}
	return due
}

// told has whoever a letter reaches react to it.
func (w *world) told(r *run, n complaint.Notice) {
	b := w.plan.Behaviour
	switch kind := n.Kind; {
	case kind == complaint.NoticeWarning:
		w.stir(r, b.Hears[complaint.Warning])
	case kind == complaint.NoticeEscalation:
		w.stir(r, b.Hears[n.To])
	case kind == complaint.NoticeEmergency, kind == complaint.NoticeWrote, kind == complaint.NoticeMerged:
		w.heed(r, b.Heeds)
	case n.To == complaint.ToComplainant:
		w.hear(r, n)
	}
}

// stir has an escalation make somebody act, unless nobody hears of escalations.
func (w *world) stir(r *run, p float64) {
	if !w.plan.Deaf && w.heed(r, p) {
		w.result.Stirred++
	}
}

// heed has somebody look at the case sooner than they would have.
func (w *world) heed(r *run, p float64) bool {
	c := &w.shelf.Folder(r.ref).Head
	if !r.people.happens(p) || !waitsForPeople(c) {
		return false
	}
	at := w.onDuty(c, w.now+r.people.about(w.plan.Behaviour.ActsIn))
	if r.visit.at != 0 && r.visit.at <= at {
		return false
	}
	w.come(r, at)
	return true
}

// visits is somebody at the desk, with one case in front of them.
func (w *world) visits(r *run, n int) {
	if n != r.visit.n {
		return // they came sooner
	}
	r.visit.at = 0
	c := &w.shelf.Folder(r.ref).Head
	if waitsForPeople(c) {
		d := &desk{w: w, chance: r.people, c: c}
		d.who = d.handler()
		w.carryOut(r, d)
	}
	if c = &w.shelf.Folder(r.ref).Head; r.visit.at == 0 && waitsForPeople(c) {
		w.comeBack(r, c)
	}
}

// carryOut chooses a move and sends its command. What fails is looked at again some minutes later.
func (w *world) carryOut(r *run, d *desk) {
	m := d.choose()
	cmd := m.command(d)
	w.result.Moves[m.name]++
	o := casework.Order{Ref: r.ref, By: d.who, Command: cmd}
	if d.happens(w.plan.Behaviour.DeskSays) {
		o.Request = &casework.Request{Key: fmt.Sprint("desk ", r.n, " ", r.visit.n), Digest: complaint.Name(cmd)}
	}
	if d.happens(w.plan.Behaviour.Reads) {
		o.Reads = d.c.Revision
	}
	err := w.send(o)
	w.expect(r, err, complaint.Name(cmd))
	if complaint.Is(err, complaint.Unavailable) {
		w.come(r, w.now+minute+d.within(5*time.Minute))
	}
}

// send sends a command. A move to other rules goes its own way: they must be read first.
func (w *world) send(o casework.Order) error {
	if _, adopts := o.Command.(*complaint.AdoptRules); !adopts {
		_, err := w.cases.Do(w.ctx, o)
		return err
	}
	c, err := w.cases.Store.Case(w.ctx, o.Ref)
	if err != nil {
		return err
	}
	version, _ := w.client.document()
	if c.Policy == version || version == "" && c.Policy != olderVersion {
		version, _ = w.client.amended()
	}
	c.Policy = version
	rules, err := w.cases.Rules.For(w.ctx, c)
	if err != nil {
		return err
	}
	_, err = w.cases.Adopt(w.ctx, o, rules, false)
	return err
}

// desk is a case in front of somebody.
type desk struct {
	chance
	w   *world
	c   *complaint.Case // to be read only
	who complaint.Actor
}

// handler is who looks at the case: its owner, whoever it was offered to, or somebody who may take it.
func (d *desk) handler() complaint.Actor {
	switch {
	case d.c.Offered != nil && d.happens(d.w.plan.Behaviour.HandsOn):
		return *d.c.Offered
	case d.c.Owner != nil:
		return *d.c.Owner
	}
	if free := d.others(""); len(free) > 0 {
		return oneOf(d.chance, free)
	}
	for _, above := range []complaint.Actor{d.w.client.lead, d.w.client.chief} {
		if !slices.Contains(d.c.Excluded, above.ID) {
			return above
		}
	}
	return director
}

// director is whom a case comes to that nobody else may handle any more.
var director = complaint.Actor{Role: complaint.Executive, ID: "director"}

// others are the agents who may take the case, apart from one.
func (d *desk) others(but string) []complaint.Actor {
	return slices.DeleteFunc(slices.Clone(d.w.client.agents), func(a complaint.Actor) bool {
		return a.ID == but || slices.Contains(d.c.Excluded, a.ID)
	})
}
