package storetest

import (
	"encoding/base64"
	"slices"
	"strings"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

var queue = []clause{
	{"a line of the queue says what the case says", func(d *desk) {
		c := d.filed()
		d.same("queue", d.queue(casework.Want{Limit: 10}), []casework.Brief{casework.BriefOf(c)})
		c = d.saved(change(c, morning, &complaint.Taken{Owner: complaint.Actor{Role: complaint.Agent, ID: "han"}}))
		d.same("queue", d.queue(casework.Want{Limit: 10}), []casework.Brief{casework.BriefOf(c)})
	}},
	{"the next deadline comes first, and none last", func(d *desk) {
		var want []string
		none := d.saved(change(d.filed(), morning, &complaint.ClockMet{Clock: "solution"}))
		for _, hours := range []int{3, 1, 2} {
			want = append(want, d.saved(d.filing(morning.Add(time.Duration(hours)*time.Hour))).ID)
		}
		d.lists(casework.Want{Limit: 10}, want[1], want[2], want[0], none.ID)
	}},
	{"pages follow each other without gap or repetition", func(d *desk) {
		var want []string
		for i := range 25 {
			want = append(want, d.saved(d.filing(morning.Add(time.Duration(i)*time.Minute))).ID)
		}
		for _, limit := range []int{1, 4, 5, 25, 26, 100} {
			d.lists(casework.Want{Limit: limit}, want...)
		}
	}},
	{"only what is wanted is listed", func(d *desk) {
		mine := d.read("han", complaint.Quality, complaint.Minor, morning)
		hers := d.read("mei", complaint.Safety, complaint.Major, morning.Add(time.Hour))
		open := d.saved(d.filing(morning.Add(2 * time.Hour))).ID
		d.lists(casework.Want{Limit: 1, Owner: "han"}, mine)
		d.lists(casework.Want{Limit: 1, Flow: complaint.Safety}, hers)
		d.lists(casework.Want{Limit: 1, Grade: complaint.Major}, hers)
		d.lists(casework.Want{Limit: 2, Phase: complaint.Received}, open)
		d.lists(casework.Want{Limit: 2, Phase: complaint.Classified}, mine, hers)
		d.lists(casework.Want{Limit: 2, Owner: "han", Flow: complaint.Safety})
		d.lists(casework.Want{Limit: 3, Owner: "mei", Flow: complaint.Safety, Grade: complaint.Major, Phase: complaint.Classified}, hers)
	}},
	{"a stolen cursor shows nothing that is not one's own", func(d *desk) {
		victim := d.tenant
		d.filed()
		d.filed()
		page, err := d.Queue(d.Context(), victim, casework.Want{Limit: 1})
		d.ok(err)
		d.tenant = newTenant()
		own := d.saved(d.filing(morning.AddDate(1, 0, 0))).ID
		got, err := d.Queue(d.Context(), d.tenant, casework.Want{Limit: 10, Cursor: page.Next})
		d.ok(err)
		if len(got.Cases) != 1 || got.Cases[0].Case != own {
			d.Fatalf("queue = %+v, want only %s", got.Cases, own)
		}
	}},
	{"a cursor that no page gave is refused", func(d *desk) {
		for _, key := range []string{
			"nonsense", "2026", "#", "2026-03-02T09:00:00.000Z#", "x#" + casework.NewReference(), "9999#x",
			strings.Repeat("9", 5000) + "#" + casework.NewReference(), "C#" + d.tenant + "#" + casework.NewReference(), "\xff\x00#\xff",
		} {
			d.refusesCursor(base64.RawURLEncoding.EncodeToString([]byte(key)))
		}
		d.refusesCursor("%%%")
		d.refusesCursor(" ")
	}},
	{"a cursor outlives the case it names", func(d *desk) {
		first, second := d.saved(d.filing(morning)), d.saved(d.filing(morning.Add(time.Hour)))
		page, err := d.Queue(d.Context(), d.tenant, casework.Want{Limit: 1})
		d.ok(err)
		d.saved(ending(first))
		page, err = d.Queue(d.Context(), d.tenant, casework.Want{Limit: 1, Cursor: page.Next})
		d.ok(err)
		if len(page.Cases) != 1 || page.Cases[0].Case != second.ID {
			d.Fatalf("queue = %+v, want %s", page.Cases, second.ID)
		}
	}},
}

// read opens a case that was read and taken, and answers its id.
func (d *desk) read(owner string, flow complaint.Flow, grade complaint.Grade, due time.Time) string {
	d.Helper()
	c := d.saved(d.filing(due))
	return d.saved(change(c, morning,
		&complaint.Read{Flow: flow, Department: "service", Reading: complaint.Reading{Category: complaint.CategoryOther, Grade: grade}},
		&complaint.Taken{Owner: complaint.Actor{Role: complaint.Agent, ID: owner}})).ID
}

// queue is the whole queue of the test's tenant, page by page.
func (d *desk) queue(want casework.Want) []casework.Brief {
	d.Helper()
	var all []casework.Brief
	for {
		page, err := d.Queue(d.Context(), d.tenant, want)
		d.ok(err)
		if len(page.Cases) > want.Limit {
			d.Fatalf("%d lines on a page of %d", len(page.Cases), want.Limit)
		}
		all = append(all, page.Cases...)
		if page.Next == "" {
			return all
		}
		want.Cursor = page.Next
	}
}

// lists ends the test unless the queue holds just these cases in this order.
func (d *desk) lists(want casework.Want, ids ...string) {
	d.Helper()
	var got []string
	for _, b := range d.queue(want) {
		got = append(got, b.Case)
	}
	if !slices.Equal(got, ids) {
		d.Fatalf("queue of %+v = %v, want %v", want, got, ids)
	}
}

func (d *desk) refusesCursor(cursor string) {
	d.Helper()
	_, err := d.Queue(d.Context(), d.tenant, casework.Want{Limit: 10, Cursor: cursor})
	if e := d.refused(err, complaint.Invalid); e.Field != "cursor" {
		d.Fatalf("cursor %.60q: the error names %q", cursor, e.Field)
	}
}
