package storetest

import (
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

var tenants = []clause{
	{"the last record of a tenant counts", func(d *desk) {
		of := tenant.Tenant{
			ID: d.tenant, Names: map[complaint.Language]string{complaint.Chinese: "好电器", complaint.English: "Good"},
			From: "care@example.com", Mailboxes: map[complaint.Level]string{complaint.ToLead: "lead@example.com"},
		}
		d.ok(d.PutTenant(d.Context(), of))
		of.Policy = "own-1"
		d.ok(d.PutTenant(d.Context(), of))
		got, err := d.Tenant(d.Context(), d.tenant)
		d.ok(err)
		d.same("tenant", got, of)
	}},
	{"a tenant that is not there is not found", func(d *desk) {
		_, err := d.Tenant(d.Context(), d.tenant)
		d.refused(err, complaint.NotFound)
		_, err = d.Document(d.Context(), d.tenant, casework.PolicyDocument, "own-1")
		d.refused(err, complaint.NotFound)
	}},
	{"a document is written once", func(d *desk) {
		text := []byte("version: own-1 # 一\n")
		d.ok(d.PutDocument(d.Context(), d.tenant, casework.PolicyDocument, "own-1", text))
		d.ok(d.PutDocument(d.Context(), d.tenant, casework.PolicyDocument, "own-1", text))
		d.refused(d.PutDocument(d.Context(), d.tenant, casework.PolicyDocument, "own-1", []byte("another")), complaint.Conflict)
		got, err := d.Document(d.Context(), d.tenant, casework.PolicyDocument, "own-1")
		d.ok(err)
		d.same("document", string(got), string(text))
	}},
	{"documents of another kind, name or tenant are others", func(d *desk) {
		other := newTenant()
		d.ok(d.PutDocument(d.Context(), d.tenant, casework.PolicyDocument, "a", []byte("1")))
		d.ok(d.PutDocument(d.Context(), d.tenant, casework.CalendarDocument, "a", []byte("2")))
		d.ok(d.PutDocument(d.Context(), d.tenant, casework.PolicyDocument, "b", []byte("3")))
		d.ok(d.PutDocument(d.Context(), other, casework.PolicyDocument, "a", []byte("4")))
		got, err := d.Document(d.Context(), d.tenant, casework.PolicyDocument, "a")
		d.ok(err)
		d.same("document", string(got), "1")
	}},
	{"of all who write a version one does", func(d *desk) {
		won := 0
		for _, err := range race(func(i int) error {
			return d.PutDocument(d.Context(), d.tenant, casework.PolicyDocument, "own-1", []byte{'a' + byte(i)})
		}) {
			if err == nil {
				won++
				continue
			}
			d.refused(err, complaint.Conflict)
		}
		if won != 1 {
			d.Fatalf("%d wrote, want 1", won)
		}
	}},
}
