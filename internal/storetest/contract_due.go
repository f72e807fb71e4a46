package storetest

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

var dueIndex = []clause{
	{"a case is due at its next check and not before", func(d *desk) {
		at := morning.Add(time.Hour)
		c := d.saved(d.filing(at))
		d.due(c, at.Add(-time.Millisecond))
		d.due(c, at, "")
		d.due(c, at.AddDate(1, 0, 0), "")
	}},
	{"a case that moved on is due when it says", func(d *desk) {
		c := d.saved(d.filing(morning))
		at := morning.Add(time.Hour)
		c = d.saved(change(c, morning, &complaint.ClockMoved{
			Clock: "solution", Due: at, Rungs: []complaint.Rung{{At: at, Level: complaint.ToLead}},
		}))
		d.due(c, at.Add(-time.Millisecond))
		d.due(c, at, "")
	}},
	{"a closed case is in no index", func(d *desk) {
		ch := ending(d.saved(d.filing(morning)))
		d.due(d.saved(ch), morning.AddDate(1, 0, 0), ch.Notices[0].ID) // the notice that says so is still to be sent
		if lines := d.queue(casework.Want{Limit: 100}); len(lines) > 0 {
			d.Fatalf("queue = %+v", lines)
		}
	}},
	{"the longest overdue comes first, over all pages of a shard", func(d *desk) {
		const many, atOnce = 300, 50
		c, when := d.filed(), map[string]time.Time{}
		for from := 0; from < many; from += atOnce {
			ch := noting(c)
			for i := from; i < from+atOnce; i++ {
				n := complaint.Notice{ID: fmt.Sprint(i), Ref: c.Ref(), At: morning.Add(time.Duration(i*7919%many) * time.Second)}
				ch.Notices, when[n.ID] = append(ch.Notices, n), n.At
			}
			c = d.saved(ch)
		}
		items := d.items(c, morning.Add(casework.FirstLook+(many-2)*time.Second)) // all but the last one
		inOrder := slices.IsSortedFunc(items, func(a, b string) int { return when[a].Compare(when[b]) })
		if len(items) != many-1 || !inOrder {
			d.Fatalf("%d items are due, want %d; they come in the order %v", len(items), many-1, items)
		}
	}},
	{"whoever takes may stop", func(d *desk) {
		c, _ := d.told()
		stop, calls := errors.New("stop"), 0
		for shard := range d.Shards() {
			err := d.Due(d.Context(), shard, c.NextCheck(), func([]casework.DueItem) error { calls++; return stop })
			if err != nil && !errors.Is(err, stop) {
				d.Fatal(err)
			}
		}
		if calls < 1 || calls > d.Shards() {
			d.Fatalf("%d batches were handed over, at most one a shard should be", calls)
		}
	}},
	{"every item is in one shard only", func(d *desk) {
		c, n := d.told()
		d.due(c, c.NextCheck(), "", n.Notice)
	}},
}

// items lists what of a case is due, shard by shard as it comes: its notices, and "" for the case itself.
func (d *desk) items(c complaint.Case, at time.Time) []string {
	d.Helper()
	var found []string
	for shard := range d.Shards() {
		d.ok(d.Due(d.Context(), shard, at, func(batch []casework.DueItem) error {
			for _, item := range batch {
				if item.Ref == c.Ref() {
					found = append(found, item.Notice)
				}
			}
			return nil
		}))
	}
	return found
}

// due ends the test unless just these items of a case are due.
func (d *desk) due(c complaint.Case, at time.Time, want ...string) {
	d.Helper()
	got := d.items(c, at)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		d.Fatalf("due at %s: %q, want %q", at, got, want)
	}
}
