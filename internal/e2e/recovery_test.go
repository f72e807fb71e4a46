//go:build e2e

package e2e

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"redress/internal/client"
	"redress/internal/complaint"
)

// TestLostTimerHeals stops the case's timer: the sweep fires what the timer would have, and puts another in charge.
func TestLostTimerHeals(t *testing.T) {
	t.Parallel()
	s := file(t, w.swift, slow)
	c := s.now()
	stop(t, w.stack.Outputs["TimerArn"], c.ID, c.Timer)
	sweeping := sweepAllTheTime(t)
	defer sweeping()
	c = s.until("healed", func(c client.Case) bool { return slices.Contains(rungs(c, "responded"), complaint.ToExecutive) })
	if got := rungs(c, "responded"); !slices.Equal(got, wholeLadder) {
		t.Errorf("rungs %v, want each of %v once", got, wholeLadder)
	}
}

// TestLostJourneyHeals stops the case's journey while people are at work, and works on: the survey comes all the same.
func TestLostJourneyHeals(t *testing.T) {
	t.Parallel()
	s := file(t, w.swift, slow)
	stop(t, w.stack.Outputs["JourneyArn"], s.receipt.Case, 1)
	s.do(w.swift.agent, &complaint.Take{}, &complaint.Assess{}, &complaint.Contact{By: "phone", Note: "Called."})
	s.recordAll(w.swift.agent, "done")
	s.do(w.swift.agent, &complaint.Propose{Remedy: complaint.Repair, Text: "We repair it."}, &complaint.Execute{})
	sweeping := sweepAllTheTime(t)
	defer sweeping()
	s.answer(5)
	c := s.until("closed", func(c client.Case) bool { return c.Phase == complaint.Closed })
	if n := count(c, complaint.NoticeSurvey, "sent"); n != 1 {
		t.Errorf("%d surveys left, want 1", n)
	}
}

// stop stops the execution that a revision of a case started.
func stop(t *testing.T, machine, id string, revision int) {
	t.Helper()
	client := sfn.NewFromConfig(w.stack.AWS)
	arn := executionARN(t, client, machine, id+"-"+strconv.Itoa(revision))
	if _, err := client.StopExecution(t.Context(), &sfn.StopExecutionInput{ExecutionArn: &arn}); err != nil {
		t.Fatal(err)
	}
}

// executionARN waits for an execution to run and answers its ARN.
func executionARN(t *testing.T, client *sfn.Client, machine, name string) string {
	t.Helper()
	for range 100 {
		arn := executions(t.Context(), client, machine)[name]
		if arn != "" {
			return arn
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("no execution %s runs", name)
	return ""
}

// executions are the running executions of a machine by their names.
func executions(ctx context.Context, client *sfn.Client, machine string) map[string]string {
	arns := map[string]string{}
	pages := sfn.NewListExecutionsPaginator(client, &sfn.ListExecutionsInput{StateMachineArn: &machine, StatusFilter: "RUNNING"})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return arns
		}
		for _, e := range page.Executions {
			arns[aws.ToString(e.Name)] = aws.ToString(e.ExecutionArn)
		}
	}
	return arns
}
