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
	public, staff := wire.Start(), wire.Confined()
	lambda.Start(gate(
		&giver{files: public.Files(), pages: pages.Pages{Book: public.Book()}, key: public.Key(context.Background())},
		&desk{files: staff.Files(), exports: &custody.Exports{Store: staff.Table(), Counter: staff.Depot(), Looks: staff.Table(), Now: time.Now}},
	))
}
