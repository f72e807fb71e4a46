// Command advice tells staff what helps with a case: similar past cases, the rules that apply, and the script. It can write nothing.
package main

import (
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/advice"
	"redress/internal/apigw"
	"redress/internal/wire"
)

func main() {
	parts := wire.Confined()
	d := &desk{&advice.Adviser{History: parts.Table(), Book: parts.Book(), Shelf: parts.Shelf(), Now: time.Now}}
	lambda.Start(apigw.Staff(d.routes()))
}
