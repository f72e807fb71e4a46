package casework

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"redress/internal/complaint"
	"redress/internal/duplicate"
)

// Recogniser finds the cases that are the same complaint as a new one (requirement A3), what its complainant complained of
// before, and their value as a customer (A7). It asks for so many prints and cases at most, however many are kept.
type Recogniser struct {
	Key    duplicate.Key
	Book   *Book
	People PersonIndex
}

// mostTwins is how many cases are looked at that may be the same complaint, the surest first.
const mostTwins = complaint.MostAgain

// mostParts is how many complaints the machine makes one case of: who sends more in a month is left to a person, and no case
// grows without end.
const mostParts = 20

// seen is what is known of a new complaint from those before it.
type seen struct {
	earlier *complaint.Earlier
	twins   []complaint.Twin // to be proposed
	certain []certain        // to be merged
	value   *complaint.Value
	others  int      // complaints with one of its addresses at about the same time
	people  []string // keys under which the complainant's complaints are found
}

// certain is a case that is the same complaint for sure.
type certain struct {
	complaint.Twin
	whole complaint.Case // the case, or the one that it is a part of
}

// candidate is a complaint of the same complainant, and how sure it is that it is the same.
type candidate struct {
	print   duplicate.Print
	twin    complaint.Twin
	apart   time.Duration
	verdict duplicate.Verdict
}

// look compares a complaint, as it was read, with the others of its complainant.
func (r *Recogniser) look(ctx context.Context, store Store, c complaint.Case, f *complaint.Filed, reading complaint.Reading) (seen, error) {
	if r == nil {
		return seen{}, nil
	}
	rules, err := r.Book.Policy(ctx, c)
	if err != nil {
		return seen{}, err
	}
	merge, propose, within, remember := rules.Sameness()
	if remember == 0 {
		return seen{}, nil
	}
	limits := duplicate.Limits{Merge: merge, Propose: propose, Within: within}
	mine := r.Key.Print(f)
	known, err := r.known(ctx, f.Tenant, mine)
	if err != nil {
		return seen{}, err
	}
	others := slices.DeleteFunc(others(mine, known), func(p duplicate.Print) bool { return p.ReceivedAt.Before(mine.ReceivedAt.Add(-remember)) })
	all := candidates(mine, others, limits)
	met, err := r.meet(ctx, store, c.Tenant, limits.Propose, all)
	if err != nil {
		return seen{}, err
	}
	s := judge(c, all, met, func(e *complaint.Earlier) complaint.Grade { return reading.Graded(rules, e).Grade })
	s.value, s.people = value(rules, f, known), peopleOf(rules, mine)
	s.others = near(all, rules.AddressWindow())
	return s, nil
}

// known is what is kept under each of a print's keys, in their order.
func (r *Recogniser) known(ctx context.Context, tenant string, mine duplicate.Print) ([]Person, error) {
	var known []Person
	for _, key := range mine.People() {
		p, err := r.People.Person(ctx, tenant, key)
		if err != nil {
			return nil, err
		}
		known = append(known, p)
	}
	return known, nil
}

// others are the newest prints of a print's complainant, each once.
func others(mine duplicate.Print, known []Person) []duplicate.Print {
	var found []duplicate.Print
	for _, person := range known {
		for _, p := range person.Prints {
			if p.Case != mine.Case && !slices.ContainsFunc(found, func(q duplicate.Print) bool { return q.Case == p.Case }) {
				found = append(found, p)
			}
		}
	}
	return found
}

// candidates are prints compared, the surest first, of equal ones the nearest in time.
func candidates(mine duplicate.Print, others []duplicate.Print, limits duplicate.Limits) []candidate {
	all := make([]candidate, len(others))
	for i, p := range others {
		twin := duplicate.Compare(mine, p)
		apart := p.ReceivedAt.Sub(mine.ReceivedAt)
		all[i] = candidate{p, twin, apart.Abs(), limits.Verdict(twin.Score, apart)}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.twin.Score, a.twin.Score), cmp.Compare(a.apart, b.apart), strings.Compare(a.print.Case, b.print.Case))
	})
	return all
}

// near counts those that came within a time of the complaint, before it or after: of many at once nobody knows the first.
func near(all []candidate, within time.Duration) (n int) {
	for _, k := range all {
		if within > 0 && k.apart <= within {
			n++
		}
	}
	return n
}

// meeting is a candidate that may be the same, and its case as it is now, or the one that it is a part of.
type meeting struct {
	candidate
	other complaint.Case
}

// meet asks for the cases that may be the same.
func (r *Recogniser) meet(ctx context.Context, store Store, tenant string, propose float64, all []candidate) ([]meeting, error) {
	var met []meeting
	for i, k := range all {
		if k.twin.Score < propose || i == mostTwins {
			break
		}
		other, err := whole(ctx, store, complaint.Ref{Tenant: tenant, Case: k.print.Case})
		switch {
		case complaint.Is(err, complaint.NotFound):
			continue
		case err != nil:
			return nil, err
		}
		met = append(met, meeting{k, other})
	}
	return met, nil
}

// judge says what is to become of each case that may be the same. That a complaint is made again may make it graver, and one that
// is graver is merged with fewer: then it is judged once more. What is made again does not depend on the grade.
func judge(c complaint.Case, all []candidate, met []meeting, grade func(*complaint.Earlier) complaint.Grade) seen {
	first := grade(nil)
	s := settle(c, all, met, first)
	if g := grade(s.earlier); g < first {
		s = settle(c, all, met, g)
	}
	return s
}

// settle is judge for a complaint of a grade.
func settle(c complaint.Case, all []candidate, met []meeting, g complaint.Grade) seen {
	var s seen
	var one []string // case with the new one
	for _, m := range met {
		switch {
		case m.other.ID == c.ID, s.knows(m.other.ID):
			one = append(one, m.print.Case)
		case apart(c, m.other, m.print.Case):
		case m.place(&s, c, m.other, g):
			one = append(one, m.print.Case)
		}
	}
	s.remember(c, all, one)
	return s
}

// place says what is to become of a case that may be the same: it is merged, proposed, or the same matter again. It says
// whether it is one with the new case.
func (k candidate) place(s *seen, c, other complaint.Case, g complaint.Grade) bool {
	switch mergeable := other.Mergeable(); {
	case mergeable && k.verdict == duplicate.Merge && !hides(c, other, g) && len(c.Absorbed)+len(other.Absorbed) < mostParts:
		s.certain = append(s.certain, certain{k.twin, other})
		return true
	case mergeable && k.verdict != duplicate.Nothing:
		k.twin.Case = other.ID
		s.twins = append(s.twins, k.twin)
	case k.print.ReceivedAt.Before(c.ReceivedAt):
		s.again(k.print.Case)
	}
	return false
}

// hides says whether a merge would let a grave case disappear in a less grave one: that is a person's to decide. g is the
// grade that c has or is about to be given.
func hides(c, other complaint.Case, g complaint.Grade) bool {
	if other.Grade == 0 { // it will be read as at least as grave
		return false
	}
	c.Grade = g
	if c.Gravest != 0 {
		c.Grade = min(g, c.Gravest)
	}
	survives, joins := complaint.Survivor(c, other)
	return joins.Grade < survives.Grade
}

func apart(c, other complaint.Case, part string) bool {
	return c.ApartFrom(other) || slices.Contains(c.Apart, part)
}

// whole is a case, or the one that it is a part of, or that one is.
func whole(ctx context.Context, store Store, ref complaint.Ref) (complaint.Case, error) {
	c, err := store.Case(ctx, ref)
	for hops := 0; err == nil && c.Union != nil && hops < mostParts; hops++ {
		ref.Case = c.Union.Into
		c, err = store.Case(ctx, ref)
	}
	return c, err
}

func (s *seen) knows(id string) bool {
	return slices.ContainsFunc(s.certain, func(k certain) bool { return k.whole.ID == id }) ||
		slices.ContainsFunc(s.twins, func(t complaint.Twin) bool { return t.Case == id })
}

func (s *seen) again(id string) {
	if s.earlier == nil {
		s.earlier = &complaint.Earlier{}
	}
	s.earlier.Again = append(s.earlier.Again, id)
}

// remember counts the complaints before the new one that are not one with it.
func (s *seen) remember(c complaint.Case, all []candidate, one []string) {
	for _, k := range all {
		at := k.print.ReceivedAt
		if len(k.twin.Why) == 0 || !at.Before(c.ReceivedAt) || slices.Contains(one, k.print.Case) {
			continue
		}
		if s.earlier == nil {
			s.earlier = &complaint.Earlier{}
		}
		s.earlier.Complaints++
		if at.After(s.earlier.Last) {
			s.earlier.Last, s.earlier.LastCase = at, k.print.Case
		}
	}
}
