package storetest

import (
	"errors"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

var requests = []clause{
	{"a request that comes again is known, whatever it asks", func(d *desk) {
		ch := d.filing(morning)
		ch.Request = &casework.Request{Key: "k", Digest: "one"}
		first := d.saved(ch)
		for _, digest := range []string{"one", "two"} {
			again := d.filing(morning)
			again.Request = &casework.Request{Key: "k", Digest: digest}
			d.repeats(again, first)
		}
	}},
	{"a request that comes again is known before the case is found to have moved on", func(d *desk) {
		ch := noting(d.filed())
		ch.Request = &casework.Request{Key: "k", Digest: "one"}
		d.repeats(ch, d.saved(ch))
	}},
	{"a request is forgotten after its day", func(d *desk) {
		ch := d.filing(morning)
		ch.Request = &casework.Request{Key: "k", Digest: "one"}
		first := d.saved(ch)
		evening, later := noting(first), noting(first)
		evening.Request, later.Request = ch.Request, ch.Request
		evening.Commit.At = morning.Add(casework.RequestKept)
		later.Commit.At = morning.Add(casework.RequestKept + time.Second)
		d.repeats(evening, first)
		d.saved(later)
		d.refused(d.Save(d.Context(), noting(first)), complaint.Stale)
	}},
	{"a request is its tenant's own", func(d *desk) {
		ch := d.filing(morning)
		ch.Request = &casework.Request{Key: "k", Digest: "one"}
		d.saved(ch)
		d.tenant = newTenant()
		other := d.filing(morning)
		other.Request = ch.Request
		d.saved(other)
	}},
	{"of all who send one request one opens a case", func(d *desk) {
		errs := race(func(int) error {
			ch := d.filing(morning)
			ch.Request = &casework.Request{Key: "k", Digest: "one"}
			return d.Save(d.Context(), ch)
		})
		won := 0
		for _, err := range errs {
			var repeated *casework.Repeated
			var busy *complaint.Error
			switch {
			case err == nil:
				won++
			case errors.As(err, &repeated): // as it should
			case errors.As(err, &busy) && busy.Kind == complaint.Stale: // both wrote at the same moment: to be tried again
			default:
				d.Fatal(err)
			}
		}
		if won != 1 {
			d.Fatalf("%d cases were opened, want 1", won)
		}
	}},
}

// repeats ends the test unless saving the change fails with the case its request led to, and changes nothing.
func (d *desk) repeats(ch casework.Change, led complaint.Case) {
	d.Helper()
	var repeated *casework.Repeated
	if err := d.Save(d.Context(), ch); !errors.As(err, &repeated) {
		d.Fatalf("error = %v, want *Repeated", err)
	}
	if repeated.Ref != led.Ref() || repeated.Digest != "one" {
		d.Fatalf("repeated = %+v, want %v and the first digest", repeated, led.Ref())
	}
	d.unchanged(led, led.Revision, 0)
}
