package storetest

import (
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// acted is what somebody did at an instant.
func (d *desk) acted(id string, revision int, at time.Time) casework.Act {
	d.Helper()
	a := casework.Act{
		At: at, By: complaint.Actor{Role: complaint.Agent, ID: "han"}, Case: id, Revision: revision, Command: "note", Events: []string{"noted"},
	}
	for range 2 {
		d.ok(d.PutActs(d.Context(), d.tenant, []casework.Act{a}))
	}
	return a
}

// acts is what holds of who did and who saw what, page by page.
var acts = []clause{
	{"acts come by month in pages, the oldest first, each once", func(d *desk) {
		var want []casework.Act
		for i := range 7 {
			want = append(want, d.acted("RD-1", i+1, morning.Add(time.Duration(i)*time.Second)))
		}
		d.acted("RD-2", 1, morning.AddDate(0, 1, 0))
		got, cursor := []casework.Act{}, ""
		for pages := 1; ; pages++ {
			page, next, err := d.ActPage(d.Context(), d.tenant, casework.Leaf{Month: morning, Limit: 3, Cursor: cursor})
			d.ok(err)
			got = append(got, page...)
			if cursor = next; next == "" || pages > 5 {
				break
			}
		}
		d.same("acts", got, want)
	}},
	{"looks come so too", func(d *desk) {
		one := d.looked("RD-1", morning, casework.SightPerson)
		two := d.looked("RD-2", morning.Add(time.Second), casework.SightAudit)
		page, next, err := d.LookPage(d.Context(), d.tenant, casework.Leaf{Month: morning, Limit: 1})
		d.ok(err)
		d.same("first", page, []casework.Look{one})
		page, _, err = d.LookPage(d.Context(), d.tenant, casework.Leaf{Month: morning, Limit: 1, Cursor: next})
		d.ok(err)
		d.same("second", page, []casework.Look{two})
	}},
	{"another tenant's are not found, with its cursor neither; what is no cursor is refused", func(d *desk) {
		d.acted("RD-1", 1, morning)
		d.acted("RD-1", 2, morning.Add(time.Second))
		_, next, err := d.ActPage(d.Context(), d.tenant, casework.Leaf{Month: morning, Limit: 1})
		d.ok(err)
		for _, cursor := range []string{"", next} {
			page, _, err := d.ActPage(d.Context(), newTenant(), casework.Leaf{Month: morning, Limit: 9, Cursor: cursor})
			d.ok(err)
			d.same("another's", page, []casework.Act{})
		}
		for _, cursor := range []string{"x", "QyNhY21lI1JELTE", "!!"} {
			_, _, err = d.ActPage(d.Context(), d.tenant, casework.Leaf{Month: morning, Limit: 1, Cursor: cursor})
			d.refused(err, complaint.Invalid)
		}
	}},
}
