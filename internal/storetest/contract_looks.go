package storetest

import (
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// looks is what holds of who looked at what is confidential.
var looks = []clause{
	{"looks are found by their instant, in order, over the turn of a month, as they were written", func(d *desk) {
		may := time.Date(2026, time.May, 1, 0, 0, 0, 0, time.UTC)
		late := d.looked("RD-2", may, casework.SightFile)
		early := d.looked("RD-1", may.Add(-time.Hour), casework.SightPerson)
		d.looked("RD-3", may.AddDate(0, 0, 9), casework.SightExport)
		found, err := d.Looks(d.Context(), d.tenant, may.AddDate(0, -1, 0), may.Add(time.Second))
		d.ok(err)
		d.same("looks", found, []casework.Look{early, late})
	}},
	{"a look is of its own tenant, and the same one is written once", func(d *desk) {
		once := d.looked("RD-1", morning, casework.SightAudit)
		d.ok(d.PutLook(d.Context(), d.tenant, once))
		found, err := d.Looks(d.Context(), d.tenant, morning, morning.Add(time.Second))
		d.ok(err)
		d.same("looks", found, []casework.Look{once})
		others, err := d.Looks(d.Context(), newTenant(), morning, morning.Add(time.Second))
		d.ok(err)
		d.same("another tenant's looks", others, []casework.Look{})
	}},
	{"two who look at the same moment are both written down", func(d *desk) {
		d.looked("RD-1", morning, casework.SightPerson)
		d.looked("RD-1", morning, casework.SightFile)
		d.looked("RD-2", morning, casework.SightPerson)
		found, err := d.Looks(d.Context(), d.tenant, morning, morning.Add(time.Second))
		d.ok(err)
		if len(found) != 3 {
			d.Fatalf("looks = %+v, want three", found)
		}
	}},
}

// looked writes a look down.
func (d *desk) looked(id string, at time.Time, what casework.Sight) casework.Look {
	d.Helper()
	l := casework.Look{
		At: at, By: complaint.Actor{Role: complaint.Legal, ID: "lin"}, Case: id, What: what, Of: "phone", Reason: "the court asks",
	}
	d.ok(d.PutLook(d.Context(), d.tenant, l))
	return l
}
