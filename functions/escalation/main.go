// Command escalation fires what is due: one case's rungs when its timer ticks, everything overdue when the sweep runs.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/casework"
	"redress/internal/task"
	"redress/internal/wire"
)

// width is how many cases a sweep looks at together.
const width = 16

func main() {
	parts := wire.Start()
	cases := parts.Cases()
	e := escalation{cases, &casework.Sweeper{Cases: cases, Index: parts.Table(), Width: width}}
	lambda.Start(task.Handle(e.do))
}

// order is a timer's tick, or the sweep.
type order struct {
	casework.Timer
	Sweep bool `json:"sweep"`
}

type escalation struct {
	cases   *casework.Cases
	sweeper *casework.Sweeper
}

func (e escalation) do(ctx context.Context, o order) (any, error) {
	if o.Sweep {
		return e.sweeper.Sweep(ctx)
	}
	return e.cases.Tick(ctx, o.Timer)
}
