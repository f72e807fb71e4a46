package client

import (
	"context"
	"net/http"
	"time"

	"redress/internal/complaint"
)

// Complaint is what a complainant files.
type Complaint struct {
	Channel     complaint.Channel     `json:"channel,omitempty"`
	Complainant complaint.Complainant `json:"complainant"`
	Matter      complaint.Matter      `json:"matter,omitzero"`
	Demand      complaint.Demand      `json:"demand,omitempty"`
	Content     string                `json:"content"`
}

// Receipt is what a complainant gets for it.
type Receipt struct {
	Case       string    `json:"case"`
	Secret     string    `json:"secret"`
	ReceivedAt time.Time `json:"received_at"`
	Follow     string    `json:"follow"`
}

// File files a complaint. The same key files it once.
func (a API) File(ctx context.Context, c Complaint, key string) (Receipt, error) {
	var r Receipt
	headers := map[string]string{}
	if key != "" {
		headers["Idempotency-Key"] = key
	}
	err := a.Call(ctx, http.MethodPost, "/complaints", headers, c, &r)
	return r, err
}

// Follow answers the case as its complainant sees it.
func (a API) Follow(ctx context.Context, r Receipt) (map[string]any, error) {
	var view map[string]any
	err := a.Call(ctx, http.MethodGet, "/complaints/"+r.Case, secret(r.Secret), nil, &view)
	return view, err
}

// Write writes to whoever handles the case.
func (a API) Write(ctx context.Context, r Receipt, text string) error {
	return a.Call(ctx, http.MethodPost, "/complaints/"+r.Case+"/messages", secret(r.Secret), map[string]string{"text": text}, nil)
}

// Withdraw gives the complaint up.
func (a API) Withdraw(ctx context.Context, r Receipt, note string) error {
	return a.Call(ctx, http.MethodPost, "/complaints/"+r.Case+"/withdrawal", secret(r.Secret), map[string]string{"note": note}, nil)
}

// Object does not accept a rejection.
func (a API) Object(ctx context.Context, r Receipt, reason string) error {
	return a.Call(ctx, http.MethodPost, "/complaints/"+r.Case+"/objection", secret(r.Secret), map[string]string{"reason": reason}, nil)
}

// Reopen has a case taken up again that was withdrawn or closed.
func (a API) Reopen(ctx context.Context, r Receipt, reason string) error {
	return a.Call(ctx, http.MethodPost, "/complaints/"+r.Case+"/reopening", secret(r.Secret), map[string]string{"reason": reason}, nil)
}

// Choose says yes to an option of what was offered, or no to all.
func (a API) Choose(ctx context.Context, r Receipt, word complaint.Choose) error {
	return a.Call(ctx, http.MethodPost, "/complaints/"+r.Case+"/choice", secret(r.Secret), word, nil)
}

// Answer answers a survey with the secret of its link; every question gets the same rating.
func (a API) Answer(ctx context.Context, id, key string, rating int, comment string) error {
	in := map[string]any{
		"attitude": rating, "solved": rating, "speed": rating, "process": rating, "overall": rating, "comment": comment,
	}
	return a.Call(ctx, http.MethodPost, "/surveys/"+id, secret(key), in, nil)
}

func secret(s string) map[string]string { return map[string]string{"Redress-Secret": s} }
