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
	{"what is unusual is found by what is unusual of it", func(d *desk) {
		plain := d.read("han", complaint.Quality, complaint.Minor, morning)
		waiting := d.saved(change(d.caseOf(plain), morning, &complaint.Paused{For: complaint.AwaitedEvidence, Until: morning.Add(time.Hour)})).ID
		tasked := d.saved(change(d.caseOf(d.read("han", complaint.Quality, complaint.Minor, morning.Add(2*time.Hour))), morning,
			&complaint.NoticeFailed{Notice: "n", Kind: "plan"})).ID
		both := d.saved(change(d.caseOf(d.read("", complaint.Safety, complaint.Major, morning.Add(3*time.Hour))), morning,
			&complaint.NoticeFailed{Notice: "n", Kind: "plan"},
			&complaint.ExtensionAsked{Extension: complaint.Extension{Clock: "solution"}})).ID
		d.lists(casework.Want{Limit: 10}, waiting, tasked, both)
		d.lists(casework.Want{Limit: 10, Waiting: true}, waiting)
		d.lists(casework.Want{Limit: 10, Tasks: true}, tasked, both)
		d.lists(casework.Want{Limit: 10, Asked: true}, both)
		d.lists(casework.Want{Limit: 10, Tasks: true, Flow: complaint.Quality}, tasked)
		d.lists(casework.Want{Limit: 10, Unassigned: true}, both)
		d.lists(casework.Want{Limit: 10, Flow: complaint.Quality}, waiting, tasked)
		d.lists(casework.Want{Limit: 10, DueBefore: morning.Add(2 * time.Hour)}, waiting)
		d.lists(casework.Want{Limit: 10, DueBefore: morning.Add(2*time.Hour + time.Millisecond)}, waiting, tasked)
	}},
	{"a crowd has what its people own, and what waits for one of them", func(d *desk) {
		one := d.read("han", complaint.Quality, complaint.Minor, morning)
		two := d.read("mei", complaint.Quality, complaint.Minor, morning.Add(time.Hour))
		free := d.read("", complaint.Quality, complaint.Minor, morning.Add(2*time.Hour))
		d.read("tao", complaint.Quality, complaint.Minor, morning.Add(3*time.Hour))
		crowd := casework.Crowd{People: []string{"han", "mei"}, Departments: []string{"service"}}
		for _, limit := range []int{1, 2, 10} {
			d.lists(casework.Want{Limit: limit, Crowd: crowd}, one, two, free)
		}
		d.lists(casework.Want{Limit: 10, Crowd: crowd, Unassigned: true}, free)
		d.lists(casework.Want{Limit: 10, Crowd: casework.Crowd{People: []string{"han"}}}, one)
		d.lists(casework.Want{Limit: 10, Crowd: casework.Crowd{Departments: []string{"quality"}}})
		d.lists(casework.Want{Limit: 10, Crowd: crowd, Grade: complaint.Major})
	}},
	{"every filter gives the same page by page as the whole queue does", func(d *desk) {
		for i := range 40 {
			owner := []string{"", "han", "mei"}[i%3]
			d.read(owner, complaint.Flows[i%len(complaint.Flows)], complaint.Grades[i%len(complaint.Grades)], morning.Add(time.Duration(i*7%40)*time.Minute))
		}
		whole := d.queue(casework.Want{Limit: 100})
		for _, want := range []casework.Want{
			{}, {Owner: "han"}, {Flow: complaint.Safety}, {Grade: complaint.Major}, {Phase: complaint.Classified}, {Unassigned: true},
			{DueBefore: morning.Add(20 * time.Minute)}, {Crowd: casework.Crowd{People: []string{"mei"}, Departments: []string{"service"}}},
			{Owner: "mei", Grade: complaint.Minor}, {Flow: complaint.Safety, Grade: complaint.Major, Unassigned: true},
		} {
			var ids []string
			for _, b := range whole {
				if want.Takes(b) {
					ids = append(ids, b.Case)
				}
			}
			for _, want.Limit = range []int{1, 7, 100} {
				d.lists(want, ids...)
			}
		}
	}},
	{"a cursor of another tenant or of another question is refused", func(d *desk) {
		victim := d.tenant
		d.filed()
		d.filed()
		page, err := d.Queue(d.Context(), victim, casework.Want{Limit: 1})
		d.ok(err)
		_, err = d.Queue(d.Context(), victim, casework.Want{Limit: 10, Cursor: page.Next})
		d.ok(err)
		_, err = d.Queue(d.Context(), victim, casework.Want{Limit: 10, Cursor: page.Next, Owner: "han"})
		d.refused(err, complaint.Invalid)
		d.tenant = newTenant()
		d.saved(d.filing(morning.AddDate(1, 0, 0)))
		d.refusesCursor(page.Next)
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

// read opens a case that was read and taken by somebody, if not by nobody, and answers its id.
func (d *desk) read(owner string, flow complaint.Flow, grade complaint.Grade, due time.Time) string {
	d.Helper()
	c := d.saved(d.filing(due))
	c = d.saved(change(c, morning,
		&complaint.Read{Flow: flow, Department: "service", Reading: complaint.Reading{Category: complaint.CategoryOther, Grade: grade}}))
	if owner == "" {
		return c.ID
	}
	return d.saved(change(c, morning, &complaint.Taken{Owner: complaint.Actor{Role: complaint.Agent, ID: owner}})).ID
}

// caseOf is a case as it is kept.
func (d *desk) caseOf(id string) complaint.Case {
	d.Helper()
	c, err := d.Case(d.Context(), complaint.Ref{Tenant: d.tenant, Case: id})
	d.ok(err)
	return c
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
