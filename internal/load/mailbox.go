package load

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"redress/internal/client"
)

// Mailbox answers every letter that an emulator would have sent, read at once.
func Mailbox(ctx context.Context, endpoint string) ([]client.Mail, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint+"/_ministack/ses/messages", nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close() //nolint:errcheck // only read
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the emulator's mailbox answers %s", resp.Status)
	}
	var out struct {
		Messages map[string][]struct {
			To       []string
			Subject  string
			BodyText string
		} `json:"messages"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, err
	}
	var mails []client.Mail
	for _, account := range out.Messages {
		for _, m := range account {
			mails = append(mails, client.Mail{To: m.To, Subject: m.Subject, Body: m.BodyText})
		}
	}
	return mails, nil
}
