package complaint

import (
	"slices"
	"time"
)

// Erasure is what became of the wish to erase the personal data of a case (requirement G2).
type Erasure struct {
	AskedBy string    `json:"asked_by,omitempty"` // user name; empty: nobody asked, it was time
	AskedAt time.Time `json:"asked_at,omitzero"`
	Reason  string    `json:"reason,omitempty"`
	At      time.Time `json:"at,omitzero"` // of the erasure; zero: it waits for another's word
	By      string    `json:"by,omitempty"`
	Removed bool      `json:"removed,omitempty"` // all of the case but this is gone
	Pending bool      `json:"pending,omitempty"` // decided, and not carried out on everything yet
}

// EraseCause is why data were erased.
type EraseCause string

// The causes.
const (
	ByRequest   EraseCause = "request"   // the complainant's, asked for by one and granted by another
	ByRetention EraseCause = "retention" // they were kept for as long as the policy says
)

// EraseCauses lists both.
var EraseCauses = []EraseCause{ByRequest, ByRetention}

// Replaced is a commit that an erasure put another text in the place of.
type Replaced struct {
	Revision int    `json:"revision"`
	Sum      string `json:"sum,omitempty"` // SHA-256 in hexadecimal of what is left of it, as it is stored; empty: nothing is
}

// ErasureAsked says that somebody asked for the erasure of a case's personal data.
type ErasureAsked struct {
	Reason string `json:"reason"`
}

// ErasureRefused says that the data stay.
type ErasureRefused struct {
	Reason string `json:"reason"`
}

// Erased says that the personal data of a case were erased. It names every commit that reads otherwise since, and how, so that a change
// which it does not name is seen to be none of it.
type Erased struct {
	Cause   EraseCause `json:"cause"`
	Reason  string     `json:"reason,omitempty"`
	AskedBy string     `json:"asked_by,omitempty"`
	Commits []Replaced `json:"commits"`
	Removed bool       `json:"removed,omitempty"`
	Archive string     `json:"archive,omitempty"` // where the whole case was put before
	Files   int        `json:"files,omitempty"`   // of evidence, that went along
}

// ErasureDone says that nothing is left of what an erasure named.
type ErasureDone struct{}

func (e *ErasureAsked) apply(c *Case, at time.Time, by Actor) {
	c.Erasure = &Erasure{AskedBy: by.ID, AskedAt: at, Reason: e.Reason}
}

func (e *ErasureRefused) apply(c *Case, _ time.Time, _ Actor) { c.Erasure = nil }

func (e *Erased) apply(c *Case, at time.Time, by Actor) {
	*c = Forgotten(*c)
	if e.Files > 0 {
		c.Files = slices.Clone(c.Files)
		for i := range c.Files {
			if c.Files[i].State == FileKept {
				c.Files[i].State = FileErased
			}
		}
	}
	c.Links++ // whoever follows the case would find nothing of theirs
	c.KeepUntil = time.Time{}
	c.Erasure = &Erasure{AskedBy: e.AskedBy, At: at, By: by.ID, Removed: e.Removed, Pending: true}
}

func (e *ErasureDone) apply(c *Case, _ time.Time, _ Actor) {
	done := *c.Erasure
	done.Pending = false
	c.Erasure = &done
}

// Erased says whether the personal data of the case were erased, or are about to be.
func (c Case) Erased() bool { return c.Erasure != nil && !c.Erasure.At.IsZero() }

// NextKeeping is the instant at which retention must look at the case: at once to carry an erasure out, or when it was kept for as long
// as the policy says. Zero: never, as long as it is open or under legal hold.
func (c Case) NextKeeping() time.Time {
	switch {
	case c.Erased() && c.Erasure.Pending:
		return c.Erasure.At
	case c.Phase != Closed || c.Hold != nil || c.Erased():
		return time.Time{}
	}
	return c.KeepUntil
}

// AskErasure asks for the erasure of a case's personal data, which another has to grant.
type AskErasure struct {
	Reason string `json:"reason"`
}

func (*AskErasure) name() string { return "ask_erasure" }

func (m *AskErasure) check() error { return longText("reason", m.Reason, maxText) }

func (m *AskErasure) decide(d *decision) error {
	if err := d.erasable(); err != nil {
		return err
	}
	if d.c.Erasure != nil && !d.c.Erased() {
		return Errorf(Conflict, "%s asked for it already; another has to answer_erasure", d.c.Erasure.AskedBy)
	}
	d.record(&ErasureAsked{Reason: m.Reason})
	return nil
}

// AnswerErasure grants or refuses the erasure that somebody else asked for.
type AnswerErasure struct {
	Grant   bool       `json:"grant"`
	Reason  string     `json:"reason"`
	Commits []Replaced `json:"-"` // that are to read otherwise
}

func (*AnswerErasure) name() string { return "answer_erasure" }

func (m *AnswerErasure) check() error { return longText("reason", m.Reason, maxText) }

func (m *AnswerErasure) decide(d *decision) error {
	switch asked := d.c.Erasure; {
	case asked == nil || d.c.Erased():
		return Errorf(Conflict, "nobody asked for the erasure of this case")
	case asked.AskedBy == d.by.ID:
		return Errorf(Conflict, "you asked for it yourself; another person has to answer")
	case !m.Grant:
		d.record(&ErasureRefused{Reason: m.Reason})
		return nil
	}
	if err := d.erasable(); err != nil {
		return err
	}
	d.record(&Erased{Cause: ByRequest, Reason: m.Reason, AskedBy: d.c.Erasure.AskedBy, Commits: m.Commits, Files: len(d.c.KeptFiles())})
	return nil
}

// Expire erases or removes a case that was kept for as long as the policy says.
type Expire struct {
	Commits []Replaced
	Remove  bool
	Archive string     // where the whole case was put
	Cause   EraseCause // empty: its own retention
	Whole   *Case      // that it is a part of, and goes with; nil: it is none
}

func (*Expire) name() string { return "expire" }

func (m *Expire) decide(d *decision) error {
	with := m.Whole != nil && d.c.Union != nil && d.c.Union.Into == m.Whole.ID && m.Whole.Erased()
	if due := d.c.NextKeeping(); d.c.Erased() || !with && (due.IsZero() || d.at.Before(due)) {
		return nil
	}
	if d.c.Hold != nil {
		return d.c.Hold.refusal()
	}
	d.record(&Erased{Cause: orElse(m.Cause, ByRetention), Commits: m.Commits, Removed: m.Remove, Archive: m.Archive, Files: len(d.c.KeptFiles())})
	return nil
}

// FinishErasure says that an erasure was carried out on everything.
type FinishErasure struct{}

func (*FinishErasure) name() string { return "finish_erasure" }

func (*FinishErasure) decide(d *decision) error {
	if d.c.Erased() && d.c.Erasure.Pending {
		d.record(&ErasureDone{})
	}
	return nil
}

// erasable refuses while the data are needed: under legal hold, or as long as somebody is at work on the case.
func (d *decision) erasable() error {
	switch {
	case d.c.Hold != nil:
		return d.c.Hold.refusal()
	case d.c.Phase == Joint:
		return Errorf(Conflict, "the case is a part of %s; it is erased together with that", d.c.Union.Into)
	case d.c.Phase != Closed:
		return Errorf(Conflict, "the case is %s; its data are erased once it is closed, or withdrawn", d.c.Phase)
	}
	return nil
}

// keep notes until when a case that was just closed is kept.
func (d *decision) keep() {
	for _, e := range d.events {
		ended, is := e.(*Ended)
		if !is {
			continue
		}
		until, err := d.rules.KeepUntil(d.at)
		if err != nil {
			d.fail(err)
			return
		}
		ended.KeepUntil, d.c.KeepUntil = until, until
	}
}
