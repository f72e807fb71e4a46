// Command desk is the staff's API: the work queue, a case with its whole history, and the commands on it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/wire"
)

func main() {
	parts := wire.Confined()
	cases, table := parts.Cases(), parts.Table()
	d := &desk{
		cases: cases, history: table, queue: table, waits: table, book: parts.Book(),
		hands: &casework.Hands{Cases: cases, Queue: table},
		looks: table, acts: table, closes: table,
	}
	lambda.Start(apigw.Staff(d.routes()))
}
