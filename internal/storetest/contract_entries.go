package storetest

import (
	"encoding/json"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// entries is what holds of the ledgers.
var entries = []clause{
	{"a ledger's entries are found by their instant, in order, over the turn of a month, page by page", func(d *desk) {
		may := time.Date(2026, time.May, 1, 0, 0, 0, 0, time.UTC)
		at := []time.Time{may.Add(time.Hour), may.Add(-time.Millisecond), may, may.AddDate(0, -2, 0), may.AddDate(0, 1, 0).Add(-time.Second)}
		for _, instant := range at {
			d.entered("quality", instant)
		}
		d.entered("training", may)
		for _, c := range []struct {
			from, until time.Time
			want        []time.Time
		}{
			{may.Add(-8 * time.Hour), may.AddDate(0, 1, 0).Add(-8 * time.Hour), []time.Time{at[1], at[2], at[0]}}, // the month in China
			{may, may.Add(time.Hour), []time.Time{at[2]}},
			{may.AddDate(0, -3, 0), may.AddDate(0, 1, 0), []time.Time{at[3], at[1], at[2], at[0], at[4]}},
			{may.AddDate(1, 0, 0), may.AddDate(2, 0, 0), nil},
		} {
			for _, limit := range []int{1, 2, 100} {
				d.same("instants", d.ledger(casework.EntryWant{Kind: "quality", From: c.from, Until: c.until, Limit: limit}), c.want)
			}
		}
		other, err := d.Entries(d.Context(), newTenant(), casework.EntryWant{Kind: "quality", From: may.AddDate(0, -3, 0), Until: may.AddDate(1, 0, 0), Limit: 9})
		d.ok(err)
		d.same("another tenant's ledger", other, casework.EntryPage{Entries: []casework.Entry{}})
	}},
	{"two of the same instant are both found, and on one page each", func(d *desk) {
		d.entered("quality", morning)
		d.entered("quality", morning)
		want := []time.Time{morning, morning}
		d.same("instants", d.ledger(casework.EntryWant{Kind: "quality", From: morning, Until: morning.Add(time.Hour), Limit: 1}), want)
	}},
	{"an entry is read as it was saved", func(d *desk) {
		want := d.entered("quality", morning)
		page, err := d.Entries(d.Context(), d.tenant, casework.EntryWant{Kind: "quality", From: morning, Until: morning.Add(time.Millisecond), Limit: 2})
		d.ok(err)
		d.same("page", page, casework.EntryPage{Entries: []casework.Entry{want}})
	}},
	{"an entry is kept with its record or not at all, and once", func(d *desk) {
		ch := noting(d.filed())
		ch.Entry = &casework.Entry{Kind: "quality", Case: ch.After.ID, At: morning}
		d.saved(ch)
		d.refused(d.Save(d.Context(), ch), complaint.Stale)
		d.same("instants", d.ledger(casework.EntryWant{Kind: "quality", From: morning, Until: morning.Add(time.Hour), Limit: 9}), []time.Time{morning})
	}},
	{"a cursor that no page gave is refused", func(d *desk) {
		for _, cursor := range []string{"x", "$", "MjAyNi0wMy0wMlQwMTowMDowMC4wMDBa", "UkQtMDAwMC0wMDAwLTAwMDAtMDAwMQ"} {
			_, err := d.Entries(d.Context(), d.tenant, casework.EntryWant{Kind: "quality", From: morning, Until: morning.AddDate(0, 1, 0), Limit: 1, Cursor: cursor})
			d.refused(err, complaint.Invalid)
		}
	}},
}

// entered saves a change with an entry at the instant, and answers that.
func (d *desk) entered(kind string, at time.Time) casework.Entry {
	d.Helper()
	ch := noting(d.filed())
	ch.Entry = &casework.Entry{
		Kind: kind, Case: ch.After.ID, Milestone: "quality_ledger", Flow: complaint.Quality, Cause: "product.design", Round: 1, At: at,
		By: "han", Note: "铰链", Form: "redress-forms-1", Data: json.RawMessage(`{"problem":"合页"}`),
	}
	d.saved(ch)
	return *ch.Entry
}

// ledger reads a ledger page by page, and answers the instants.
func (d *desk) ledger(want casework.EntryWant) (at []time.Time) {
	d.Helper()
	for range 20 {
		page, err := d.Entries(d.Context(), d.tenant, want)
		d.ok(err)
		if len(page.Entries) > want.Limit {
			d.Fatalf("%d on a page of %d", len(page.Entries), want.Limit)
		}
		for _, e := range page.Entries {
			at = append(at, e.At)
		}
		if want.Cursor = page.Next; want.Cursor == "" {
			return at
		}
	}
	d.Fatal("the pages have no end")
	return nil
}

// numbers is what holds of the numbers by which a dispute is known again.
var numbers = []clause{
	{"a number is found under its key, the newest case first, and no more than a page", func(d *desk) {
		var want []string
		for i := range casework.NumberPage + 2 {
			want = append([]string{d.numbered("k-1", morning.Add(time.Duration(i)*time.Minute))}, want...)
		}
		d.disputed("k-1", want[:casework.NumberPage]...)
		d.disputed("k-2")
		other, err := d.Numbers(d.Context(), newTenant(), "k-1")
		d.ok(err)
		d.same("another tenant's", other, []casework.Number{})
	}},
	{"a number is kept with its record or not at all", func(d *desk) {
		ch := noting(d.filed())
		d.saved(ch)
		ch.Numbers = []casework.Number{{Key: "k-1", By: "bill", Case: ch.After.ID, At: morning, Until: morning.AddDate(1, 0, 0)}}
		d.refused(d.Save(d.Context(), ch), complaint.Stale)
		d.disputed("k-1")
	}},
}

// numbered saves a change with a number, and answers its case.
func (d *desk) numbered(key string, at time.Time) string {
	d.Helper()
	ch := noting(d.filed())
	ch.Numbers = []casework.Number{{Key: key, By: "bill", Case: ch.After.ID, At: at, Until: at.AddDate(1, 0, 0)}}
	return d.saved(ch).ID
}

// disputed ends the test unless exactly these cases are found under a key.
func (d *desk) disputed(key string, want ...string) {
	d.Helper()
	found, err := d.Numbers(d.Context(), d.tenant, key)
	d.ok(err)
	var got []string
	for _, n := range found {
		if n.Key != key || n.By != "bill" || n.At.IsZero() {
			d.Fatalf("found %+v", n)
		}
		got = append(got, n.Case)
	}
	d.same("cases under "+key, got, want)
}
