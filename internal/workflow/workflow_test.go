package workflow_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/workflow"
)

// client notes what it is asked, as "ARN name input" or "token output", and fails as it is told.
type client struct {
	asked []string
	fails error
}

func (c *client) StartExecution(_ context.Context, in *sfn.StartExecutionInput, _ ...func(*sfn.Options)) (*sfn.StartExecutionOutput, error) {
	c.asked = append(c.asked, fmt.Sprintf("%s %s %s", aws.ToString(in.StateMachineArn), aws.ToString(in.Name), aws.ToString(in.Input)))
	return &sfn.StartExecutionOutput{}, c.fails
}

func (c *client) StopExecution(_ context.Context, in *sfn.StopExecutionInput, _ ...func(*sfn.Options)) (*sfn.StopExecutionOutput, error) {
	c.asked = append(c.asked, aws.ToString(in.ExecutionArn))
	return &sfn.StopExecutionOutput{}, c.fails
}

func (c *client) SendTaskSuccess(_ context.Context, in *sfn.SendTaskSuccessInput, _ ...func(*sfn.Options)) (*sfn.SendTaskSuccessOutput, error) {
	c.asked = append(c.asked, fmt.Sprintf("%s %s", aws.ToString(in.TaskToken), aws.ToString(in.Output)))
	return &sfn.SendTaskSuccessOutput{}, c.fails
}

var (
	ref    = complaint.Ref{Tenant: "acme", Case: "RD-0000-0000-0000-0001"}
	monday = time.Date(2026, time.March, 2, 1, 0, 0, 0, time.UTC)
)

func machines(fails error) (*workflow.Machines, *client) {
	c := &client{fails: fails}
	return &workflow.Machines{Client: c, Journey: "arn:journey", Timer: "arn:timer"}, c
}

// TestWhatIsAsked shows each call as Step Functions gets it: an execution is named by case and revision.
func TestWhatIsAsked(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(*workflow.Machines) error
		want string
	}{
		{
			"a journey", func(m *workflow.Machines) error {
				return m.StartJourney(t.Context(), casework.Position{Ref: ref, Phase: complaint.Received, Round: 1}, 7)
			},
			`arn:journey RD-0000-0000-0000-0001-7 {"tenant":"acme","case":"RD-0000-0000-0000-0001","phase":"received","round":1}`,
		},
		{
			"a timer", func(m *workflow.Machines) error {
				return m.StartTimer(t.Context(), casework.Timer{Ref: ref, Timer: 12, Until: monday})
			},
			`arn:timer RD-0000-0000-0000-0001-12 {"tenant":"acme","case":"RD-0000-0000-0000-0001","timer":12,"until":"2026-03-02T01:00:00Z"}`,
		},
		{
			"a timer that sleeps for nothing", func(m *workflow.Machines) error {
				m.Timer = "arn:aws:states:eu-west-1:1:stateMachine:redress-escalation"
				return m.StopTimer(t.Context(), casework.Timer{Ref: ref, Timer: 12})
			},
			`arn:aws:states:eu-west-1:1:execution:redress-escalation:RD-0000-0000-0000-0001-12`,
		},
		{
			"an answer", func(m *workflow.Machines) error {
				return m.Resume(t.Context(), "token", casework.Position{Ref: ref, Phase: complaint.Executed, Round: 2, SurveyAt: &monday})
			},
			`token {"tenant":"acme","case":"RD-0000-0000-0000-0001","phase":"executed","round":2,"survey_at":"2026-03-02T01:00:00Z"}`,
		},
		{
			"an answer without a survey", func(m *workflow.Machines) error {
				return m.Resume(t.Context(), "token", casework.Position{Ref: ref, Phase: complaint.Closed, Round: 1})
			},
			`token {"tenant":"acme","case":"RD-0000-0000-0000-0001","phase":"closed","round":1}`,
		},
	} {
		m, asked := machines(nil)
		if err := c.do(m); err != nil || len(asked.asked) != 1 || asked.asked[0] != c.want {
			t.Errorf("%s: %v %v, want %s", c.name, asked.asked, err, c.want)
		}
	}
}

// TestNamesOfExecutions: Step Functions takes 1 to 80 signs, and what differs has another name.
func TestNamesOfExecutions(t *testing.T) {
	m, asked := machines(nil)
	for _, id := range []string{"RD-0000-0000-0000-0001", "RD-ZZZZ-ZZZZ-ZZZZ-ZZZZ"} {
		for _, revision := range []int{1, 11, 111, 99_999_999} {
			if err := m.StartJourney(t.Context(), casework.Position{Ref: complaint.Ref{Tenant: "acme", Case: id}}, revision); err != nil {
				t.Fatal(err)
			}
		}
	}
	seen := map[string]bool{}
	for _, one := range asked.asked {
		var arn, name string
		if _, err := fmt.Sscan(one, &arn, &name); err != nil || len(name) > 80 || seen[name] {
			t.Errorf("the name %q: %v", name, err)
		}
		seen[name] = true
	}
}

var errThrottled = errors.New("ThrottlingException")

// TestStartingTwiceIsOnce: an execution that is there already was started; any other error is one.
func TestStartingTwiceIsOnce(t *testing.T) {
	for _, c := range []struct {
		name  string
		fails error
		want  error
	}{
		{"started", nil, nil},
		{"started before", &types.ExecutionAlreadyExists{}, nil},
		{"started before, wrapped as the SDK does", fmt.Errorf("operation error SFN: %w", &types.ExecutionAlreadyExists{}), nil},
		{"throttled", errThrottled, errThrottled},
		{"no machine", errors.Join(errThrottled, &types.StateMachineDoesNotExist{}), errThrottled},
		{"a bad name", errors.Join(errThrottled, &types.InvalidName{}), errThrottled},
	} {
		m, _ := machines(c.fails)
		for _, err := range []error{m.StartJourney(t.Context(), casework.Position{Ref: ref}, 1), m.StartTimer(t.Context(), casework.Timer{Ref: ref})} {
			if !errors.Is(err, c.want) || (c.want == nil) != (err == nil) {
				t.Errorf("%s: %v", c.name, err)
			}
		}
	}
}

// TestStoppingTwiceIsOnce: a timer that has ended is stopped; any other error is one.
func TestStoppingTwiceIsOnce(t *testing.T) {
	for _, c := range []struct{ fails, want error }{
		{nil, nil}, {&types.ExecutionDoesNotExist{}, nil}, {errThrottled, errThrottled},
	} {
		m, _ := machines(c.fails)
		if err := m.StopTimer(t.Context(), casework.Timer{Ref: ref, Timer: 1}); !errors.Is(err, c.want) || (c.want == nil) != (err == nil) {
			t.Errorf("%v: %v", c.fails, err)
		}
	}
}

// TestNobodyWaits: three errors say that a token's execution is gone; any other says only that it could not be told.
func TestNobodyWaits(t *testing.T) {
	for _, c := range []struct {
		fails error
		gone  bool
	}{
		{nil, false},
		{&types.TaskDoesNotExist{}, true},
		{&types.TaskTimedOut{}, true},
		{&types.InvalidToken{}, true},
		{fmt.Errorf("operation error SFN: %w", &types.TaskTimedOut{}), true},
		{&types.InvalidOutput{}, false},
		{&types.KmsThrottlingException{}, false},
		{errThrottled, false},
		{context.DeadlineExceeded, false},
	} {
		m, _ := machines(c.fails)
		err := m.Resume(t.Context(), "token", casework.Position{Ref: ref})
		if gone := errors.Is(err, casework.ErrNoWaiter); gone != c.gone || (err == nil) != (c.fails == nil) {
			t.Errorf("%T: %v", c.fails, err)
		}
	}
}
