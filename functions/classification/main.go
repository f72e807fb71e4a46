// Command classification is the state machine's step that reads a complaint: flow, cause, grade, and why; and whether it is
// the same as another one of its complainant.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/casework"
	"redress/internal/classify"
	"redress/internal/task"
	"redress/internal/wire"
)

func main() {
	parts := wire.Start()
	reader := &casework.Reader{
		Cases: parts.Cases(), Openings: parts.Table(), Classifier: classify.New(), Same: parts.Recogniser(context.Background()),
		Second: parts.Second(),
	}
	lambda.Start(task.Handle(reader.Read))
}
