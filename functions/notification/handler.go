package main

import (
	"context"
	"log/slog"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/dynamo"
	"redress/internal/task"
)

// event is either a batch of the table's stream or a step of the state machine.
type event struct {
	Records []events.DynamoDBEventRecord `json:"Records"`
	complaint.Ref
}

type notification struct{ post *casework.Post }

func (n notification) handle(ctx context.Context, e event) (any, error) {
	if e.Records != nil {
		return n.deliver(ctx, e.Records), nil
	}
	return task.Handle(n.acknowledge)(ctx, e.Ref)
}

func (n notification) acknowledge(ctx context.Context, ref complaint.Ref) (casework.Position, error) {
	return n.post.Cases.Advance(ctx, ref, &complaint.Acknowledge{})
}

// deliver sends each notice of the batch and names those that have to be brought again.
func (n notification) deliver(ctx context.Context, records []events.DynamoDBEventRecord) events.DynamoDBEventResponse {
	var reply events.DynamoDBEventResponse
	for _, r := range records {
		pk, sk := r.Change.Keys["pk"].String(), r.Change.Keys["sk"].String()
		ref, err := dynamo.ParseNotice(pk, sk)
		if err == nil {
			err = n.post.Deliver(ctx, ref)
		}
		if err != nil {
			slog.ErrorContext(ctx, "notice not delivered", "notice", sk, "error", err.Error())
			reply.BatchItemFailures = append(reply.BatchItemFailures,
				events.DynamoDBBatchItemFailure{ItemIdentifier: r.Change.SequenceNumber})
		}
	}
	return reply
}
