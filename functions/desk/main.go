// Command desk is the staff's API: the work queue, a case with its whole history, and the commands on it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/apigw"
	"redress/internal/wire"
)

func main() {
	parts := wire.Confined()
	d := &desk{cases: parts.Deciding(), history: parts.Table(), queue: parts.Table(), waits: parts.Table(), book: parts.Book()}
	lambda.Start(apigw.Staff(d.routes()))
}
