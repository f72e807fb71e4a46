// Command journey is the state machine's own steps: it answers where a case stands, and keeps the token of a journey
// that waits for people.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/task"
	"redress/internal/wire"
)

func main() {
	parts := wire.Start()
	steps := journey{parts.Cases()}
	lambda.Start(task.Handle(steps.do))
}

// order is what the state machine asks for.
type order struct {
	casework.Position
	Do    string `json:"do"` // where or hold
	Token string `json:"token"`
}

type journey struct{ cases *casework.Cases }

func (j journey) do(ctx context.Context, o order) (casework.Position, error) {
	switch o.Do {
	case "where":
		return j.cases.Where(ctx, o.Ref)
	case "hold":
		return o.Position, j.cases.Hold(ctx, o.Position, o.Token)
	}
	return casework.Position{}, complaint.InvalidField("do", "must be where or hold")
}
