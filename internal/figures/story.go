package figures

import (
	"context"
	"fmt"
	"time"

	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/dynamo"
)

// Story is one complaint that is handled in time, from the filing to the satisfied answer, on a deployed stack.
type Story struct {
	Stack      *client.Stack
	Public     client.API
	Agent      client.API
	Mail, Text string

	receipt client.Receipt
	seen    bool // the agent has looked at the case
	Calls   Calls
}

// Calls counts the requests to the API.
type Calls struct{ Public, Staff int }

// Play plays the story to its end and answers the case.
func (s *Story) Play(ctx context.Context) (complaint.Case, error) {
	if err := s.file(ctx); err != nil {
		return complaint.Case{}, err
	}
	ref, table := complaint.Ref{Tenant: s.Public.Tenant, Case: s.receipt.Case}, s.Stack.Table()
	for {
		c, err := s.step(ctx, table, ref)
		if err != nil || c.Phase == complaint.Closed {
			return c, err
		}
		select {
		case <-ctx.Done():
			return c, fmt.Errorf("case %s stays %s: %w", c.ID, c.Phase, ctx.Err())
		case <-time.After(250 * time.Millisecond):
		}
	}
}

// file files the complaint; the complainant looks once how it goes.
func (s *Story) file(ctx context.Context) (err error) {
	s.receipt, err = s.Public.File(ctx, client.Complaint{
		Channel: complaint.Web, Demand: complaint.Refund, Content: s.Text,
		Complainant: complaint.Complainant{Name: "陈晓岚", Email: s.Mail}, Matter: complaint.Matter{Product: "W-320", Order: "2026-118"},
	}, "figures")
	if err != nil {
		return err
	}
	s.Calls.Public += 2
	_, err = s.Public.Follow(ctx, s.receipt)
	return err
}

// step does what is to be done now. It looks at the case past the functions, so that looking costs nothing.
func (s *Story) step(ctx context.Context, table *dynamo.Table, ref complaint.Ref) (complaint.Case, error) {
	c, err := table.Case(ctx, ref)
	if err != nil {
		return c, err
	}
	switch c.Phase {
	case complaint.Handling, complaint.Concluding:
		cmd := Duty(c, time.Now())
		if cmd == nil {
			return c, nil
		}
		return c, s.work(ctx, cmd)
	case complaint.Surveying:
		return c, s.answer(ctx, ref)
	case complaint.Received, complaint.Classified, complaint.Executed, complaint.Closed, complaint.Joint:
	}
	return c, nil
}

// work is what the agent does, who looks at the case before the first time.
func (s *Story) work(ctx context.Context, cmd complaint.Command) error {
	if !s.seen {
		s.seen = true
		s.Calls.Staff++
		if _, err := s.Agent.Case(ctx, s.receipt.Case); err != nil {
			return err
		}
	}
	s.Calls.Staff++
	_, err := s.Agent.Do(ctx, s.receipt.Case, cmd)
	return err
}

// answer answers the survey as soon as it was mailed.
func (s *Story) answer(ctx context.Context, ref complaint.Ref) error {
	secret, err := s.Stack.SurveySecret(ctx, s.Mail, ref.Case)
	if err != nil {
		return nil //nolint:nilerr // it has not been mailed yet
	}
	s.Calls.Public++
	return s.Public.Answer(ctx, ref.Case, secret, 5, "谢谢，处理得很好。")
}
