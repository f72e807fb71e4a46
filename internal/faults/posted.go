package faults

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// message is a letter or a text message as the emulator keeps it.
type message struct {
	ID       string `json:"MessageId"`
	Subject  string `json:"Subject"`
	BodyText string `json:"BodyText"`
	Message  string `json:"Message"`
}

// posted is what the emulator's carriers took, by the id that they gave it.
func posted(ctx context.Context, endpoint string) (map[string][]string, error) {
	all := map[string][]string{}
	for path, field := range map[string]string{
		"/_ministack/ses/messages": "messages", "/_ministack/sns/sms-messages": "sms_messages",
	} {
		messages, err := messagesAt(ctx, endpoint+path, field)
		if err != nil {
			return nil, err
		}
		for _, m := range messages {
			all[m.ID] = append(all[m.ID], m.Subject+"\n"+m.BodyText+m.Message)
		}
	}
	return all, nil
}

// messagesAt reads the messages of every account, however they are grouped below it.
func messagesAt(ctx context.Context, address, field string) ([]message, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close() //nolint:errcheck // only read
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answers %s", address, resp.Status)
	}
	var out map[string]json.RawMessage
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, err
	}
	return messagesIn(out[field])
}

// messagesIn finds the messages in lists that may stand in objects.
func messagesIn(raw json.RawMessage) (all []message, err error) {
	if json.Unmarshal(raw, &all) == nil {
		return all, nil
	}
	var groups map[string]json.RawMessage
	if err := json.Unmarshal(raw, &groups); err != nil {
		return nil, err
	}
	all = nil
	for _, group := range groups {
		some, err := messagesIn(group)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}
