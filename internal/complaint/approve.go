package complaint

import (
	"cmp"
	"slices"
)

// Approve approves the offer that waits, as it stands: an offer of which a word or a sum was changed is another one. Nobody approves
// what they proposed or own, nor twice. Whoever stands above an approver can approve in their place, and whoever stands in for one who
// is absent (requirement D7).
type Approve struct {
	Offer string `json:"offer"`          // its hash
	For   string `json:"for,omitempty"`  // user name of the absent one in whose place it is done
	Note  string `json:"note,omitempty"` // for staff

	Elsewhere Elsewhere `json:"-"`
	Behalf    Role      `json:"-"` // of whom it is done for, if the actor stands in for them
}

func (*Approve) name() string { return "approve" }

func (m *Approve) check() error {
	return cmp.Or(checkHash(m.Offer), oneLine("for", m.For), shortWord("note", m.Note, maxText))
}

func (m *Approve) decide(d *decision) error {
	if again := d.c.Plan != nil && d.c.Plan.Hash == m.Offer && d.c.Plan.approvedBy(d.by.ID); again && d.c.Draft == nil {
		return nil // its last approval, given once more
	}
	if err := d.in(Handling); err != nil {
		return err
	}
	if d.c.Draft != nil && d.c.Draft.Hash == m.Offer && d.c.Draft.approvedBy(d.by.ID) {
		return nil
	}
	as, err := d.approver(m.Offer, m.For, m.Behalf)
	if err != nil {
		return err
	}
	d.endApproval()
	d.record(&Approved{Offer: m.Offer, Roles: d.c.Draft.metBy(as), For: m.For, Note: m.Note})
	return d.goOn(m.Elsewhere)
}

// goOn lets an offer wait for its next approval, or tells the complainant of it after the last: unless the case has changed such
// that it needs more than it needed when it was proposed.
func (d *decision) goOn(e Elsewhere) error {
	if _, more := d.c.Draft.Awaits(); more {
		return d.awaitApproval()
	}
	p := *d.c.Draft
	needs, err := d.needs(p, e)
	if err != nil {
		return err
	}
	lacking := p.lacks(needs)
	if len(lacking) == 0 {
		return d.releaseOffer(p)
	}
	p.Needs = slices.Concat(p.Needs, lacking)
	return d.draft(p)
}

// RefuseApproval refuses to approve the offer that waits. It waits no longer and the complainant never hears of it.
type RefuseApproval struct {
	Offer  string `json:"offer"`
	For    string `json:"for,omitempty"`
	Reason string `json:"reason"`

	Behalf Role `json:"-"`
}

func (*RefuseApproval) name() string { return "refuse_approval" }

func (m *RefuseApproval) check() error {
	return cmp.Or(checkHash(m.Offer), oneLine("for", m.For), longText("reason", m.Reason, maxText))
}

func (m *RefuseApproval) decide(d *decision) error {
	if err := d.in(Handling); err != nil {
		return err
	}
	if _, err := d.approver(m.Offer, m.For, m.Behalf); err != nil {
		return err
	}
	d.endApproval()
	d.record(&ApprovalRefused{Offer: m.Offer, Reason: m.Reason, For: m.For})
	return nil
}

// approver is the role in which the actor may answer for the offer that waits.
func (d *decision) approver(offer, standsFor string, behalf Role) (Role, error) {
	need, waits := d.c.Draft.Awaits()
	if !waits || d.c.Draft.Hash != offer {
		return "", ConflictField("offer", "must be the hash of the offer that waits for approval; what was changed or answered meanwhile is another")
	}
	as := d.by.Role
	if standsFor != "" {
		if as = behalf; as == "" {
			return "", &Error{Kind: Forbidden, Field: "for", Detail: "must be somebody who is absent and for whom you stand in as an approver"}
		}
	}
	for _, who := range []string{d.by.ID, standsFor} {
		switch {
		case who == "":
		case who == d.c.Draft.By:
			return "", Errorf(Forbidden, "nobody approves what they proposed; another person has to")
		case d.c.Owner != nil && who == d.c.Owner.ID:
			return "", Errorf(Forbidden, "nobody approves on a case that they own; another person has to")
		case d.c.Draft.approvedBy(who):
			return "", Errorf(Forbidden, "nobody approves twice; another person has to")
		}
	}
	if !as.stands(need.Role) {
		return "", Errorf(Forbidden, "the offer waits for the approval of the %s", need.Role)
	}
	return as, nil
}

// stands says whether somebody in the role has the authority of the other: it is theirs, or below it in the line.
func (r Role) stands(other Role) bool {
	line := []Role{Agent, Lead, Manager, Executive}
	return r == other || slices.Contains(line, other) && slices.Index(line, r) > slices.Index(line, other)
}

// metBy are the approvals that somebody in a role gives at once: the next one, and those after it that are theirs too.
func (p *Plan) metBy(as Role) []Role {
	var met []Role
	for _, n := range p.Needs[len(p.Approvals):] {
		if !as.stands(n.Role) {
			break
		}
		met = append(met, n.Role)
	}
	return met
}

// awaitApproval starts the clock of the approval that the offer waits for, if the policy gives it one.
func (d *decision) awaitApproval() error {
	return d.answerable(Clock{
		ID: clockOf(MilestoneApproval, d.c.Revision), Milestone: MilestoneApproval, Anchor: AtPlan, MetBy: []Signal{SignalApproved},
	})
}

// answerable starts a clock for somebody's decision.
func (d *decision) answerable(k Clock) error {
	within := d.rules.AnswerWithin()
	if within == "" {
		return nil
	}
	return d.own(k, within)
}

// endApproval ends the wait for an approval: whoever was asked has answered.
func (d *decision) endApproval() { d.signal(SignalApproved) }

// dropApproval ends the wait for an approval that nobody needs to give any more.
func (d *decision) dropApproval() {
	d.supersede(func(k Clock) bool { return k.Milestone == MilestoneApproval })
}
