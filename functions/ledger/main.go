// Command ledger enters every commit that the table's stream brings into its tenant's evidence log, and puts the log's signed head
// where nobody can change it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/ledger"
	"redress/internal/wire"
)

func main() {
	parts := wire.Start()
	notary := parts.Notary()
	lambda.Start(clerk{log: &ledger.Log{Store: parts.Table(), Check: notary.Check}, notary: notary, acts: parts.Table()}.handle)
}
