package client

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// Mail is a letter that an emulator would have sent.
type Mail struct {
	To      []string
	Subject string
	Body    string
}

// Mails answers the letters to an address that the emulator has kept, the oldest first.
func (s *Stack) Mails(ctx context.Context, to string) ([]Mail, error) {
	all, err := s.Mailbox(ctx)
	return slices.DeleteFunc(all, func(m Mail) bool { return !slices.Contains(m.To, to) }), err
}

// MailsAbout answers the letters that name a case in their subject, whoever they went to.
func (s *Stack) MailsAbout(ctx context.Context, id string) ([]Mail, error) {
	all, err := s.Mailbox(ctx)
	return slices.DeleteFunc(all, func(m Mail) bool { return !strings.Contains(m.Subject, id) }), err
}

// Mailbox answers every letter that the emulator has kept, the oldest of each account first.
func (s *Stack) Mailbox(ctx context.Context) ([]Mail, error) {
	if all, err := s.ministackMails(ctx); err == nil {
		return all, nil
	}
	return s.localstackMails(ctx)
}

func (s *Stack) ministackMails(ctx context.Context) ([]Mail, error) {
	var out struct {
		Messages map[string][]struct {
			To       []string
			Subject  string
			BodyText string
		} `json:"messages"`
	}
	if err := s.fetch(ctx, "/_ministack/ses/messages", &out); err != nil {
		return nil, err
	}
	var mails []Mail
	for _, account := range out.Messages {
		for _, m := range account {
			mails = append(mails, Mail{m.To, m.Subject, m.BodyText})
		}
	}
	return mails, nil
}

func (s *Stack) localstackMails(ctx context.Context) ([]Mail, error) {
	var out struct {
		Messages []struct {
			Destination struct{ ToAddresses []string }
			Subject     string
			Body        struct {
				Text string `json:"text_part"`
			}
		} `json:"messages"`
	}
	if err := s.fetch(ctx, "/_aws/ses", &out); err != nil {
		return nil, err
	}
	var mails []Mail
	for _, m := range out.Messages {
		mails = append(mails, Mail{m.Destination.ToAddresses, m.Subject, m.Body.Text})
	}
	return mails, nil
}

func (s *Stack) fetch(ctx context.Context, path string, out any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.Endpoint+path, nil)
	if err != nil {
		return err
	}
	return answer(req, out)
}

var linkShape = regexp.MustCompile(`/v1/[a-z0-9-]+/surveys/(RD-[0-9A-Z-]+)\?secret=([A-Za-z0-9_-]+)`)

// SurveySecret finds the secret in the last survey that was mailed about a case.
func (s *Stack) SurveySecret(ctx context.Context, to, id string) (string, error) {
	mails, err := s.Mails(ctx, to)
	if err != nil {
		return "", err
	}
	for _, m := range slices.Backward(mails) {
		if found := linkShape.FindStringSubmatch(m.Body); len(found) == 3 && found[1] == id {
			return found[2], nil
		}
	}
	return "", fmt.Errorf("no survey was mailed to %s about %s", to, id)
}
