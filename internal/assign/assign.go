// Package assign finds who gets a case: of the people of its department those who know the matter and the language, are neither
// excluded nor absent nor full, and of these who is at work soonest and has least to do. The same question has the same answer,
// and the answer says why.
package assign

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"time"

	"redress/internal/complaint"
	"redress/internal/tenant"
)

// Need is the case that somebody is looked for.
type Need struct {
	Case       string
	Department string
	Team       string // empty: any of the department
	Flow       complaint.Flow
	Grade      complaint.Grade
	Language   complaint.Language // of the complainant; empty: not known
	Excluded   []string           // user names
}

// Rule is how the policy has them chosen.
type Rule struct {
	Roles  []complaint.Role // who is given cases
	Weight map[complaint.Grade]int
	AtOnce bool             // only who is at work now will do
	OnCall []complaint.Role // who has it then if nobody is
}

// Person is a member of staff as they stand at the moment.
type Person struct {
	tenant.Member
	Load Load
	Away bool      // by the tenant's record of absences
	From time.Time // when they are at work next; zero: they are now
}

// Load is how many open cases somebody has, by grade; those that are not graded yet are under 0.
type Load map[complaint.Grade]int

// Cases is how many they are.
func (l Load) Cases() (n int) {
	for _, k := range l {
		n += k
	}
	return n
}

// Weighed is what they weigh. A grade without a weight weighs one.
func (l Load) Weighed(weight map[complaint.Grade]int) (n int) {
	for g, k := range l {
		n += k * cmp.Or(weight[g], 1)
	}
	return n
}

// shown is how many candidates a choice names.
const shown = 3

// Choose chooses; nil: nobody is free.
func Choose(n Need, r Rule, people []Person) (*Person, complaint.Choice) {
	least := complaint.Choice{Rule: complaint.LeastLoaded, Considered: len(people)}
	left, passed := sift(n, r, people, true)
	if len(left) == 0 && hasPassed(passed, complaint.LacksWords) { // better somebody who needs an interpreter than nobody
		left, passed = sift(n, r, people, false)
		if len(left) > 0 {
			least.Waived = "language"
		}
	}
	least.Passed = passed
	if len(left) > 0 {
		return n.best(r, left, least)
	}
	call := complaint.Choice{Rule: complaint.OnCall, Considered: len(people), Passed: passed}
	if onCall := standBy(n, r, people); r.AtOnce && len(onCall) > 0 {
		return n.best(r, onCall, call)
	}
	call.Rule = complaint.NobodyFree
	return nil, call
}

// sift passes over whoever cannot have the case, and counts why.
func sift(n Need, r Rule, people []Person, words bool) (left []Person, passed []complaint.Passed) {
	count := map[complaint.PassedOver]int{}
	for _, p := range people {
		why := p.unfit(n, r, words)
		if why == "" {
			left = append(left, p)
			continue
		}
		count[why]++
	}
	for _, why := range complaint.PassedOvers {
		if count[why] > 0 {
			passed = append(passed, complaint.Passed{Why: why, People: count[why]})
		}
	}
	return left, passed
}

func hasPassed(passed []complaint.Passed, why complaint.PassedOver) bool {
	return slices.ContainsFunc(passed, func(p complaint.Passed) bool { return p.Why == why })
}

// unfit is the first reason why somebody cannot have the case; empty: they can.
func (p Person) unfit(n Need, r Rule, words bool) complaint.PassedOver { //nolint:gocyclo // a list of reasons
	switch {
	case !slices.Contains(r.Roles, p.Role):
		return complaint.OtherRole
	case p.Department != n.Department:
		return complaint.OtherPlace
	case n.Team != "" && p.Team != n.Team:
		return complaint.OtherTeam
	case slices.Contains(n.Excluded, p.User):
		return complaint.WasExcluded
	case p.Away:
		return complaint.IsAway
	case len(p.Skills) > 0 && !slices.Contains(p.Skills, n.Flow):
		return complaint.LacksSkill
	case words && n.Language != "" && len(p.Languages) > 0 && !slices.Contains(p.Languages, n.Language):
		return complaint.LacksWords
	case p.Full():
		return complaint.IsFull
	case r.AtOnce && !p.From.IsZero():
		return complaint.IsOff
	}
	return ""
}

// Full says whether somebody has as many cases as they can have.
func (p Person) Full() bool { return p.Capacity > 0 && p.Load.Cases() >= p.Capacity }

// standBy are those who are on call for a department, or else for all: their hours and their skills are not asked for.
func standBy(n Need, r Rule, people []Person) []Person {
	var own, all []Person
	for _, p := range people {
		if !slices.Contains(r.OnCall, p.Role) || p.Away || p.Full() || slices.Contains(n.Excluded, p.User) {
			continue
		}
		if all = append(all, p); p.Department == n.Department {
			own = append(own, p)
		}
	}
	if len(own) > 0 {
		return own
	}
	return all
}

// best orders those who are left, and answers the first with the reasons.
func (n Need) best(r Rule, left []Person, why complaint.Choice) (*Person, complaint.Choice) {
	slices.SortFunc(left, func(a, b Person) int {
		return cmp.Or(
			a.From.Compare(b.From),
			cmp.Compare(a.Load.Weighed(r.Weight), b.Load.Weighed(r.Weight)),
			cmp.Compare(a.Load.Cases(), b.Load.Cases()),
			cmp.Compare(n.lot(a.User), n.lot(b.User)),
			cmp.Compare(a.User, b.User),
		)
	})
	for _, p := range left[:min(shown, len(left))] {
		why.Candidates = append(why.Candidates, complaint.Candidate{
			User: p.User, Cases: p.Load.Cases(), Load: p.Load.Weighed(r.Weight), From: p.From,
		})
	}
	return &left[0], why
}

// lot decides between equals: otherwise for each case, and always the same for one.
func (n Need) lot(user string) uint64 {
	sum := sha256.Sum256([]byte(n.Case + "#" + user))
	return binary.BigEndian.Uint64(sum[:])
}
