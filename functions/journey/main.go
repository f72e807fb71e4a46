// Command journey is the state machine's own step: it keeps the token with which a journey waits for people.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/casework"
	"redress/internal/task"
	"redress/internal/wire"
)

func main() {
	parts := wire.Start()
	steps := journey{parts.Cases()}
	lambda.Start(task.Handle(steps.hold))
}

// order is where the journey stands, and the token with which it waits.
type order struct {
	casework.Position
	Token string `json:"token"`
}

type journey struct{ cases *casework.Cases }

func (j journey) hold(ctx context.Context, o order) (casework.Position, error) {
	return o.Position, j.cases.Hold(ctx, o.Position, o.Token)
}
