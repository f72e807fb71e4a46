package casework

import (
	"context"
	"time"

	"redress/internal/complaint"
	"redress/internal/duplicate"
	"redress/internal/policy"
)

// Grants knows what a decision on money needs besides the case: what the complainant was granted on other cases, so that nobody
// splits a sum below their limit, and for whom somebody stands in. It asks for the prints under the complainant's keys and for at most
// PrintPage cases, however many are kept.
type Grants struct {
	Book   *Book
	People PersonIndex
}

// inform completes a command by what is not on its case.
func (g *Grants) inform(ctx context.Context, store Store, c complaint.Case, o Order) error {
	if g == nil {
		return nil
	}
	var err error
	switch cmd := o.Command.(type) {
	case *complaint.Propose:
		cmd.Elsewhere, err = g.elsewhere(ctx, store, c, cmd.Pays())
	case *complaint.Execute:
		cmd.Elsewhere, err = g.elsewhere(ctx, store, c, c.Plan.Pays())
	case *complaint.Approve:
		if cmd.Behalf, err = g.behalf(ctx, o, cmd.For); err == nil {
			cmd.Elsewhere, err = g.elsewhere(ctx, store, c, c.Draft.Pays())
		}
	case *complaint.RefuseApproval:
		cmd.Behalf, err = g.behalf(ctx, o, cmd.For)
	}
	return err
}

// behalf is the role of an absent approver for whom the actor stands in now; none: they do not.
func (g *Grants) behalf(ctx context.Context, o Order, absent string) (complaint.Role, error) {
	if absent == "" {
		return "", nil
	}
	t, err := g.Book.Tenant(ctx, o.Ref.Tenant)
	if err != nil {
		return "", err
	}
	return t.ApprovesFor(o.By.ID, absent, g.Book.Now()), nil
}

// elsewhere sums up what the case's complainant is granted on other cases. Where nothing is to be paid, or the policy does not look
// elsewhere, nothing is asked for.
func (g *Grants) elsewhere(ctx context.Context, store Store, c complaint.Case, pays bool) (complaint.Elsewhere, error) {
	if !pays {
		return complaint.Elsewhere{}, nil
	}
	rules, err := g.Book.Policy(ctx, c)
	if err != nil || rules.GrantWindow() == 0 || len(c.People) == 0 {
		return complaint.Elsewhere{}, err
	}
	others, full, err := g.others(ctx, c)
	if err != nil {
		return complaint.Elsewhere{}, err
	}
	e := complaint.Elsewhere{Unseen: full}
	since := g.Book.Now().Add(-rules.GrantWindow())
	for i, p := range others {
		if i == PrintPage {
			e.Unseen = true
			break
		}
		other, err := store.Case(ctx, complaint.Ref{Tenant: c.Tenant, Case: p.Case})
		switch {
		case complaint.Is(err, complaint.NotFound):
		case err != nil:
			return complaint.Elsewhere{}, err
		default:
			count(&e, c, other, since)
		}
	}
	return e, nil
}

// count adds what a case grants; that of one which is a part of this case is counted there.
func count(e *complaint.Elsewhere, c, other complaint.Case, since time.Time) {
	if other.Union != nil && other.Union.Into == c.ID {
		return
	}
	e.Granted = append(e.Granted, other.GrantedSince(since)...)
	e.Open = append(e.Open, other.Outstanding()...)
}

// others are the complainant's other complaints, and whether there may be more than were read.
func (g *Grants) others(ctx context.Context, c complaint.Case) (found []duplicate.Print, full bool, err error) {
	var known []Person
	for _, key := range c.People {
		p, err := g.People.Person(ctx, c.Tenant, key)
		if err != nil {
			return nil, false, err
		}
		known, full = append(known, p), full || len(p.Prints) >= PrintPage
	}
	return others(duplicate.Print{Case: c.ID}, known), full, nil
}

// peopleOf are the keys by which a decision on money finds the complainant's other cases; none where the policy does not ask.
func peopleOf(rules policy.Rules, mine duplicate.Print) []string {
	if rules.GrantWindow() == 0 {
		return nil
	}
	return mine.People()
}
