package storetest

import (
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// judgements is what holds of what people said of the machine's readings.
var judgements = []clause{
	{"judgements are found by their instant, in order, over the turn of a month", func(d *desk) {
		may := time.Date(2026, time.May, 1, 0, 0, 0, 0, time.UTC)
		at := []time.Time{may, may.Add(-time.Millisecond), may.AddDate(0, -2, 0), may.Add(time.Hour)}
		for _, instant := range at {
			d.judged(noting(d.filed()), instant)
		}
		for _, c := range []struct {
			from, until time.Time
			want        []time.Time
		}{
			{may.Add(-8 * time.Hour), may.AddDate(0, 1, 0).Add(-8 * time.Hour), []time.Time{at[1], at[0], at[3]}}, // the month in China
			{may, may.Add(time.Hour), []time.Time{at[0]}},
			{may.AddDate(0, -3, 0), may, []time.Time{at[2], at[1]}},
			{may.AddDate(1, 0, 0), may.AddDate(2, 0, 0), nil},
		} {
			var got []time.Time
			for _, j := range d.judgements(c.from, c.until) {
				got = append(got, j.At)
			}
			d.same("instants", got, c.want)
		}
		other, err := d.Judgements(d.Context(), newTenant(), may.AddDate(0, -3, 0), may.AddDate(1, 0, 0))
		d.ok(err)
		d.same("another tenant's judgements", other, []casework.Judgement{})
	}},
	{"a judgement is read as it was saved", func(d *desk) {
		want := d.judged(noting(d.filed()), morning)
		d.same("judgements", d.judgements(morning, morning.Add(time.Millisecond)), []casework.Judgement{want})
	}},
	{"a judgement is kept with its commit or not at all, and once", func(d *desk) {
		c := d.filed()
		ch := noting(c)
		d.judged(ch, morning)
		again, late := ch, telling(c)
		late.Judged = &casework.Judgement{Case: c.ID, At: morning.Add(time.Second)}
		for _, refused := range []casework.Change{again, late} { // the answer was lost and it is sent again; somebody else was quicker
			d.refused(d.Save(d.Context(), refused), complaint.Stale)
		}
		if kept := d.judgements(morning, morning.Add(time.Hour)); len(kept) != 1 {
			d.Fatalf("judgements = %+v, want one", kept)
		}
	}},
	{"of all who assess a case at the same moment one is counted", func(d *desk) {
		c := d.filed()
		race(func(i int) error {
			ch := noting(c)
			ch.Judged = &casework.Judgement{Case: c.ID, At: morning.Add(time.Duration(i) * time.Second)}
			return d.Save(d.Context(), ch)
		})
		if kept := d.judgements(morning, morning.Add(time.Hour)); len(kept) != 1 {
			d.Fatalf("judgements = %+v, want one", kept)
		}
	}},
}

// judged saves a change with a judgement at the instant, and answers that.
func (d *desk) judged(ch casework.Change, at time.Time) casework.Judgement {
	d.Helper()
	j := casework.Judgement{
		Case: ch.After.ID, At: at, Model: "linear-2", Confidence: 0.68, Unsure: true,
		Given:   casework.Said{Category: complaint.CategoryDelay, Cause: "delivery.late", Grade: complaint.Ordinary},
		Decided: casework.Said{Category: complaint.CategorySafety, Cause: "product.design", Grade: complaint.Major},
	}
	ch.Judged = &j
	d.saved(ch)
	return j
}

func (d *desk) judgements(from, until time.Time) []casework.Judgement {
	d.Helper()
	found, err := d.Judgements(d.Context(), d.tenant, from, until)
	d.ok(err)
	return found
}
