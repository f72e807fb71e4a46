package casework

import (
	"context"
	"errors"
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

// Rest is another case as it was when a decision took it into account.
type Rest struct {
	Ref      complaint.Ref
	Revision int
}

// ErrRest is the cause of an error of kind Stale where not the case itself has moved on, but another that the decision rests on.
var ErrRest = errors.New("another case that the decision rests on has moved on")

// inform completes a command by what is not on its case, and answers the cases that it was taken from.
func (g *Grants) inform(ctx context.Context, store Store, c complaint.Case, o Order) (rests []Rest, err error) {
	if g == nil {
		return nil, nil
	}
	switch cmd := o.Command.(type) {
	case *complaint.Propose:
		cmd.Elsewhere, rests, err = g.elsewhere(ctx, store, c, cmd.Pays())
	case *complaint.Execute:
		cmd.Elsewhere, rests, err = g.elsewhere(ctx, store, c, c.Plan.Pays())
	case *complaint.Approve:
		if cmd.Behalf, err = g.behalf(ctx, o, cmd.For); err == nil {
			cmd.Elsewhere, rests, err = g.elsewhere(ctx, store, c, c.Draft.Pays())
		}
	case *complaint.RefuseApproval:
		cmd.Behalf, err = g.behalf(ctx, o, cmd.For)
	}
	return rests, err
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

// elsewhere sums up what the case's complainant is granted on other cases, and says on which. Where nothing is to be paid, or the
// policy does not look elsewhere, nothing is asked for.
func (g *Grants) elsewhere(ctx context.Context, store Store, c complaint.Case, pays bool) (e complaint.Elsewhere, rests []Rest, err error) {
	if !pays {
		return e, nil, nil
	}
	rules, err := g.Book.Policy(ctx, c)
	if err != nil || rules.GrantWindow() == 0 || len(c.People) == 0 {
		return e, nil, err
	}
	others, full, err := g.others(ctx, c)
	if err != nil {
		return e, nil, err
	}
	e.Unseen = full
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
			return complaint.Elsewhere{}, nil, err
		default:
			count(&e, c, other, since)
			rests = append(rests, Rest{other.Ref(), other.Revision})
		}
	}
	return e, rests, nil
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
