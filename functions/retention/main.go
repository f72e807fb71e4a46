// Command retention erases or removes what was kept for as long as the policy says, and carries out the erasures that people granted.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/casework"
	"redress/internal/task"
	"redress/internal/wire"
)

// width is how many cases a run works on together, and most how many it does; the next run goes on.
const (
	width = 8
	most  = 500
)

func main() {
	parts := wire.Start()
	r := retention{parts.Keeper(context.Background(), width, most)}
	lambda.Start(task.Handle(r.do))
}

// order is what the schedule sends; it says nothing.
type order struct{}

type retention struct{ keeper *casework.Keeper }

func (r retention) do(ctx context.Context, _ order) (any, error) { return r.keeper.Run(ctx) }
