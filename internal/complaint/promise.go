package complaint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// The milestones that no policy lists: each clock of theirs is of one decision or of one promise, and its deadline comes with that.
const (
	MilestoneApproval = "approval"            // somebody is to approve an offer
	MilestoneDecision = "individual_decision" // somebody is to decide on what the complainant asks for
	MilestonePromise  = "promise"             // somebody is to keep a promise
)

// OwnMilestones lists them.
var OwnMilestones = []string{MilestoneApproval, MilestoneDecision, MilestonePromise}

// ownDeadline says whether the clock is no milestone of the policy's.
func (k Clock) ownDeadline() bool { return slices.Contains(OwnMilestones, k.Milestone) }

// ofAnOffer says whether the clock is of a decision on one case's offer, which is nobody else's.
func (k Clock) ofAnOffer() bool {
	return k.Milestone == MilestoneApproval || k.Milestone == MilestoneDecision
}

// endsWithRound says whether a further round has the clock anew. What was promised is owed in whatever round.
func (k Clock) endsWithRound() bool { return k.Milestone != MilestonePromise }

// Promise is something that was promised to the complainant, and whose it is to keep (requirement D8). Its deadline is its clock's,
// which has the same id.
type Promise struct {
	ID    string    `json:"promise"`
	What  string    `json:"what"`
	Owner string    `json:"owner"` // user name
	Mail  string    `json:"mail,omitempty"`
	Kept  time.Time `json:"kept_at,omitzero"`
}

// clockOf is the id of a clock of its own of a commit.
func clockOf(milestone string, revision int) string {
	return fmt.Sprintf("%s.r%d", milestone, revision)
}

// promisePrefix is how the ids of an offer's promises begin, in no other case.
func promisePrefix(offer string) string { return fmt.Sprintf("%s.%.8s.", MilestonePromise, offer) }

// promisable refuses promises that no deadline can be reckoned for.
func (d *decision) promisable(options []Option) error {
	k := promiseClock("", 0, 0)
	k.From, k.RunsOn = d.at, true
	for i, o := range options {
		for j, p := range o.Promises {
			if _, err := d.rules.Deadline(d.situation(), k, p.Due); err != nil {
				field := fmt.Sprintf("promises[%d].due", j)
				if i > 0 {
					field = fmt.Sprintf("others[%d].%s", i-1, field)
				}
				return ConflictField(field, "must be a day that is not over yet, or a span, within a hundred years")
			}
		}
	}
	return nil
}

func promiseClock(offer string, revision, n int) Clock {
	return Clock{
		ID: fmt.Sprintf("%sr%d.%d", promisePrefix(offer), revision, n+1), Milestone: MilestonePromise, Anchor: AtChoice,
		MetBy: []Signal{SignalKept}, Tell: true,
	}
}

// undertake makes the promises of an option of the plan, counted from 1, somebody's to keep. One that is owed already is not owed
// twice.
func (d *decision) undertake(option int) error {
	p := d.c.Plan
	for n, u := range p.Options()[option-1].Promises {
		if d.owes(p.Hash, u.What) {
			continue
		}
		k := promiseClock(p.Hash, d.c.Revision, n)
		d.record(&PromiseMade{Promise: Promise{ID: k.ID, What: u.What, Owner: d.keeper(u), Mail: u.Mail}})
		if err := d.own(k, u.Due); err != nil {
			return err
		}
	}
	return nil
}

func (d *decision) owes(offer, what string) bool {
	return slices.ContainsFunc(d.c.OpenPromises(), func(p Promise) bool {
		return p.What == what && strings.HasPrefix(p.ID, promisePrefix(offer))
	})
}

// keeper is who has to keep a promise: whom it names, or else the owner of the case.
func (d *decision) keeper(u Undertaking) string {
	switch {
	case u.Owner != "":
		return u.Owner
	case d.c.Owner != nil:
		return d.c.Owner.ID
	}
	return d.c.Plan.By
}

// own starts a clock that no milestone of the policy has, with its own deadline. It does not stand still while the complainant is
// waited for. A day that was still to come when it was offered may be over when it is chosen: then it is due at once.
func (d *decision) own(k Clock, due string) error {
	k.Round, k.From, k.RunsOn = d.c.Round, d.at, true
	laid, err := d.rules.Deadline(d.situation(), k, due)
	if err != nil {
		laid, err = d.rules.Deadline(d.situation(), k, "0s")
	}
	if err != nil {
		return err
	}
	d.run(laid, sooner)
	return nil
}

// takeBack ends what is owed by an option that holds no longer. A promise that is late already is still owed.
func (d *decision) takeBack() {
	if d.c.Plan == nil {
		return
	}
	prefix := promisePrefix(d.c.Plan.Hash)
	d.supersede(func(k Clock) bool {
		if k.Milestone == MilestonePromise {
			return strings.HasPrefix(k.ID, prefix) && d.at.Before(k.Due)
		}
		return k.Anchor == AtChoice
	})
}

// promise is the promise of an id, to be changed in place; nil: there is none.
func (c *Case) promise(id string) *Promise {
	for i := range c.Promises {
		if c.Promises[i].ID == id {
			return &c.Promises[i]
		}
	}
	return nil
}

// OpenPromises are the promises that somebody still has to keep.
func (c Case) OpenPromises() []Promise {
	return slices.DeleteFunc(slices.Clone(c.Promises), func(p Promise) bool {
		k, _ := c.ClockByID(p.ID)
		return k.ID == "" || !k.Open()
	})
}

// KeepPromise says that a promise was kept.
type KeepPromise struct {
	Promise string `json:"promise"`
	Note    string `json:"note"` // how
}

func (*KeepPromise) name() string { return "keep_promise" }

func (m *KeepPromise) check() error {
	return cmp.Or(longText("promise", m.Promise, maxWord), longText("note", m.Note, maxText))
}

func (m *KeepPromise) decide(d *decision) error {
	p, k, err := d.openPromise(m.Promise)
	if err != nil || p == nil {
		return err
	}
	if d.by.Role == Agent && d.by.ID != p.Owner {
		if err := d.owned(); err != nil {
			return err
		}
	}
	d.record(&PromiseKept{Promise: p.ID, Note: m.Note})
	d.meet(k, SignalKept)
	return nil
}

// openPromise is a promise that is to be kept, with its clock; nil: it was kept already.
func (d *decision) openPromise(id string) (*Promise, Clock, error) {
	p := d.c.promise(id)
	if p == nil {
		return nil, Clock{}, ConflictField("promise", "must be a promise of this case")
	}
	k, _ := d.c.ClockByID(id)
	switch {
	case !p.Kept.IsZero():
		return nil, k, nil
	case !k.Open():
		return nil, k, ConflictField("promise", "is not owed any more")
	}
	return p, k, nil
}

// ReassignPromise makes another person the one who has to keep a promise. Its deadline stays.
type ReassignPromise struct {
	Promise string `json:"promise"`
	To      string `json:"to"` // user name
	Mail    string `json:"mail,omitempty"`
	Reason  string `json:"reason"`
}

func (*ReassignPromise) name() string { return "reassign_promise" }

func (m *ReassignPromise) check() error {
	return cmp.Or(
		longText("promise", m.Promise, maxWord), longText("to", m.To, maxWord), oneLine("to", m.To), checkEmail("mail", m.Mail),
		longText("reason", m.Reason, maxText),
	)
}

func (m *ReassignPromise) decide(d *decision) error {
	p, _, err := d.openPromise(m.Promise)
	switch {
	case err != nil:
		return err
	case p == nil:
		return ConflictField("promise", "was kept already")
	case p.Owner == m.To && p.Mail == m.Mail:
		return nil
	}
	if d.by.Role == Agent && d.by.ID != p.Owner {
		if err := d.owned(); err != nil {
			return err
		}
	}
	d.record(&PromiseReassigned{Promise: p.ID, To: m.To, Mail: m.Mail, Reason: m.Reason})
	return nil
}
