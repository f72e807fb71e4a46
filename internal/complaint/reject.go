package complaint

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Recourse is somewhere else a complainant can turn, as they are told.
type Recourse struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// Rejection is a complaint's being turned down: asked for by one person, confirmed by another.
type Rejection struct {
	Reason      string     `json:"reason"` // as the complainant is told
	Recourse    []Recourse `json:"recourse,omitempty"`
	Founded     Verdict    `json:"founded,omitempty"` // what the verification had come to; empty: there was none
	By          string     `json:"by"`                // user name of who asked
	At          time.Time  `json:"at"`
	ConfirmedBy string     `json:"confirmed_by,omitempty"`
	ConfirmedAt time.Time  `json:"confirmed_at,omitzero"`
	ObjectUntil time.Time  `json:"object_until,omitzero"` // the complainant may object until then; zero: they may not
}

// Pending says whether the rejection waits to be confirmed or refused.
func (r *Rejection) Pending() bool { return r != nil && r.ConfirmedAt.IsZero() }

// RejectionAsked says that somebody wants the complaint rejected.
type RejectionAsked struct {
	Reason   string     `json:"reason"`
	Recourse []Recourse `json:"recourse,omitempty"`
	Founded  Verdict    `json:"founded,omitempty"`
}

// RejectionConfirmed says that another person agreed, by which the complaint is rejected.
type RejectionConfirmed struct {
	Note        string    `json:"note,omitempty"`
	ObjectUntil time.Time `json:"object_until,omitzero"`
}

// RejectionRefused says that another person did not agree; work goes on.
type RejectionRefused struct {
	Reason string `json:"reason"`
}

// Reject asks for a complaint to be turned down. It changes nothing until another person, a lead or above, confirms it.
type Reject struct {
	Reason   string   `json:"reason"`             // the complainant is told it
	Recourse []string `json:"recourse,omitempty"` // names of the policy's that apply; none: all of them
}

func (*Reject) name() string { return "reject" }

func (m *Reject) check() error {
	if len(m.Recourse) > maxEntries {
		return InvalidField("recourse", "must hold at most %d names", maxEntries)
	}
	for _, name := range m.Recourse {
		if err := longText("recourse", name, maxWord); err != nil {
			return err
		}
	}
	return longText("reason", m.Reason, maxText)
}

func (m *Reject) decide(d *decision) error {
	if err := cmp.Or(d.in(Handling), d.owned()); err != nil {
		return err
	}
	if d.c.Rejection.Pending() {
		return Errorf(Conflict, "a rejection waits to be confirmed already")
	}
	recourse, err := m.recourse(d.rules.Recourse(orElse(d.c.Language, English)))
	if err != nil {
		return err
	}
	asked := &RejectionAsked{Reason: m.Reason, Recourse: recourse}
	if v := d.c.Verification; v != nil {
		asked.Founded = v.Result
	}
	d.record(asked)
	return nil
}

// recourse are the ways that apply, in the policy's order.
func (m *Reject) recourse(known []Recourse) ([]Recourse, error) {
	if len(m.Recourse) == 0 {
		return known, nil
	}
	var names []string
	for _, r := range known {
		names = append(names, r.Name)
	}
	for _, name := range m.Recourse {
		if !slices.Contains(names, name) {
			return nil, ConflictField("recourse", "%q is not among the policy's: %s", name, strings.Join(names, ", "))
		}
	}
	return slices.DeleteFunc(slices.Clone(known), func(r Recourse) bool { return !slices.Contains(m.Recourse, r.Name) }), nil
}

// ConfirmRejection turns the complaint down. Nobody confirms their own.
type ConfirmRejection struct {
	Note string `json:"note,omitempty"` // for staff
}

func (*ConfirmRejection) name() string { return "confirm_rejection" }

func (m *ConfirmRejection) check() error { return shortWord("note", m.Note, maxText) }

func (m *ConfirmRejection) decide(d *decision) error {
	if err := d.othersRejection(); err != nil {
		return err
	}
	if d.c.Plan != nil && !d.c.Plan.At.Before(d.c.Rejection.At) {
		return Errorf(Conflict, "a solution was proposed since the rejection was asked for; refuse the rejection")
	}
	until, err := d.objectUntil()
	if err != nil {
		return err
	}
	d.record(&RejectionConfirmed{Note: m.Note, ObjectUntil: until})
	d.resume(EndedByAction)
	if err := d.reach(AtLastRefusal, d.at); err != nil {
		return err
	}
	d.endWithoutRemedy(Rejected)
	return nil
}

// othersRejection refuses unless somebody else's rejection waits for an answer, and the actor has had no part in the case.
func (d *decision) othersRejection() error {
	if err := d.in(Handling); err != nil {
		return err
	}
	switch {
	case !d.c.Rejection.Pending():
		return Errorf(Conflict, "no rejection waits for an answer")
	case d.c.Rejection.By == d.by.ID:
		return Errorf(Forbidden, "you asked for this rejection; another person has to answer")
	case slices.Contains(d.c.Excluded, d.by.ID):
		return Errorf(Conflict, "you handled an earlier round of this case; another person has to do this")
	}
	return nil
}

// objectUntil is until when the complainant may object to a rejection that is confirmed now: once, and not where no further
// round would follow.
func (d *decision) objectUntil() (time.Time, error) {
	if d.c.Objected || d.c.Round-d.c.Reopened >= d.rules.LastRound() {
		return time.Time{}, nil
	}
	return d.rules.ObjectUntil(d.at)
}

// RefuseRejection has the work go on. Nobody answers their own.
type RefuseRejection struct {
	Reason string `json:"reason"`
}

func (*RefuseRejection) name() string { return "refuse_rejection" }

func (m *RefuseRejection) check() error { return longText("reason", m.Reason, maxText) }

func (m *RefuseRejection) decide(d *decision) error {
	if err := d.othersRejection(); err != nil {
		return err
	}
	d.record(&RejectionRefused{Reason: m.Reason})
	return nil
}

func (e *RejectionAsked) apply(c *Case, at time.Time, by Actor) {
	c.Rejection = &Rejection{Reason: e.Reason, Recourse: e.Recourse, Founded: e.Founded, By: by.ID, At: at}
}

func (e *RejectionConfirmed) apply(c *Case, at time.Time, by Actor) {
	confirmed := *c.Rejection
	confirmed.ConfirmedBy, confirmed.ConfirmedAt, confirmed.ObjectUntil = by.ID, at, e.ObjectUntil
	c.Rejection = &confirmed
}

func (e *RejectionRefused) apply(c *Case, _ time.Time, _ Actor) { c.Rejection = nil }
