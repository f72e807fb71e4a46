// Command files lends addresses for a short while: to give a file as evidence, to read one, and to take a whole case away.
package main

import (
	"context"
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/custody"
	"redress/internal/pages"
	"redress/internal/wire"
)

func main() {
	parts := wire.Start()
	files := parts.Files()
	lambda.Start(gate(
		&giver{files: files, pages: pages.Pages{Book: parts.Book()}, key: parts.Key(context.Background())},
		&desk{files: files, exports: &custody.Exports{Store: parts.Table(), Counter: parts.Depot(), Looks: parts.Table(), Now: time.Now}},
	))
}
