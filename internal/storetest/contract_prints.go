package storetest

import (
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
)

// prints is what holds of the prints by which complaints are recognised.
var prints = []clause{
	{"a print is found under each of its complainant's keys, as it was kept", func(d *desk) {
		p := d.marked(morning, "mail-1", "phone-1", "customer-1")
		for _, key := range p.People() {
			d.finds(key, p)
		}
		d.finds("mail-2")
	}},
	{"the newest prints come first, and no more than a page of them", func(d *desk) {
		var kept []duplicate.Print
		for i := range casework.PrintPage + 3 {
			kept = append(kept, d.marked(morning.Add(time.Duration(i*7919%100)*time.Second), "mail-1", "", ""))
		}
		d.finds("mail-1", newest(kept)...)
	}},
	{"two of the same instant are both found", func(d *desk) {
		one, two := d.marked(morning, "mail-1", "", ""), d.marked(morning, "mail-1", "", "")
		d.finds("mail-1", newest([]duplicate.Print{one, two})...)
	}},
	{"a print is kept with its case or not at all", func(d *desk) {
		ch := d.filing(morning)
		d.saved(ch)
		ch.Mark = &casework.Mark{Print: duplicate.Print{Case: ch.After.ID, ReceivedAt: morning, Mail: "mail-1"}, Until: morning.AddDate(1, 0, 0)}
		d.refused(d.Save(d.Context(), ch), complaint.Stale)
		d.finds("mail-1")
	}},
	{"another tenant's prints are not found", func(d *desk) {
		d.marked(morning, "mail-1", "", "")
		found, err := d.Person(d.Context(), newTenant(), "mail-1")
		d.ok(err)
		d.same("prints", found.Prints, []duplicate.Print{})
	}},
	{"of all who file at the same moment each finds all the others", func(d *desk) {
		seen := race(func(int) int {
			d.marked(morning, "mail-1", "", "")
			found, err := d.Person(d.Context(), d.tenant, "mail-1")
			d.ok(err)
			return len(found.Prints)
		})
		all := 0
		for _, n := range seen {
			all = max(all, n)
		}
		if all != racers {
			d.Fatalf("the last of %d found %d", racers, all)
		}
	}},
}

// marked saves a case with a print under these keys, and answers the print.
func (d *desk) marked(at time.Time, mail, phone, customer string) duplicate.Print {
	d.Helper()
	ch := d.filing(morning)
	p := duplicate.Print{
		Case: ch.After.ID, ReceivedAt: at, Channel: complaint.Web, Mail: mail, Phone: phone, Customer: customer, Order: "order",
		Numbers: []string{"1"}, Products: []string{"sofa"}, Sketch: duplicate.SketchOf("The sofa's frame creaks, 框架吱吱响"),
	}
	ch.Mark = &casework.Mark{Print: p, Until: at.AddDate(1, 0, 0)}
	d.saved(ch)
	return p
}

// finds ends the test unless exactly these prints are found under a key.
func (d *desk) finds(key string, want ...duplicate.Print) {
	d.Helper()
	found, err := d.Person(d.Context(), d.tenant, key)
	d.ok(err)
	if want == nil {
		want = []duplicate.Print{}
	}
	d.same("prints under "+key, found.Prints, want)
}
