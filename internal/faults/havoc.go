package faults

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
)

// Havoc aborts executions and brings notices to their sender again, past the faults.
type Havoc struct {
	Stack *client.Stack
	Dice  *Dice

	mu       sync.Mutex
	refs     []complaint.Ref
	Journeys map[string]bool // cases whose journey was aborted
	Timers   map[string]bool // cases whose timer was
	Brought  int             // notices that were brought again
	aborted  int
}

// Add adds a case to those that may be met.
func (h *Havoc) Add(ref complaint.Ref) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.refs = append(h.refs, ref)
}

// Wreak does one thing after the other, until the context ends.
func (h *Havoc) Wreak(ctx context.Context, every time.Duration) error {
	h.Journeys, h.Timers = map[string]bool{}, map[string]bool{}
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(every):
		}
		if err := h.once(ctx); err != nil && ctx.Err() == nil {
			return err
		}
	}
}

func (h *Havoc) once(ctx context.Context) error {
	throw := h.Dice.Throw()
	h.mu.Lock()
	known := len(h.refs)
	var ref complaint.Ref
	if known > 0 {
		ref = h.refs[throw.IntN(known)]
	}
	h.mu.Unlock()
	if known == 0 {
		return nil
	}
	c, err := h.Stack.Table().Case(ctx, ref)
	if err != nil {
		return err
	}
	switch throw.IntN(3) {
	case 0:
		return h.abort(ctx, h.Stack.Outputs["JourneyArn"], c.ID, c.Journey.Started, h.Journeys)
	case 1:
		return h.abort(ctx, h.Stack.Outputs["TimerArn"], c.ID, c.Timer, h.Timers)
	}
	return h.bringAgain(ctx, ref)
}

// abort stops the execution that a revision of a case started, if it runs.
func (h *Havoc) abort(ctx context.Context, machine, id string, revision int, aborted map[string]bool) error {
	arn := strings.Replace(machine, ":stateMachine:", ":execution:", 1) + fmt.Sprintf(":%s-%d", id, revision)
	machines := sfn.NewFromConfig(h.Stack.AWS)
	out, err := machines.DescribeExecution(ctx, &sfn.DescribeExecutionInput{ExecutionArn: &arn})
	var gone *types.ExecutionDoesNotExist
	if errors.As(err, &gone) || err == nil && out.Status != types.ExecutionStatusRunning {
		return nil
	}
	if err == nil {
		_, err = machines.StopExecution(ctx, &sfn.StopExecutionInput{ExecutionArn: &arn})
	}
	if err == nil {
		aborted[id] = true
		h.aborted++
	}
	return err
}

// bringAgain hands every notice of a case to the sender, as a stream does that is read again.
func (h *Havoc) bringAgain(ctx context.Context, ref complaint.Ref) error {
	notices, err := h.Stack.Table().Notices(ctx, ref)
	if err != nil || len(notices) == 0 {
		return err
	}
	h.Brought += len(notices)
	refs := make([]casework.NoticeRef, len(notices))
	for i, n := range notices {
		refs[i] = casework.NoticeRef{Ref: ref, Notice: n.ID}
	}
	return bring(ctx, h.Stack, refs)
}

// Sweep has the safety net run once, and answers what it did.
func Sweep(ctx context.Context, s *client.Stack) (casework.Swept, error) {
	function := s.Outputs["SweepFunction"]
	out, err := lambda.NewFromConfig(s.AWS).Invoke(ctx, &lambda.InvokeInput{FunctionName: &function, Payload: []byte(`{"sweep":true}`)})
	if err != nil {
		return casework.Swept{}, err
	}
	if out.FunctionError != nil {
		return casework.Swept{}, fmt.Errorf("sweep: %s", out.Payload)
	}
	var swept casework.Swept
	err = json.Unmarshal(out.Payload, &swept)
	return swept, err
}

// Aborted is how many executions were aborted.
func (h *Havoc) Aborted() int { return h.aborted }
