package mailer_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/smithy-go"

	"redress/internal/casework"
	"redress/internal/mailer"
)

type ses struct {
	asked *sesv2.SendEmailInput
	fails error
}

func (s *ses) SendEmail(_ context.Context, in *sesv2.SendEmailInput, _ ...func(*sesv2.Options)) (*sesv2.SendEmailOutput, error) {
	s.asked = in
	if s.fails != nil {
		return nil, s.fails
	}
	return &sesv2.SendEmailOutput{MessageId: aws.String("mail-1")}, nil
}

type phone struct {
	asked *sns.PublishInput
	fails error
}

func (p *phone) Publish(_ context.Context, in *sns.PublishInput, _ ...func(*sns.Options)) (*sns.PublishOutput, error) {
	p.asked = in
	if p.fails != nil {
		return nil, p.fails
	}
	return &sns.PublishOutput{MessageId: aws.String("sms-1")}, nil
}

var letter = casework.Letter{
	From: "care@acme.example", To: "wang@mail.example", Subject: "您的投诉 RD-1", Body: "Dear customer,\nall is well. 你好\n",
}

// TestAMail: it is plain text to one receiver, and mail programs that answer by themselves are asked not to (RFC 3834),
// so that two of them never write to each other for ever.
func TestAMail(t *testing.T) {
	server := &ses{}
	proof, err := mailer.Mail{SendEmail: server.SendEmail}.Carry(t.Context(), letter)
	if err != nil || proof != "mail-1" {
		t.Fatalf("%q %v", proof, err)
	}
	in := server.asked
	if from := aws.ToString(in.FromEmailAddress); from != letter.From {
		t.Errorf("from %s", from)
	}
	if d := in.Destination; len(d.ToAddresses) != 1 || d.ToAddresses[0] != letter.To || d.CcAddresses != nil || d.BccAddresses != nil {
		t.Errorf("to %+v", d)
	}
	m := in.Content.Simple
	if aws.ToString(m.Subject.Data) != letter.Subject || aws.ToString(m.Subject.Charset) != "UTF-8" {
		t.Errorf("subject %+v", m.Subject)
	}
	if m.Body.Html != nil || aws.ToString(m.Body.Text.Data) != letter.Body || aws.ToString(m.Body.Text.Charset) != "UTF-8" {
		t.Errorf("body %+v", m.Body)
	}
	headers := map[string]string{}
	for _, h := range m.Headers {
		headers[aws.ToString(h.Name)] = aws.ToString(h.Value)
	}
	if headers["Auto-Submitted"] != "auto-generated" || headers["X-Auto-Response-Suppress"] != "All" {
		t.Errorf("headers %v", headers)
	}
}

func TestAnSMSGoesToItsNumberAlone(t *testing.T) {
	for _, written := range []string{"+8613800001111", "+49309018205"} {
		carrier := &phone{}
		proof, err := mailer.SMS{Publish: carrier.Publish}.Carry(t.Context(), casework.Letter{To: written, Subject: "not in an SMS", Body: "all is well"})
		if err != nil || proof != "sms-1" {
			t.Fatalf("%q %v", proof, err)
		}
		in := carrier.asked
		if got := aws.ToString(in.PhoneNumber); got != written {
			t.Errorf("%s is sent to %s", written, got)
		}
		if aws.ToString(in.Message) != "all is well" || in.Subject != nil || in.TopicArn != nil || in.TargetArn != nil {
			t.Errorf("%s: %+v", written, in)
		}
	}
}

// TestErrorsAreDiscreet: a carrier's words may hold the address; only its code comes through.
func TestErrorsAreDiscreet(t *testing.T) {
	const address = "wang@mail.example +8613800001111"
	for name, c := range map[string]struct {
		fails error
		want  string
	}{
		"refused": {&smithy.GenericAPIError{Code: "MessageRejected", Message: "address is not verified: " + address}, "MessageRejected"},
		"refused, wrapped": {
			fmt.Errorf("operation error to %s: %w", address, &smithy.GenericAPIError{Code: "Throttling", Message: address}), "Throttling",
		},
		"no answer": {errors.New("dial tcp: no route for " + address), "no answer"},
		"too late":  {fmt.Errorf("%s: %w", address, context.DeadlineExceeded), "no answer"},
	} {
		_, mail := mailer.Mail{SendEmail: (&ses{fails: c.fails}).SendEmail}.Carry(t.Context(), letter)
		_, sms := mailer.SMS{Publish: (&phone{fails: c.fails}).Publish}.Carry(t.Context(), letter)
		for carrier, err := range map[string]error{"mail": mail, "sms": sms} {
			if err == nil || err.Error() != carrier+": "+c.want {
				t.Errorf("%s by %s: %v", name, carrier, err)
			}
			if strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), "wang") {
				t.Errorf("%s by %s: the error holds the address: %#v", name, carrier, err)
			}
		}
	}
}
