package storetest

import (
	"errors"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// pairs is what holds where the changes of two cases are saved together, or that of one rests on another.
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
	{"what a change rests on is left as it is, and has to be as it was", func(d *desk) {
		one, two := d.filed(), d.filed()
		resting := noting(one)
		resting.Rests = []casework.Rest{{Ref: two.Ref(), Revision: 1}}
		moved := d.saved(noting(two))
		err := d.Save(d.Context(), resting)
		d.refused(err, complaint.Stale)
		if !errors.Is(err, casework.ErrRest) {
			d.Errorf("refused for %v", err)
		}
		d.unchanged(one, 1, 0)
		resting.Rests[0].Revision = 2
		d.ok(d.Save(d.Context(), resting))
		d.unchanged(moved, 2, 0)
		if err := d.Save(d.Context(), resting); errors.Is(err, casework.ErrRest) {
			d.Errorf("the case itself has moved on, and it is refused for %v", err)
		}
	}},
	{"of all whose changes rest on each other's cases one saves", func(d *desk) {
		all := make([]complaint.Case, racers)
		for i := range all {
			all[i] = d.filed()
		}
		won := 0
		for i, err := range race(func(i int) error {
			ch := noting(all[i])
			for j, other := range all {
				if j != i {
					ch.Rests = append(ch.Rests, casework.Rest{Ref: other.Ref(), Revision: 1})
				}
			}
			return d.Save(d.Context(), ch)
		}) {
			if err == nil {
				won++
			} else if !complaint.Is(err, complaint.Stale) {
				d.Errorf("racer %d: %v", i, err)
			}
		}
		if won > 1 {
			d.Errorf("%d of %d saved", won, racers)
		}
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
