package library

import (
	"time"

	"redress/internal/complaint"
)

// PrecedentOf is the precedent of a case that is closed, with the buckets it belongs in. The commits are all of the case.
func PrecedentOf(c complaint.Case, commits []complaint.Commit) (Precedent, []string) {
	look := LookIn(c, commits)
	p := Precedent{
		ID: IDOf(c.Ref()), Traits: look.Traits, Received: dayOf(c.ReceivedAt), Outcome: c.Outcome, Rounds: c.Round,
	}
	solved := c.ReceivedAt
	if c.Closed != nil {
		p.Closed, solved = dayOf(*c.Closed), *c.Closed
	}
	round, carried, plan := 1, time.Time{}, complaint.Plan{}
	for _, m := range commits {
		for _, e := range m.Events {
			switch e := e.(type) {
			case *complaint.Proposed:
				plan = e.Plan
				p.Offers = append(p.Offers, Offer{Round: round, Remedy: plan.Remedy, Amount: plan.Amount})
			case *complaint.Chosen:
				p.answered(true, plan.Options(), e.Option)
			case *complaint.AllDeclined:
				p.answered(false, nil, 0)
			case *complaint.RoundOpened:
				round = e.Round
			case *complaint.Carried:
				carried = m.At
			case *complaint.Answered:
				p.rated(e)
			}
		}
	}
	if !carried.IsZero() {
		solved = carried
	}
	p.Hours = int(solved.Sub(c.ReceivedAt).Hours())
	return p, look.Buckets()
}

// answered takes over what the complainant said to the last offer: yes to one of its options, or no.
func (p *Precedent) answered(accepted bool, options []complaint.Option, chosen int) {
	if len(p.Offers) == 0 {
		return
	}
	last := &p.Offers[len(p.Offers)-1]
	last.Accepted = &accepted
	if chosen >= 1 && chosen <= len(options) {
		last.Remedy, last.Amount = options[chosen-1].Remedy, options[chosen-1].Amount
	}
}

// rated takes an answer over without its words. A later one, of another round, takes its place.
func (p *Precedent) rated(e *complaint.Answered) {
	a, satisfied := e.Answer, e.Satisfied
	p.Ratings = &Ratings{Attitude: a.Attitude, Solved: a.Solved, Speed: a.Speed, Process: a.Process, Overall: a.Overall}
	p.Satisfied = &satisfied
}

// LookIn is the look of a case by its history. A case whose history does not begin with a complaint has no words.
func LookIn(c complaint.Case, commits []complaint.Commit) Look {
	filed := &complaint.Filed{Tenant: c.Tenant}
	for _, m := range commits {
		for _, e := range m.Events {
			if first, is := e.(*complaint.Filed); is {
				filed = first
			}
		}
	}
	return LookOf(c, filed, complaint.ReadingIn(commits))
}

func dayOf(at time.Time) string { return at.UTC().Format(time.DateOnly) }
