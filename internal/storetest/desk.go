package storetest

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// desk is where a clause works: a store, and a tenant nobody else has.
type desk struct {
	*testing.T
	Store
	tenant string
}

// morning is when every test begins.
var morning = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)

// newTenant makes up a tenant nobody else has.
func newTenant() string { return "t" + strings.ToLower(casework.NewReference()[2:]) }

// ok ends the test on an error.
func (d *desk) ok(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

// refused ends the test unless the error is of the kind.
func (d *desk) refused(err error, kind complaint.Kind) *complaint.Error {
	d.Helper()
	var e *complaint.Error
	if !errors.As(err, &e) || e.Kind != kind {
		d.Fatalf("error = %v, want one of kind %s", err, kind)
	}
	return e
}

// same compares two values as they are written down.
func (d *desk) same(what string, got, want any) {
	d.Helper()
	g, err := json.Marshal(got)
	d.ok(err)
	w, err := json.Marshal(want)
	d.ok(err)
	if !bytes.Equal(g, w) {
		d.Fatalf("%s:\ngot  %s\nwant %s", what, g, w)
	}
}

// saved saves a change that must be accepted, and answers the case after it.
func (d *desk) saved(ch casework.Change) complaint.Case {
	d.Helper()
	d.ok(d.Save(d.Context(), ch))
	return ch.After
}

// filing is a change that opens a case with a deadline at which the case must be looked at.
func (d *desk) filing(due time.Time) casework.Change {
	return change(complaint.Case{}, morning,
		&complaint.Filed{
			Tenant: d.tenant, ID: casework.NewReference(), Policy: "p-1", Calendar: "c-1", ReceivedAt: morning,
			Channel: complaint.Web, Demand: complaint.Refund, Content: "电饭煲坏了 <b>&amp; \u2028 \"it broke\"",
			Complainant: complaint.Complainant{Name: "李雷", Email: "li@example.com"},
		},
		&complaint.Reached{Anchor: complaint.AtReceipt, At: morning},
		&complaint.ClockStarted{Clock: complaint.Clock{
			ID: "solution", Milestone: "solution", Round: 1, Anchor: complaint.AtReceipt, From: morning, Span: "5d", Due: due,
			MetBy: []complaint.Signal{complaint.SignalProposed}, Rungs: []complaint.Rung{{At: due, Level: complaint.ToOwner}},
		}},
	)
}

// filed is a case that is in the store.
func (d *desk) filed() complaint.Case { return d.saved(d.filing(morning.AddDate(0, 0, 5))) }

// change is a commit of events on a case with the notices they order.
func change(before complaint.Case, at time.Time, events ...complaint.Event) casework.Change {
	m := complaint.Commit{Revision: before.Revision + 1, At: at, Actor: complaint.TheSystem, Command: "test", Events: events}
	after := before.After(m)
	return casework.Change{After: after, Commit: m, Notices: complaint.Notices(after, m)}
}

// telling is a change that orders one notice.
func telling(c complaint.Case) casework.Change {
	return change(c, morning, &complaint.Told{Text: "We are looking into it."})
}

// told is a case in the store with a pending notice.
func (d *desk) told() (complaint.Case, casework.NoticeRef) {
	d.Helper()
	ch := telling(d.filed())
	c := d.saved(ch)
	return c, casework.NoticeRef{Ref: c.Ref(), Notice: ch.Notices[0].ID}
}

// noting is a change that orders nothing.
func noting(c complaint.Case) casework.Change {
	return change(c, morning, &complaint.Noted{Text: "seen"})
}

// ending is a change that closes a case which owes nothing any more.
func ending(c complaint.Case) casework.Change {
	return change(c, morning,
		&complaint.ClockMet{Clock: "solution", Signal: complaint.SignalProposed}, &complaint.Ended{Outcome: complaint.Satisfied})
}

// unchanged ends the test unless the store still holds the case, and as many commits and notices as it has.
func (d *desk) unchanged(c complaint.Case, commits, notices int) {
	d.Helper()
	kept, err := d.Case(d.Context(), c.Ref())
	d.ok(err)
	d.same("case", kept, c)
	history, err := d.Commits(d.Context(), c.Ref())
	d.ok(err)
	orders, err := d.Notices(d.Context(), c.Ref())
	d.ok(err)
	if len(history) != commits || len(orders) != notices {
		d.Fatalf("%d commits and %d notices are kept, want %d and %d", len(history), len(orders), commits, notices)
	}
}
