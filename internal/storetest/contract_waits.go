package storetest

import (
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// waits is what holds of the pauses that ended.
var waits = []clause{
	{"pauses are found by their end, in order, over the turn of a month", func(d *desk) {
		may := time.Date(2026, time.May, 1, 0, 0, 0, 0, time.UTC)
		ends := []time.Time{may, may.Add(-time.Millisecond), may.Add(-40 * 24 * time.Hour), may.Add(time.Hour)}
		for _, end := range ends {
			d.waited(end)
		}
		for _, c := range []struct {
			from, until time.Time
			want        []time.Time
		}{
			{may.Add(-time.Hour), may.Add(time.Hour), []time.Time{ends[1], ends[0]}},
			{may, may.Add(2 * time.Hour), []time.Time{ends[0], ends[3]}},
			{may.AddDate(0, -2, 0), may, []time.Time{ends[2], ends[1]}},
			{may.AddDate(1, 0, 0), may.AddDate(2, 0, 0), nil},
		} {
			var got []time.Time
			found, err := d.Waits(d.Context(), d.tenant, c.from, c.until)
			d.ok(err)
			for _, w := range found {
				got = append(got, w.To)
			}
			d.same("ends", got, c.want)
		}
		other, err := d.Waits(d.Context(), newTenant(), may.AddDate(0, -2, 0), may.AddDate(1, 0, 0))
		d.ok(err)
		d.same("another tenant's pauses", other, []casework.Waited{})
	}},
}

// waited saves a change that ends a pause at the instant.
func (d *desk) waited(end time.Time) {
	d.Helper()
	ch := noting(d.filed())
	ch.Waited = &casework.Waited{
		Case: ch.After.ID, By: "han", For: complaint.AwaitedEvidence, From: end.Add(-time.Hour), To: end, Ended: complaint.EndedByWord,
	}
	d.saved(ch)
}
