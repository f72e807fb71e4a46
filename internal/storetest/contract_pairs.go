package storetest

import (
	"redress/internal/casework"
	"redress/internal/complaint"
)

// pairs is what holds where the changes of two cases are saved together.
var pairs = []clause{
	{"two cases are saved together", func(d *desk) {
		one, two := d.filed(), d.filed()
		d.ok(d.Save(d.Context(), noting(one), telling(two)))
		d.unchanged(noting(one).After, 2, 0)
		d.unchanged(telling(two).After, 2, 1)
	}},
	{"if one has moved on neither is saved", func(d *desk) {
		one, two := d.filed(), d.filed()
		moved := d.saved(noting(two))
		asked := telling(one)
		asked.Request = &casework.Request{Key: "pair", Digest: "x"}
		d.refused(d.Save(d.Context(), asked, telling(two)), complaint.Stale)
		d.unchanged(one, 1, 0)
		d.unchanged(moved, 2, 0)
		d.ok(d.Save(d.Context(), asked, telling(moved))) // nor is the request kept
	}},
	{"a request that was carried out says so, whatever became of the second case", func(d *desk) {
		one, two := d.filed(), d.filed()
		asked := noting(one)
		asked.Request = &casework.Request{Key: "pair", Digest: "x"}
		d.ok(d.Save(d.Context(), asked, noting(two)))
		d.repeatsPair(one, asked, noting(two))
	}},
}

// repeatsPair ends the test unless the changes are refused as carried out before, on the first case.
func (d *desk) repeatsPair(led complaint.Case, changes ...casework.Change) {
	d.Helper()
	repeated, is := d.Save(d.Context(), changes...).(*casework.Repeated) //nolint:errorlint // a store answers it as it is
	if !is || repeated.Ref != led.Ref() {
		d.Fatalf("saved again: %v", repeated)
	}
}
