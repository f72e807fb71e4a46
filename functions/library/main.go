// Command library is the journey's last step: it keeps what became of a closed case as a precedent, which names nobody.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/casework"
	"redress/internal/library"
	"redress/internal/task"
	"redress/internal/wire"
)

func main() {
	parts := wire.Start()
	s := step{&library.Keeper{History: parts.Table(), Memory: parts.Book(), Store: parts.Library()}}
	lambda.Start(task.Handle(s.keep))
}

type step struct{ keeper *library.Keeper }

// keep brings the library in line with the case, and answers where the journey stands.
func (s step) keep(ctx context.Context, p casework.Position) (casework.Position, error) {
	_, err := s.keeper.Keep(ctx, p.Ref)
	return p, err
}
