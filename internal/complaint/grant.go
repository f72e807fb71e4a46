package complaint

import (
	"slices"
	"time"
)

// Grant is an amount that was paid, and when.
type Grant struct {
	Sum
	At time.Time `json:"at"`
}

// Granting is what an offer would grant, and what was granted already, by which it is judged whose approval it needs.
type Granting struct {
	Flow    Flow
	Grade   Grade
	Factors []Factor // that the complaint speaks of
	By      Role     // who proposes
	Options []Option
	Before  []Sum // granted on the case before, in all of its rounds
	Other   []Sum // granted to the complainant on other cases of theirs, as long ago as the policy looks
	Unseen  bool  // there are more such cases than were looked at
	Special bool  // the complainant declined what was offered and asks for something of their own
}

// Elsewhere is what a complainant is granted on their other cases, as it was looked up for a decision.
type Elsewhere struct {
	Granted []Sum // carried out
	Open    []Sum // offered and not carried out yet
	Unseen  bool  // there are more cases than were looked at
}

// Outstanding is the most that would be granted if the case's offer were carried out, by currency: one that waits for approval as
// well as one that the complainant knows of.
func (c Case) Outstanding() []Sum {
	var most []Sum
	if c.Phase != Handling {
		return nil
	}
	for _, p := range []*Plan{c.Plan, c.Draft} {
		if chosen, is := p.Chosen(); is {
			return sumsOf([]Option{chosen})
		}
		if p != nil && !p.Refused() {
			most = append(most, sumsOf(p.Options())...)
		}
	}
	return largest(most)
}

// GrantedSince are the sums that were granted on the case at or after an instant, those of cases that became a part of it too.
func (c Case) GrantedSince(at time.Time) []Sum {
	var sums []Sum
	for _, g := range c.grants() {
		if !g.At.Before(at) {
			sums = append(sums, g.Sum)
		}
	}
	return sums
}

func (c Case) grants() []Grant {
	all := slices.Clone(c.Granted)
	for _, a := range c.Absorbed {
		all = append(all, a.Granted...)
	}
	return all
}

func sumsOf(options []Option) []Sum {
	var sums []Sum
	for _, o := range options {
		if o.Amount != nil {
			sums = append(sums, *o.Amount)
		}
	}
	return sums
}

// largest keeps of each currency the largest sum.
func largest(sums []Sum) []Sum {
	var kept []Sum
	for _, s := range sums {
		i := slices.IndexFunc(kept, func(k Sum) bool { return k.Currency == s.Currency })
		switch {
		case i < 0:
			kept = append(kept, s)
		case s.Amount > kept[i].Amount:
			kept[i] = s
		}
	}
	return kept
}

// granting is what a plan's options would grant, by what is known of the case and of the complainant's other cases.
func (d *decision) granting(p Plan, options []Option, other []Sum, unseen bool) Granting {
	return Granting{
		Flow: d.c.Flow, Grade: d.c.Grade, Factors: d.c.Factors, By: p.Role, Options: options,
		Before: d.c.GrantedSince(time.Time{}), Other: other, Unseen: unseen, Special: d.c.demanded(),
	}
}

// needs are the approvals that a plan needs before the complainant is told of it.
func (d *decision) needs(p Plan, e Elsewhere) ([]Need, error) {
	return d.rules.Needs(d.granting(p, p.Options(), slices.Concat(e.Granted, e.Open), e.Unseen))
}

// unapproved are the approvals that carrying out an option of a plan needs and that the plan does not have. What the complainant was
// told of before there was an authority list needs none.
func (d *decision) unapproved(p Plan, o Option, e Elsewhere) ([]Need, error) {
	if p.Hash == "" {
		return nil, nil
	}
	about := d.granting(p, []Option{o}, e.Granted, e.Unseen)
	needs, err := d.rules.Needs(about)
	return p.lacks(needs), err
}

// lacks are the needs for which the plan has no approval.
func (p Plan) lacks(needs []Need) []Need {
	return slices.DeleteFunc(slices.Clone(needs), func(n Need) bool {
		return slices.ContainsFunc(p.Approvals, func(a Approval) bool { return a.Role == n.Role })
	})
}
