//go:build e2e

package e2e

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
)

// TestEverythingDeliveredTwice starts the case's timer three times over, sweeps all the time and brings every notice to
// its sender again and again: each rung fires once and each letter leaves once.
func TestEverythingDeliveredTwice(t *testing.T) {
	t.Parallel()
	s := file(t, w.swift, slow)
	stop := sweepAllTheTime(t)
	doubles := doubleTimers(t, s.now())
	s.until("at the top", func(c client.Case) bool {
		s.bringAgain(c)
		return slices.Contains(rungs(c, "responded"), complaint.ToExecutive) && len(staffMail(c, "responded")) == len(wholeLadder)
	})
	stop()
	doubles()
	c := s.now()
	s.bringAgain(c)
	if got := rungs(c, "responded"); !slices.Equal(got, wholeLadder) {
		t.Errorf("rungs %v, want each of %v once", got, wholeLadder)
	}
	s.wantLettersOnce()
}

// doubleTimers starts further executions of the timer that is in charge, as if its start had been delivered again.
func doubleTimers(t *testing.T, c client.Case) (stop func()) {
	t.Helper()
	machines := sfn.NewFromConfig(w.stack.AWS)
	input, err := json.Marshal(casework.Timer{Ref: c.Ref(), Timer: c.Timer, Until: c.NextRung()})
	if err != nil {
		t.Fatal(err)
	}
	var arns []*string
	for i := range 3 {
		out, err := machines.StartExecution(t.Context(), &sfn.StartExecutionInput{
			StateMachineArn: aws.String(w.stack.Outputs["TimerArn"]), Input: aws.String(string(input)),
			Name: aws.String(c.ID + "-double-" + strconv.Itoa(i)),
		})
		if err != nil {
			t.Fatal(err)
		}
		arns = append(arns, out.ExecutionArn)
	}
	return func() {
		for _, arn := range arns {
			_, _ = machines.StopExecution(context.Background(), &sfn.StopExecutionInput{ExecutionArn: arn}) //nolint:usetesting // the test may be over
		}
	}
}

// bringAgain hands every notice of a case to the sender twice at once, as a stream that is read again does.
func (s *story) bringAgain(c client.Case) {
	s.t.Helper()
	type image = map[string]map[string]string
	var records []any
	for _, n := range c.Notices {
		records = append(records, map[string]any{"eventName": "INSERT", "dynamodb": map[string]any{
			"SequenceNumber": n.ID,
			"Keys":           image{"pk": {"S": "C#" + c.Tenant + "#" + c.ID}, "sk": {"S": "N#" + n.ID}},
		}})
	}
	payload, err := json.Marshal(map[string]any{"Records": records})
	if err != nil {
		s.t.Fatal(err)
	}
	var crew sync.WaitGroup
	for range 2 {
		crew.Go(func() {
			out, err := lambda.NewFromConfig(w.stack.AWS).Invoke(s.t.Context(), &lambda.InvokeInput{
				FunctionName: aws.String(w.stack.Outputs["NotificationFunction"]), Payload: payload,
			})
			if err != nil || out.FunctionError != nil {
				s.t.Errorf("bring again: %v %s", err, out.Payload)
			}
		})
	}
	crew.Wait()
}

// wantLettersOnce wants exactly one letter in the mailboxes for each notice that left by mail. A letter that is just
// leaving lies there before its notice says so, so they are counted again for a while; a double stays.
func (s *story) wantLettersOnce() {
	s.t.Helper()
	for until := time.Now().Add(15 * time.Second); ; time.Sleep(300 * time.Millisecond) {
		sent := sentByMail(s.now())
		got := s.mailed()
		if got == sent && sent == sentByMail(s.now()) {
			return
		}
		if time.Now().After(until) {
			s.t.Errorf("%d letters about the case, want one for each of the %d notices that left", got, sent)
			return
		}
	}
}

// sentByMail counts the notices that left by mail.
func sentByMail(c client.Case) (n int) {
	for _, notice := range c.Notices {
		if notice.State == "sent" && notice.Reach == complaint.ByMail {
			n++
		}
	}
	return n
}

// mailed counts the letters about the case.
func (s *story) mailed() int {
	s.t.Helper()
	letters, err := w.stack.MailsAbout(s.t.Context(), s.receipt.Case)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.letters + len(letters)
}
