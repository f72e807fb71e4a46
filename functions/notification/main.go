// Command notification orders the acknowledgement when the state machine asks for it, and sends every notice that the
// table's stream brings: by mail, by SMS where there is only a phone, to staff by mail.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sns"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/mailer"
	"redress/internal/stationery"
	"redress/internal/wire"
)

func main() {
	parts := wire.Start()
	post := &casework.Post{
		Cases: parts.Cases(), Book: parts.Book(), Outbox: parts.Table(), Writer: writer{&stationery.Cabinet{Tenants: parts.Table()}}, Key: parts.Key(context.Background()),
		Carriers: map[complaint.Reach]casework.Carrier{
			complaint.ByMail: mailer.Mail{SendEmail: sesv2.NewFromConfig(parts.AWS).SendEmail},
			complaint.BySMS:  mailer.SMS{Publish: sns.NewFromConfig(parts.AWS).Publish},
		},
	}
	lambda.Start(notification{post}.handle)
}
