package faults

import (
	"context"
	"encoding/json"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"golang.org/x/sync/errgroup"

	"redress/internal/casework"
	"redress/internal/client"
)

// Lanes bring unsent notices to their sender, several batches at once, as the template asks of the table's stream. The
// emulator has one lane, and a sender whose calls fail is slow. The stream itself brings every notice too.
type Lanes struct {
	Stack   *client.Stack
	Brought atomic.Int64
}

// The lanes, how much one brings at once, and how often it is looked what there is.
const (
	lanes      = 18 // each waits most of its time for the SDK to try again
	laneBatch  = 10
	laneRounds = 5 // so many batches a lane, until it is looked again
	laneChecks = 2 * time.Second
	laneAhead  = 90 * time.Second // a notice is in the index for as long as it has until the sweep looks after it
)

// Run brings notices until the context ends.
func (l *Lanes) Run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(laneChecks):
		}
		until := time.Now().Add(laneAhead).UTC().Format(stampLayout)
		if entries, err := DueEntries(ctx, l.Stack, until); err == nil {
			l.bring(ctx, unsent(entries))
		}
	}
}

// unsent are the notices among what is due, in batches.
func unsent(entries []Entry) (batches [][]casework.NoticeRef) {
	var batch []casework.NoticeRef
	for _, e := range entries {
		if e.Notice == "" {
			continue
		}
		if batch = append(batch, casework.NoticeRef{Ref: e.Ref, Notice: e.Notice}); len(batch) == laneBatch {
			batches, batch = append(batches, batch), nil
		}
	}
	if len(batch) > 0 {
		batches = append(batches, batch)
	}
	return batches
}

func (l *Lanes) bring(ctx context.Context, batches [][]casework.NoticeRef) {
	var crew errgroup.Group
	crew.SetLimit(lanes)
	for _, batch := range batches[:min(len(batches), laneRounds*lanes)] {
		crew.Go(func() error {
			l.Brought.Add(int64(len(batch)))
			return bring(ctx, l.Stack, batch)
		})
	}
	_ = crew.Wait() // what was not brought is brought again
}

// bring hands notices to the sender, as the table's stream does. A sender that dies of it is no error.
func bring(ctx context.Context, s *client.Stack, notices []casework.NoticeRef) error {
	payload, err := json.Marshal(map[string]any{"Records": recordsOf(notices)})
	if err != nil {
		return err
	}
	function := s.Outputs["NotificationFunction"]
	_, err = lambda.NewFromConfig(s.AWS).Invoke(ctx, &lambda.InvokeInput{FunctionName: &function, Payload: payload})
	return err
}

func recordsOf(notices []casework.NoticeRef) []any {
	type image = map[string]map[string]string
	records := make([]any, len(notices))
	for i, n := range notices {
		records[i] = map[string]any{"eventName": "INSERT", "dynamodb": map[string]any{
			"SequenceNumber": n.Notice,
			"Keys":           image{"pk": {"S": "C#" + n.Ref.Tenant + "#" + n.Ref.Case}, "sk": {"S": "N#" + n.Notice}},
		}}
	}
	return records
}
