package casework

import (
	"context"
	"slices"

	"redress/internal/complaint"
)

// prepare gives a command what only the tenant's directory knows. The command that came in is left as it is.
func (a *Assigner) prepare(ctx context.Context, c complaint.Case, by complaint.Actor, cmd complaint.Command) (complaint.Command, error) {
	switch m := cmd.(type) {
	case *complaint.Assign:
		return a.assigned(ctx, c, by, *m)
	case *complaint.HandOver:
		return a.handedOver(ctx, c, by, *m)
	}
	return cmd, nil
}

func (a *Assigner) assigned(ctx context.Context, c complaint.Case, by complaint.Actor, m complaint.Assign) (complaint.Command, error) {
	if err := complaint.Permitted(c, &m, by); err != nil || a == nil {
		return &m, err // before anything is said of the directory
	}
	h, err := a.house(ctx, c, a.Book.Now())
	if err != nil || len(h.staff.Members) == 0 {
		return &m, err
	}
	m.Given = &complaint.Given{Gone: h.gone(c)}
	if own, known := h.staff.Member(by.ID); known {
		m.Given.Within = own.Department
	}
	if m.To != "" {
		return &m, h.named(m.Given, m.To)
	}
	excluded := slices.Clone(c.Excluded)
	if c.Owner != nil {
		excluded = append(excluded, c.Owner.ID)
	}
	chosen, why, _, err := a.choose(ctx, h, c, excluded)
	if err != nil || chosen == nil {
		return &m, err
	}
	m.Given.To, m.Given.Department, m.Given.Team, m.Given.Why = actorOf(chosen.Member), chosen.Department, chosen.Team, why
	return &m, nil
}

// named says to whom a case goes whom a person named.
func (h house) named(g *complaint.Given, user string) error {
	m, known := h.staff.Member(user)
	if !known || !complaint.Handles(m.Role) {
		return complaint.ConflictField("to", "must be the user name of somebody of your staff who handles cases")
	}
	if _, away := h.tenant.Substitute(user, h.at); away {
		return complaint.ConflictField("to", "must be somebody who is not absent")
	}
	g.To, g.Department, g.Team, g.Why = actorOf(m), m.Department, m.Team, complaint.Choice{Rule: complaint.ByHand}
	return nil
}

// handedOver finds the mail of whom a case is offered to. Where there is a directory nobody else can have it.
func (a *Assigner) handedOver(ctx context.Context, c complaint.Case, by complaint.Actor, m complaint.HandOver) (complaint.Command, error) {
	if err := complaint.Permitted(c, &m, by); err != nil || a == nil {
		return &m, err
	}
	staff, err := a.Book.Staff(ctx, c.Tenant)
	if err != nil || len(staff.Members) == 0 {
		return &m, lenient(ctx, c, err)
	}
	to, known := staff.Member(m.To)
	if !known || !complaint.Handles(to.Role) {
		return nil, complaint.ConflictField("to", "must be the user name of somebody of your staff who handles cases")
	}
	m.Mail = to.Mail
	return &m, nil
}
