package storetest

import (
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
)

// customers is what holds of what an operator tells of a tenant's customers.
var customers = []clause{
	{"purchases are found under the key they were told of, the last ones", func(d *desk) {
		d.bought("mail-1", bought(3))
		d.bought("mail-1", bought(4))
		d.bought("mail-1", bought(4))
		d.bought("phone-1", bought(5))
		d.knows("mail-1", bought(4))
		d.knows("phone-1", bought(5))
	}},
	{"who was never told of has none", func(d *desk) {
		p, err := d.Person(d.Context(), d.tenant, "mail-1")
		d.ok(err)
		d.same("person", p, casework.Person{Prints: []duplicate.Print{}})
	}},
	{"another tenant's customers are not found", func(d *desk) {
		d.bought("mail-1", bought(3))
		p, err := d.Person(d.Context(), newTenant(), "mail-1")
		d.ok(err)
		d.same("person", p, casework.Person{Prints: []duplicate.Print{}})
	}},
	{"purchases come with a page of prints, and take the place of none", func(d *desk) {
		var kept []duplicate.Print
		for i := range casework.PrintPage + 3 {
			kept = append(kept, d.marked(morning.Add(time.Duration(i)*time.Second), "mail-1", "", ""))
		}
		d.finds("mail-1", newest(kept)...)
		d.bought("mail-1", bought(3))
		d.finds("mail-1", newest(kept)...)
		d.knows("mail-1", bought(3))
	}},
}

// bought is so many purchases.
func bought(n int) complaint.Purchases {
	return complaint.Purchases{
		Last: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), Number: n, Total: complaint.Sum{Amount: 1234_50, Currency: complaint.Yuan},
	}
}

// bought tells of a customer's purchases.
func (d *desk) bought(key string, p complaint.Purchases) {
	d.Helper()
	d.ok(d.PutPurchases(d.Context(), d.tenant, key, p))
}

// knows ends the test unless these purchases are found under a key.
func (d *desk) knows(key string, want complaint.Purchases) {
	d.Helper()
	p, err := d.Person(d.Context(), d.tenant, key)
	d.ok(err)
	d.same("purchases under "+key, p.Purchases, &want)
}
