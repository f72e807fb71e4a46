// Command ask answers standard questions from the tenant's knowledge list, and leads on to a complaint. It sees no case and files
// none: it may read tenants and their documents, and add to the day's counters.
package main

import (
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/apigw"
	"redress/internal/classify"
	"redress/internal/pages"
	"redress/internal/shelf"
	"redress/internal/wire"
)

func main() {
	parts := wire.Start()
	a := &ask{
		shelf: &shelf.Shelf{Book: parts.Book()}, pages: pages.Pages{Book: parts.Book()}, asked: parts.Table(), reader: classify.New(), rules: parts.Book(),
		now: time.Now, once: apigw.NewOnce,
	}
	lambda.Start(apigw.Serve(a.routes(), a.pages.Problem))
}
