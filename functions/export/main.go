// Command export makes the exports that were ordered at the desk: a whole case with its files and proofs.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/wire"
)

func main() {
	parts := wire.Start()
	lambda.Start(maker{
		store: parts.Table(), book: parts.Book(), depot: parts.Depot(),
		notary: parts.Notary(),
	}.handle)
}
