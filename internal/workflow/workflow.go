// Package workflow starts the state machines' executions and wakes the one that waits.
package workflow

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Client is what it needs of Step Functions.
type Client interface {
	StartExecution(context.Context, *sfn.StartExecutionInput, ...func(*sfn.Options)) (*sfn.StartExecutionOutput, error)
	StopExecution(context.Context, *sfn.StopExecutionInput, ...func(*sfn.Options)) (*sfn.StopExecutionOutput, error)
	SendTaskSuccess(context.Context, *sfn.SendTaskSuccessInput, ...func(*sfn.Options)) (*sfn.SendTaskSuccessOutput, error)
}

// Machines are the two state machines of an installation, by their ARNs.
type Machines struct {
	Client  Client
	Journey string
	Timer   string
}

// StartJourney starts the journey of a case that the revision calls for, where the case stands.
func (m *Machines) StartJourney(ctx context.Context, p casework.Position, revision int) error {
	return m.start(ctx, m.Journey, name(p.Ref, revision), p)
}

// StartTimer starts a timer.
func (m *Machines) StartTimer(ctx context.Context, t casework.Timer) error {
	return m.start(ctx, m.Timer, name(t.Ref, t.Timer), t)
}

// StopTimer ends a timer in its sleep. One that has ended, or never was, is stopped already.
func (m *Machines) StopTimer(ctx context.Context, t casework.Timer) error {
	at := strings.Replace(m.Timer, ":stateMachine:", ":execution:", 1) + ":" + name(t.Ref, t.Timer)
	_, err := m.Client.StopExecution(ctx, &sfn.StopExecutionInput{ExecutionArn: &at})
	var gone *types.ExecutionDoesNotExist
	if errors.As(err, &gone) {
		return nil
	}
	return err
}

// name makes an execution's name; the same revision of the same case starts the same execution, once.
func name(ref complaint.Ref, revision int) string { return fmt.Sprintf("%s-%d", ref.Case, revision) }

func (m *Machines) start(ctx context.Context, machine, name string, input any) error {
	data, err := json.Marshal(input)
	if err != nil {
		return err
	}
	_, err = m.Client.StartExecution(ctx, &sfn.StartExecutionInput{
		StateMachineArn: &machine, Name: &name, Input: aws.String(string(data)),
	})
	var exists *types.ExecutionAlreadyExists
	if errors.As(err, &exists) {
		return nil
	}
	return err
}

// Resume tells the execution that waits with the token where the case stands.
func (m *Machines) Resume(ctx context.Context, token string, p casework.Position) error {
	data, err := json.Marshal(p)
	if err != nil {
		return err
	}
	_, err = m.Client.SendTaskSuccess(ctx, &sfn.SendTaskSuccessInput{TaskToken: &token, Output: aws.String(string(data))})
	if nobodyWaits(err) {
		return casework.ErrNoWaiter
	}
	return err
}

// nobodyWaits says whether the token's execution is gone: ended, timed out, or never was.
func nobodyWaits(err error) bool {
	var (
		unknown *types.TaskDoesNotExist
		late    *types.TaskTimedOut
		broken  *types.InvalidToken
	)
	return errors.As(err, &unknown) || errors.As(err, &late) || errors.As(err, &broken)
}
