// Command classification is the state machine's step that reads a complaint: flow, cause, grade, and why.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/casework"
	"redress/internal/classify"
	"redress/internal/task"
	"redress/internal/wire"
)

func main() {
	parts := wire.Start()
	reader := &casework.Reader{Cases: parts.Cases(), History: parts.Table(), Classifier: classify.New()}
	lambda.Start(task.Handle(reader.Read))
}
