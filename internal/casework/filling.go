package casework

import (
	"context"
	"encoding/json"
	"time"

	"redress/internal/complaint"
)

// Forms says what must be told of a milestone that is recorded, and whether it was.
type Forms interface {
	// Fill checks a record of a case against the form that the case's rules have for the milestone. The error is of kind Invalid where
	// what was told does not fit.
	Fill(ctx context.Context, c complaint.Case, r complaint.Record, at time.Time) (Filling, error)
}

// Filling is what a form makes of a record.
type Filling struct {
	Form    *complaint.Filled // nil: the milestone has none
	Ledger  string            // kind of ledger that the record is an entry of; empty: of none
	Numbers []Number          // by which the same dispute is known again
}

// Number is the number of a voucher, a bill or an order that is disputed in a case, as a keyed hash.
type Number struct {
	Key   string    `json:"-"` // the hash; it is the same in two cases of a tenant if the number is
	By    string    `json:"by"`
	Case  string    `json:"case"`
	At    time.Time `json:"at"`
	Until time.Time `json:"-"` // then it is forgotten
}

// NumberPage is how many cases with a number are read, the newest first, however many there are.
const NumberPage = 8

// NumberIndex finds the cases in which a number is disputed.
type NumberIndex interface {
	// Numbers answers the newest ones under a key, a page at most. One that has expired may still be among them.
	Numbers(ctx context.Context, tenant, key string) ([]Number, error)
}

// Entry is a record in one of a tenant's ledgers: of quality, training, improvement (seed 002: 建立质量改进台账).
type Entry struct {
	Kind      string          `json:"kind"`
	Case      string          `json:"case"`
	Milestone string          `json:"milestone"`
	Flow      complaint.Flow  `json:"flow,omitempty"`
	Cause     complaint.Cause `json:"cause,omitempty"`
	Round     int             `json:"round"`
	At        time.Time       `json:"at"`
	By        string          `json:"by"` // user name
	Note      string          `json:"note"`
	Form      string          `json:"form"` // version of the forms that the data fit
	Data      json.RawMessage `json:"data,omitempty"`
}

// LedgersOf are the kinds of ledgers that a commit made entries of.
func LedgersOf(m complaint.Commit) (kinds []string) {
	for _, e := range m.Events {
		if r, is := e.(*complaint.MilestoneRecorded); is && r.Ledger != "" {
			kinds = append(kinds, r.Ledger)
		}
	}
	return kinds
}

// EntryWant is what to show of a ledger.
type EntryWant struct {
	Kind        string
	From, Until time.Time
	Limit       int    // at most so many
	Cursor      string // where the page before ended
}

// EntryPage is a part of a ledger, and where the next part begins; empty: there is none.
type EntryPage struct {
	Entries []Entry `json:"entries"`
	Next    string  `json:"next,omitempty"`
}

// EntryBook keeps the ledgers.
type EntryBook interface {
	// Entries answers a page of a tenant's ledger, in the order of their instants. A cursor that no page gave is of kind Invalid.
	Entries(ctx context.Context, tenant string, want EntryWant) (EntryPage, error)
}

// fill has what is recorded checked by whoever knows the forms, and answers the command with what they make of it. What is refused anyway
// is left to the case to refuse.
func (w *Cases) fill(ctx context.Context, before complaint.Case, by complaint.Actor, cmd complaint.Command) (complaint.Command, Filling, error) {
	r, is := cmd.(*complaint.Record)
	if !is || w.Forms == nil || !permitted(before, cmd, by) || !before.Recordable(r.Milestone) {
		return cmd, Filling{}, nil
	}
	f, err := w.Forms.Fill(ctx, before, *r, w.now())
	if err != nil {
		return nil, Filling{}, err
	}
	filled := *r
	filled.Form = f.Form
	if filled.Form != nil {
		filled.Form.Ledger = f.Ledger
	}
	return &filled, f, nil
}

func permitted(c complaint.Case, cmd complaint.Command, by complaint.Actor) bool {
	return complaint.Permitted(c, cmd, by) == nil
}

// book adds to a change what a form that was filled in brings to its tenant's books.
func (f Filling) book(ch *Change) {
	for _, n := range f.Numbers {
		n.Case, n.At = ch.After.ID, ch.Commit.At
		ch.Numbers = append(ch.Numbers, n)
	}
	if f.Ledger == "" || f.Form == nil {
		return
	}
	for _, e := range ch.Commit.Events {
		if r, is := e.(*complaint.MilestoneRecorded); is {
			c := ch.After
			ch.Entry = &Entry{
				Kind: f.Ledger, Case: c.ID, Milestone: r.Milestone, Flow: c.Flow, Cause: c.Cause, Round: c.Round,
				At: ch.Commit.At, By: ch.Commit.Actor.ID, Note: r.Note, Form: r.Form, Data: r.Data,
			}
		}
	}
}
