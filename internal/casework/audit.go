package casework

import (
	"context"
	"time"

	"redress/internal/complaint"
)

// Act is what a member of staff did, as the audit lists it: no text of anybody's.
type Act struct {
	At        time.Time       `json:"at"`
	By        complaint.Actor `json:"by"`
	Case      string          `json:"case"`
	Revision  int             `json:"revision"`
	Command   string          `json:"command"`
	Events    []string        `json:"events"`              // kinds of what it came to
	Overruled bool            `json:"overruled,omitempty"` // of the machine's reading
}

// ActOf is the act of a commit; false: no member of staff gave the command.
func ActOf(ref complaint.Ref, m complaint.Commit) (Act, bool) {
	if m.Actor.ID == "" || m.Actor.Role == complaint.System || m.Actor.Role == complaint.Customer {
		return Act{}, false
	}
	a := Act{
		At: m.At, By: complaint.Actor{Role: m.Actor.Role, ID: m.Actor.ID}, Case: ref.Case, Revision: m.Revision, Command: m.Command,
		Events: make([]string, len(m.Events)),
	}
	for i, e := range m.Events {
		a.Events[i] = complaint.NameOf(e)
		if assessed, is := e.(*complaint.Assessed); is && assessed.Overruled {
			a.Overruled = true
		}
	}
	return a, true
}

// Leaf says which page of a month's list is wanted. Months are those of UTC, in which the lists are kept.
type Leaf struct {
	Month  time.Time // any instant of it
	Limit  int       // lines, at most
	Cursor string    // where the page before ended; empty: from the beginning
}

// ActBook keeps who did what, by month.
type ActBook interface {
	// PutActs writes acts down. The same act written twice is one.
	PutActs(ctx context.Context, tenant string, acts []Act) error
	// ActPage answers a page of a month, the oldest first, with one request, and where the next begins; empty: there is none. A cursor
	// that is none is an error of kind Invalid.
	ActPage(ctx context.Context, tenant string, of Leaf) (page []Act, next string, err error)
	// LookPage is the same of who saw what is confidential.
	LookPage(ctx context.Context, tenant string, of Leaf) (page []Look, next string, err error)
}
