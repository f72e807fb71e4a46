// Command evidence checks what was uploaded, and keeps it or turns it away.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/examine"
	"redress/internal/wire"
)

func main() {
	parts := wire.Start()
	lambda.Start(keeper{&examine.Examiner{Cases: parts.Cases(), Book: parts.Book(), Depot: parts.Depot()}}.handle)
}
