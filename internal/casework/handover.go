package casework

import (
	"context"
	"errors"

	"redress/internal/complaint"
)

// Handover asks that the cases of one go to another, or where nobody is named to whom the policy chooses for each.
type Handover struct {
	From   string
	To     string // empty: by policy
	Reason string
	Flow   complaint.Flow // only these; empty: all
	Grade  complaint.Grade
	Cursor string // where the page before ended
}

// HandedOver says what became of a page of somebody's cases.
type HandedOver struct {
	Moved []Moved  `json:"moved"`
	Kept  []Stayed `json:"not_moved"`
	Next  string   `json:"next,omitempty"` // cursor of the next page; empty: there is none
}

// Moved is a case that has another owner now, or was offered to one.
type Moved struct {
	Case string `json:"case"`
	To   string `json:"to"`
	How  How    `json:"how"`
}

// How is how a case was moved.
type How string

// The ways: at once where the owner is absent or has left by the tenant's records, offered otherwise.
const (
	Transferred How = "transferred"
	OfferedTo   How = "offered"
)

// Stayed is a case that was not moved, and why.
type Stayed struct {
	Case string `json:"case"`
	Why  string `json:"why"`
}

// Hands moves many cases.
type Hands struct {
	Cases *Cases
	Queue Queue
}

// handsAtOnce is how many cases one request moves: each is a transaction, and a function has seconds.
const handsAtOnce = 25

// Over moves a page of somebody's cases, each by a command of its own on its record. What fails for one case is said of it and holds
// up no other; a database that does not answer ends the page, which can be asked for again.
func (h *Hands) Over(ctx context.Context, tenant string, by complaint.Actor, o Handover) (HandedOver, error) {
	page, err := h.Queue.Queue(ctx, tenant, Want{Owner: o.From, Flow: o.Flow, Grade: o.Grade, Limit: handsAtOnce, Cursor: o.Cursor})
	if err != nil {
		return HandedOver{}, err
	}
	done := HandedOver{Moved: []Moved{}, Kept: []Stayed{}, Next: page.Next}
	for _, b := range page.Cases {
		c, err := h.Cases.Do(ctx, Order{
			Ref: complaint.Ref{Tenant: tenant, Case: b.Case}, By: by, Command: &complaint.Assign{To: o.To, Reason: o.Reason, Of: o.From},
		})
		var refused *complaint.Error
		switch {
		case err == nil:
			done.moved(c, o.From)
		case !errors.As(err, &refused) || refused.Kind == complaint.Unavailable:
			return HandedOver{}, err
		default:
			done.Kept = append(done.Kept, Stayed{Case: b.Case, Why: refused.Detail})
		}
	}
	return done, nil
}

// moved says what became of a case.
func (d *HandedOver) moved(c complaint.Case, from string) {
	switch {
	case c.Owner != nil && c.Owner.ID != from:
		d.Moved = append(d.Moved, Moved{Case: c.ID, To: c.Owner.ID, How: Transferred})
	case c.Offered != nil:
		d.Moved = append(d.Moved, Moved{Case: c.ID, To: c.Offered.ID, How: OfferedTo})
	}
}
