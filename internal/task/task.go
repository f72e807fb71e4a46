// Package task is the edge to Step Functions: what a state asks for comes in as JSON, and an error leaves under the
// name that the state machine catches.
package task

import (
	"context"
	"errors"
	"log/slog"

	"github.com/aws/aws-lambda-go/lambda/messages"

	"redress/internal/complaint"
)

// Step is one step of a state machine, done for one case.
type Step[In, Out any] func(ctx context.Context, in In) (Out, error)

// Handle makes a Lambda handler of a step. It must be the outermost: Lambda names an error by its type, and only
// messages.InvokeResponse_Error carries a name of its own.
func Handle[In, Out any](step Step[In, Out]) func(context.Context, In) (Out, error) {
	return func(ctx context.Context, in In) (Out, error) {
		out, err := step(ctx, in)
		if err != nil {
			return out, Named(ctx, err)
		}
		return out, nil
	}
}

// Named is an error as the state machine sees it: "Redress." with its kind, and nothing of what is inside.
func Named(ctx context.Context, err error) error {
	kind, detail := complaint.Fault, "see the log"
	var known *complaint.Error
	if errors.As(err, &known) {
		kind, detail = known.Kind, known.Detail
	}
	slog.ErrorContext(ctx, "step failed", "kind", string(kind), "error", err.Error())
	return messages.InvokeResponse_Error{Type: Name(kind), Message: detail}
}

// Name is the name of an error of a kind in a state machine's Retry and Catch.
func Name(kind complaint.Kind) string { return "Redress." + string(kind) }
