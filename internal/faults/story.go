package faults

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"redress/internal/access"
	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/forms"
)

// Cases shows cases to the run, past the functions and the faults.
type Cases interface {
	Case(ctx context.Context, ref complaint.Ref) (complaint.Case, error)
}

// Story is one complaint of the run: what was sent, what was answered, and what staff were told that they did.
type Story struct {
	Serial  int
	Part    Part
	Ref     complaint.Ref
	Receipt client.Receipt
	Second  *client.Receipt // of the same request sent once more
	Done    map[string]int  // commands that were answered with the case
	Answers int             // to the survey, that were taken
	Err     error           // why it did not come to its end
}

// Company is the tenant of a story, with its people.
type Company struct {
	Public Patient
	Staff  []Patient // by the round that they handle
	Key    access.Key
	Cases  Cases
}

// look is how often a story looks at its case while others are at work on it. Hundreds look at the same time.
const look = 4 * time.Second

// Work works on the case until it is closed, or the context ends.
func (s *Story) Work(ctx context.Context, co Company) error {
	s.Done = map[string]int{}
	for turn := 1; ; turn++ {
		c, err := co.Cases.Case(ctx, s.Ref)
		if err != nil {
			return err
		}
		if c.Phase == complaint.Closed {
			return nil
		}
		busy, err := s.turn(ctx, co, c, turn)
		if err != nil {
			return fmt.Errorf("%s, %s: %w", c.ID, c.Phase, err)
		}
		if busy {
			continue
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s stays %s: %w", c.ID, c.Phase, ctx.Err())
		case <-time.After(look):
		}
	}
}

// turn does what is to be done with the case as it is, and says whether there was anything.
func (s *Story) turn(ctx context.Context, co Company, c complaint.Case, turn int) (busy bool, err error) {
	switch c.Phase {
	case complaint.Handling, complaint.Concluding:
		cmd := next(c)
		if cmd == nil {
			return false, nil
		}
		return true, s.command(ctx, co, c, turn, cmd)
	case complaint.Surveying:
		return false, s.answer(ctx, co, c)
	case complaint.Received, complaint.Classified, complaint.Executed, complaint.Closed, complaint.Joint:
	}
	return false, nil
}

// command carries a command out: every other one only if the case is as it was read.
func (s *Story) command(ctx context.Context, co Company, c complaint.Case, turn int, cmd complaint.Command) error {
	hand := co.Staff[min(c.Round, len(co.Staff))-1]
	revision := 0
	if turn%2 == 0 {
		revision = c.Revision
	}
	err := hand.Do(ctx, c.ID, fmt.Sprintf("turn-%d-%d", s.Serial, turn), revision, cmd)
	switch {
	case err == nil:
		s.Done[complaint.Name(cmd)]++
		return nil
	case refusedWith(err, http.StatusPreconditionFailed), refusedWith(err, http.StatusConflict):
		return nil // it moved on; it is read again
	}
	return fmt.Errorf("%s: %w", complaint.Name(cmd), err)
}

// answer answers the survey as the story has it.
func (s *Story) answer(ctx context.Context, co Company, c complaint.Case) error {
	rating := 5
	switch {
	case s.Part == Unanswered:
		return nil
	case s.Part == Again && c.Round == 1:
		rating = 1
	}
	err := co.Public.Answer(ctx, c.ID, co.Key.Secret(c, access.ToAnswer(c.Round)), rating)
	if refusedWith(err, http.StatusConflict) || refusedWith(err, http.StatusNotFound) {
		return nil // it moved on, or has expired before it was asked
	}
	if err == nil {
		s.Answers++
	}
	return err
}

// next is what staff do next with a case; nil: nothing is left.
func next(c complaint.Case) complaint.Command {
	switch {
	case c.Owner == nil:
		return &complaint.Take{}
	case !c.Assessed:
		return &complaint.Assess{}
	}
	if _, called := c.Heard[complaint.SignalContacted]; !called && c.Phase == complaint.Handling {
		return &complaint.Contact{By: "phone", Note: "Called."}
	}
	for _, k := range c.Clocks {
		if k.Open() && k.MeetableBy(complaint.SignalRecorded) {
			return &complaint.Record{Milestone: k.Milestone, Note: "Looked into.", Data: forms.Example(c.Flow, k.Milestone)}
		}
	}
	switch {
	case c.Phase != complaint.Handling:
		return nil
	case c.Plan == nil:
		return &complaint.Propose{Remedy: complaint.Refund, Text: "We refund it in full."}
	}
	return &complaint.Execute{Note: "Refunded."}
}

// refOf is the case of a receipt.
func refOf(tenant string, r client.Receipt) complaint.Ref {
	return complaint.Ref{Tenant: tenant, Case: r.Case}
}

var _ Cases = casework.Store(nil)
