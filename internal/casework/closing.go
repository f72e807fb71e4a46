package casework

import (
	"context"
	"slices"
	"time"

	"redress/internal/complaint"
)

// Closing is what figures need of a case that closed: one small item, written with the commit that closed it, so that a report over a
// year reads twelve partitions and no case. It holds no name, no address, no words and no free text of anybody. A case that is opened
// again and closes again has another.
type Closing struct {
	Case       string               `json:"case"`
	At         time.Time            `json:"at"`
	ReceivedAt time.Time            `json:"received_at"`
	Policy     string               `json:"policy"` // version it was judged by
	Channel    complaint.Channel    `json:"channel"`
	Language   complaint.Language   `json:"language,omitempty"`
	Flow       complaint.Flow       `json:"flow,omitempty"`
	Category   complaint.Category   `json:"category,omitempty"`
	Cause      complaint.Cause      `json:"cause,omitempty"`
	Grade      complaint.Grade      `json:"grade,omitempty"`
	Department string               `json:"department,omitempty"`
	Tier       string               `json:"tier,omitempty"` // value tier of the complainant; empty: not known
	Demand     complaint.Demand     `json:"demand,omitempty"`
	Remedy     complaint.Demand     `json:"remedy,omitempty"` // carried out in the last round; empty: none was
	Paid       []complaint.Sum      `json:"paid,omitempty"`   // in all rounds, that of its parts too; of each currency one sum
	Outcome    complaint.Outcome    `json:"outcome"`
	Rounds     int                  `json:"rounds"`
	Reopened   int                  `json:"reopened,omitempty"`
	Joined     int                  `json:"joined,omitempty"`   // other cases that are a part of it
	Rungs      int                  `json:"rungs,omitempty"`    // of all ladders that were climbed
	Waited     int                  `json:"waited_s,omitempty"` // seconds in which the complainant was waited for
	Steps      []ClosingStep        `json:"steps,omitempty"`
	Rating     *ClosingRating       `json:"rating,omitempty"` // nil: the survey was not answered
	Secondary  []complaint.Category `json:"secondary,omitempty"`
	Again      bool                 `json:"again,omitempty"` // the same matter had come before
}

// ClosingStep is a milestone that was met.
type ClosingStep struct {
	Milestone string `json:"milestone"`
	Round     int    `json:"round"`
	After     int    `json:"after_s"` // seconds since the complaint was received, pauses included
	Late      bool   `json:"late,omitempty"`
}

// ClosingRating is the last answer to the survey, without its words, each from 1 to 5.
type ClosingRating struct {
	Attitude  int  `json:"attitude"`
	Solved    int  `json:"solved"`
	Speed     int  `json:"speed"`
	Process   int  `json:"process"`
	Overall   int  `json:"overall"`
	Satisfied bool `json:"satisfied,omitempty"` // as the policy judges it
}

// ClosingBook keeps what figures need of the cases that closed.
type ClosingBook interface {
	// Closings answers those of a tenant from one instant up to another, in the order of their instants.
	Closings(ctx context.Context, tenant string, from, until time.Time) ([]Closing, error)
}

// closingOf is the closing that a commit holds, if it closes its case.
func closingOf(after complaint.Case, m complaint.Commit, rules complaint.Rules) *Closing {
	if !closes(m) {
		return nil
	}
	c := &Closing{
		Case: after.ID, At: m.At, ReceivedAt: after.ReceivedAt, Policy: after.Policy, Channel: after.Channel, Language: after.Language,
		Flow: after.Flow, Category: after.Category, Secondary: after.Secondary, Cause: after.Cause, Grade: after.Grade,
		Department: after.Department, Demand: after.Demand, Outcome: after.Outcome, Rounds: after.Round, Reopened: after.Reopened,
		Joined: len(after.Absorbed), Again: after.Earlier.Repeated(), Paid: totals(after.GrantedSince(time.Time{})),
	}
	if after.Value != nil {
		c.Tier = after.Value.Tier
	}
	if _, done := after.Anchors[complaint.AtExecution]; done && after.Plan != nil {
		c.Remedy = after.Plan.Remedy
	}
	for _, p := range after.Pauses {
		c.Waited += int(p.To.Sub(p.From).Seconds())
	}
	for _, k := range after.Clocks {
		c.Rungs += k.Fired
		if !k.MetAt.IsZero() && !k.Recurs {
			c.Steps = append(c.Steps, ClosingStep{
				Milestone: k.Milestone, Round: k.Round, After: int(k.MetAt.Sub(after.ReceivedAt).Seconds()), Late: k.Breached(m.At),
			})
		}
	}
	if after.Survey != nil && after.Survey.Answer != nil {
		a := *after.Survey.Answer
		c.Rating = &ClosingRating{a.Attitude, a.Solved, a.Speed, a.Process, a.Overall, rules.Satisfied(a)}
	}
	return c
}

// totals adds sums up by currency.
func totals(sums []complaint.Sum) (by []complaint.Sum) {
	for _, s := range sums {
		i := slices.IndexFunc(by, func(t complaint.Sum) bool { return t.Currency == s.Currency })
		if i < 0 {
			by = append(by, s)
			continue
		}
		by[i].Amount += s.Amount
	}
	return by
}

func closes(m complaint.Commit) bool {
	for _, e := range m.Events {
		if _, is := e.(*complaint.Ended); is {
			return true
		}
	}
	return false
}
