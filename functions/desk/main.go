// Command desk is the staff's API: the work queue, a case with its whole history, and the commands on it.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/apigw"
	"redress/internal/wire"
)

func main() {
	parts := wire.Confined()
	cases, filed := parts.Recording(context.Background())
	d := &desk{
		cases: cases, history: parts.Table(), queue: parts.Table(), waits: parts.Table(), book: parts.Book(), forms: filed, entries: parts.Table(),
	}
	lambda.Start(apigw.Staff(d.routes()))
}
