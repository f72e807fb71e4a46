package storetest

import (
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// closings is what holds of what is kept of cases that closed.
var closings = []clause{
	{"closings are found by their instant, in order, over the turn of a month", func(d *desk) {
		may := time.Date(2026, time.May, 1, 0, 0, 0, 0, time.UTC)
		at := []time.Time{may, may.Add(-time.Millisecond), may.AddDate(0, -2, 0), may.Add(time.Hour)}
		for _, instant := range at {
			d.closed(noting(d.filed()), instant)
		}
		for _, c := range []struct {
			from, until time.Time
			want        []time.Time
		}{
			{may.Add(-8 * time.Hour), may.AddDate(0, 1, 0).Add(-8 * time.Hour), []time.Time{at[1], at[0], at[3]}},
			{may, may.Add(time.Hour), []time.Time{at[0]}},
			{may.AddDate(0, -3, 0), may, []time.Time{at[2], at[1]}},
			{may.AddDate(1, 0, 0), may.AddDate(2, 0, 0), nil},
		} {
			var got []time.Time
			for _, j := range d.closings(c.from, c.until) {
				got = append(got, j.At)
			}
			d.same("instants", got, c.want)
		}
		other, err := d.Closings(d.Context(), newTenant(), may.AddDate(0, -3, 0), may.AddDate(1, 0, 0))
		d.ok(err)
		d.same("another tenant's closings", other, []casework.Closing{})
	}},
	{"a closing is read as it was saved", func(d *desk) {
		want := d.closed(noting(d.filed()), morning)
		d.same("closings", d.closings(morning, morning.Add(time.Millisecond)), []casework.Closing{want})
	}},
	{"a closing is kept with its commit or not at all, and once", func(d *desk) {
		c := d.filed()
		ch := noting(c)
		d.closed(ch, morning)
		again, late := ch, telling(c)
		late.Closing = &casework.Closing{Case: c.ID, At: morning.Add(time.Second)}
		for _, refused := range []casework.Change{again, late} {
			d.refused(d.Save(d.Context(), refused), complaint.Stale)
		}
		if kept := d.closings(morning, morning.Add(time.Hour)); len(kept) != 1 {
			d.Fatalf("closings = %+v, want one", kept)
		}
	}},
}

// closed saves a change with a closing at the instant, and answers that.
func (d *desk) closed(ch casework.Change, at time.Time) casework.Closing {
	d.Helper()
	c := casework.Closing{
		Case: ch.After.ID, At: at, ReceivedAt: at.Add(-time.Hour), Policy: "own-1", Channel: complaint.Web, Language: complaint.Chinese,
		Flow: complaint.Delay, Category: complaint.CategoryDelay, Cause: "delivery.late", Grade: complaint.Ordinary, Department: "service",
		Tier: "high", Demand: complaint.Refund, Remedy: complaint.Refund, Outcome: complaint.Satisfied, Rounds: 2, Joined: 1, Rungs: 3, Waited: 60,
		Steps:  []casework.ClosingStep{{Milestone: "responded", Round: 1, After: 1800, Late: true}},
		Paid:   []complaint.Sum{{Amount: 12_50, Currency: complaint.Yuan}, {Amount: 300, Currency: complaint.Yen}},
		Rating: &casework.ClosingRating{Attitude: 5, Solved: 4, Speed: 3, Process: 4, Overall: 5, Satisfied: true}, Again: true,
	}
	ch.Closing = &c
	d.saved(ch)
	return c
}

func (d *desk) closings(from, until time.Time) []casework.Closing {
	d.Helper()
	found, err := d.Closings(d.Context(), d.tenant, from, until)
	d.ok(err)
	return found
}
