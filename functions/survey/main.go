// Command survey asks the complainant: as the state machine's step it orders the survey and waits for the answer; at
// the API it shows the survey, which records nothing, and takes the answer, once.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/pages"
	"redress/internal/wire"
)

func main() {
	parts := wire.Start()
	s := &survey{cases: parts.Cases(), pages: pages.Pages{Book: parts.Book()}, key: parts.Key(context.Background())}
	lambda.Start(s.handler())
}
