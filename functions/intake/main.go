// Command intake is the complainants' API: file a complaint, follow it with its secret, write to whoever handles it.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/apigw"
	"redress/internal/pages"
	"redress/internal/shelf"
	"redress/internal/wire"
)

func main() {
	parts := wire.Start()
	key := parts.Key(context.Background())
	in := &intake{
		cases: parts.Filing(key), history: parts.Table(), pages: pages.Pages{Book: parts.Book()}, shelf: &shelf.Shelf{Book: parts.Book()}, asked: parts.Table(),
		key: key,
	}
	lambda.Start(apigw.Serve(in.routes(), in.pages.Problem))
}
