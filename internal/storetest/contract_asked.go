package storetest

import (
	"time"

	"redress/internal/casework"
)

// asked is what holds of the counted questions.
var asked = []clause{
	{"questions are counted by day and by the entry that answered", func(d *desk) {
		noon := time.Date(2026, time.April, 30, 12, 0, 0, 0, time.UTC)
		for _, count := range []func() error{
			func() error { return d.CountAsked(d.Context(), d.tenant, noon, "") },
			func() error { return d.CountAsked(d.Context(), d.tenant, noon, "returns") },
			func() error { return d.CountAsked(d.Context(), d.tenant, noon.Add(time.Hour), "returns") },
			func() error { return d.CountGoneOn(d.Context(), d.tenant, noon.Add(time.Hour), "returns") },
			func() error { return d.CountAsked(d.Context(), d.tenant, noon.Add(12*time.Hour), "invoice") },
		} {
			d.ok(count())
		}
		april := casework.Asked{
			Day: "2026-04-30", Asked: 3, Answered: 2, GoneOn: 1, Entries: map[string]casework.AskedEntry{"returns": {Answered: 2, GoneOn: 1}},
		}
		may := casework.Asked{Day: "2026-05-01", Asked: 1, Answered: 1, Entries: map[string]casework.AskedEntry{"invoice": {Answered: 1}}}
		for _, c := range []struct {
			from, until time.Time
			want        []casework.Asked
		}{
			{noon, noon.Add(24 * time.Hour), []casework.Asked{april, may}},
			{noon, noon.Add(12 * time.Hour), []casework.Asked{april}}, // up to midnight, which belongs to the next day
			{noon.Add(12 * time.Hour), noon.AddDate(0, 1, 0), []casework.Asked{may}},
			{noon.AddDate(1, 0, 0), noon.AddDate(1, 1, 0), []casework.Asked{}},
		} {
			got, err := d.Asked(d.Context(), d.tenant, c.from, c.until)
			d.ok(err)
			d.same("days", got, c.want)
		}
		other, err := d.Asked(d.Context(), newTenant(), noon, noon.Add(24*time.Hour))
		d.ok(err)
		d.same("another tenant's days", other, []casework.Asked{})
	}},
	{"of many who count at once none is lost", func(d *desk) {
		at := time.Date(2026, time.May, 2, 0, 0, 0, 0, time.UTC)
		for _, err := range race(func(int) error { return d.CountAsked(d.Context(), d.tenant, at, "returns") }) {
			d.ok(err)
		}
		got, err := d.Asked(d.Context(), d.tenant, at, at.Add(time.Hour))
		d.ok(err)
		if len(got) != 1 || got[0].Asked != racers || got[0].Entries["returns"].Answered != racers {
			d.Fatalf("counted %+v, want %d", got, racers)
		}
	}},
}
