// Command desk is the staff's API: the work queue, a case with its whole history, and the commands on it.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/wire"
)

func main() {
	parts := wire.Confined()
	cases, filed := parts.Recording(context.Background())
	table := parts.Table()
	d := &desk{
		cases: cases, history: table, queue: table, waits: table, book: parts.Book(),
		hands: &casework.Hands{Cases: cases, Queue: table},
		looks: table, acts: table, closes: table, forms: filed, entries: table,
	}
	lambda.Start(apigw.Staff(d.routes()))
}
