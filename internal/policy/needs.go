package policy

import (
	"math/big"
	"slices"

	"redress/internal/complaint"
)

// Needs answers whose approvals an offer needs, in the order of the chain: of everybody above whoever proposes it, up to the first
// whose own limit holds all that would be granted; of legal by its rules; and of whoever decides on special demands. It fails with
// a Conflict where nobody may grant so much, or a sum is missing.
func (r Rules) Needs(g complaint.Granting) ([]complaint.Need, error) {
	a := r.Policy.Authority
	if a == nil {
		return nil, nil
	}
	why := map[complaint.Role][]string{}
	for _, o := range g.Options {
		if o.Amount == nil && slices.Contains(a.Priced, o.Remedy) {
			return nil, complaint.ConflictField("amount", "is required for the remedy %s", o.Remedy)
		}
		if err := a.reachUp(why, g, o); err != nil {
			return nil, err
		}
		a.review(why, g, o)
	}
	if g.Special {
		a.approveUpTo(why, g.By, a.Special, "special")
	}
	return a.inOrder(why), nil
}

// review asks legal by its rules.
func (a *Authority) review(why map[complaint.Role][]string, g complaint.Granting, o complaint.Option) {
	for _, rule := range a.Legal {
		if rule.speaks(g, o) {
			add(why, complaint.Legal, "legal."+rule.Rule)
		}
	}
}

// inOrder are the approvals that something asks for, in the order of the chain.
func (a *Authority) inOrder(why map[complaint.Role][]string) []complaint.Need {
	var needs []complaint.Need
	for _, role := range a.Chain {
		if reasons := why[role]; reasons != nil {
			needs = append(needs, complaint.Need{Role: role, Why: reasons})
		}
	}
	return needs
}

func add(why map[complaint.Role][]string, role complaint.Role, reason string) {
	if !slices.Contains(why[role], reason) {
		why[role] = append(why[role], reason)
	}
}

// reachUp finds who must approve an option for its sum.
func (a *Authority) reachUp(why map[complaint.Role][]string, g complaint.Granting, o complaint.Option) error {
	switch {
	case o.Amount == nil:
		return nil
	case a.holds(g.By, g, o) && g.Unseen:
		a.approveUpTo(why, g.By, a.above(g.By), "unseen")
		return nil
	case a.holds(g.By, g, o):
		return nil
	}
	for _, role := range a.Chain {
		if role != complaint.Legal && stands(role, g.By) && a.holds(role, g, o) {
			a.approveUpTo(why, g.By, role, "limit")
			return nil
		}
	}
	return complaint.ConflictField("amount", "is more than anybody may grant here, with what was granted already")
}

// approveUpTo asks everybody of the chain above whoever proposes, up to a role.
func (a *Authority) approveUpTo(why map[complaint.Role][]string, by, top complaint.Role, reason string) {
	for _, role := range a.Chain {
		if role != complaint.Legal && stands(role, by) && !stands(role, top) {
			add(why, role, reason)
		}
	}
}

// above is the first of the chain who stands above a role; empty: nobody does.
func (a *Authority) above(by complaint.Role) complaint.Role {
	for _, role := range a.Chain {
		if role != complaint.Legal && stands(role, by) {
			return role
		}
	}
	return ""
}

// stands says whether a role stands above another.
func stands(role, other complaint.Role) bool {
	return slices.Index(line, role) > slices.Index(line, other)
}

// holds says whether all that would be granted with an option is within a role's limit for it. Sums of several currencies are shares
// of the limit, which must not be more than the whole.
func (a *Authority) holds(role complaint.Role, g complaint.Granting, o complaint.Option) bool {
	i := slices.IndexFunc(a.Limits, func(l Limit) bool {
		return l.Role == role && fits(l.Flows, g.Flow) && fits(l.Grades, g.Grade) && fits(l.Remedies, o.Remedy)
	})
	switch {
	case i < 0:
		return false
	case a.Limits[i].Any:
		return true
	}
	return !a.Limits[i].Amount.exceededBy(granted(g, o))
}

func granted(g complaint.Granting, o complaint.Option) []complaint.Sum {
	sums := slices.Concat(g.Before, g.Other)
	if o.Amount != nil {
		sums = append(sums, *o.Amount)
	}
	return sums
}

// exceededBy says whether sums are, all together, more than the amounts.
func (a Amounts) exceededBy(sums []complaint.Sum) bool {
	share := a.share(sums)
	return share == nil || share.Cmp(big.NewRat(1, 1)) > 0
}

// share is how much of the amounts sums are, each of the amount of its currency; nil: there is none for a currency.
func (a Amounts) share(sums []complaint.Sum) *big.Rat {
	share := new(big.Rat)
	for _, s := range sums {
		limit, named := a[s.Currency]
		if !named {
			return nil
		}
		share.Add(share, big.NewRat(int64(s.Amount), int64(limit)))
	}
	return share
}

// speaks says whether legal reviews an option by the rule.
func (r Review) speaks(g complaint.Granting, o complaint.Option) bool {
	switch {
	case o.Amount == nil && !r.Unpaid:
		return false
	case !fits(r.Flows, g.Flow) || !fits(r.Grades, g.Grade) || !fits(r.Remedies, o.Remedy):
		return false
	}
	for _, f := range r.When {
		if !slices.Contains(g.Factors, f) {
			return false
		}
	}
	if r.Amount == nil {
		return true
	}
	share := r.Amount.share(granted(g, o))
	return share == nil || share.Cmp(big.NewRat(1, 1)) >= 0
}

// fits says whether a list holds a word; an empty one holds all.
func fits[T comparable](list []T, word T) bool { return len(list) == 0 || slices.Contains(list, word) }
