// Package mailer carries letters: by e-mail through SES, by SMS through SNS.
package mailer

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	mail "github.com/aws/aws-sdk-go-v2/service/sesv2/types"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/smithy-go"

	"redress/internal/casework"
)

// Mail sends e-mail.
type Mail struct {
	SendEmail func(context.Context, *sesv2.SendEmailInput, ...func(*sesv2.Options)) (*sesv2.SendEmailOutput, error) // SES's
}

// Carry sends a letter as plain text. Mail programs that know RFC 3834 do not answer it.
func (m Mail) Carry(ctx context.Context, l casework.Letter) (string, error) {
	out, err := m.SendEmail(ctx, &sesv2.SendEmailInput{
		FromEmailAddress: &l.From,
		Destination:      &mail.Destination{ToAddresses: []string{l.To}},
		Content: &mail.EmailContent{Simple: &mail.Message{
			Subject: utf8(l.Subject),
			Body:    &mail.Body{Text: utf8(l.Body)},
			Headers: []mail.MessageHeader{
				{Name: aws.String("Auto-Submitted"), Value: aws.String("auto-generated")},
				{Name: aws.String("X-Auto-Response-Suppress"), Value: aws.String("All")},
			},
		}},
	})
	if err != nil {
		return "", discreet("mail", err)
	}
	return aws.ToString(out.MessageId), nil
}

func utf8(text string) *mail.Content {
	return &mail.Content{Data: &text, Charset: aws.String("UTF-8")}
}

// SMS sends text messages.
type SMS struct {
	Publish func(context.Context, *sns.PublishInput, ...func(*sns.Options)) (*sns.PublishOutput, error) // SNS's
}

// Carry sends a letter's body to a number as it is dialled (E.164).
func (s SMS) Carry(ctx context.Context, l casework.Letter) (string, error) {
	out, err := s.Publish(ctx, &sns.PublishInput{PhoneNumber: &l.To, Message: &l.Body})
	if err != nil {
		return "", discreet("sms", err)
	}
	return aws.ToString(out.MessageId), nil
}

// discreet is a carrier's error by its code alone: its words may hold an address.
func discreet(carrier string, err error) error {
	var coded smithy.APIError
	if errors.As(err, &coded) {
		return fmt.Errorf("%s: %s", carrier, coded.ErrorCode())
	}
	return fmt.Errorf("%s: no answer", carrier)
}
