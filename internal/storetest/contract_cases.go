package storetest

import (
	"fmt"
	"strings"

	"redress/internal/casework"
	"redress/internal/complaint"
)

var cases = []clause{
	{"a case is read as it was saved", func(d *desk) {
		ch := d.filing(morning.AddDate(0, 0, 5))
		c := d.saved(ch)
		d.unchanged(c, 1, 0)
		history, err := d.Commits(d.Context(), c.Ref())
		d.ok(err)
		d.same("commits", history, []complaint.Commit{ch.Commit})
	}},
	{"how a case began is read along with the case", func(d *desk) {
		ch := d.filing(morning.AddDate(0, 0, 5))
		d.saved(ch)
		c := d.saved(telling(d.saved(noting(ch.After))))
		d.ok(d.HoldToken(d.Context(), c.Ref(), "token"))
		now, filed, err := d.Opening(d.Context(), c.Ref())
		d.ok(err)
		d.same("case", now, c)
		d.same("opening", filed, ch.Commit.Events[0])
		_, _, err = d.Opening(d.Context(), complaint.Ref{Tenant: newTenant(), Case: c.ID})
		d.refused(err, complaint.NotFound)
	}},
	{"what was read is nobody else's", func(d *desk) {
		c := d.saved(change(d.filed(), morning, &complaint.Paused{}, &complaint.ExtensionAsked{}, &complaint.Merged{Case: "theirs"}))
		mine, err := d.Case(d.Context(), c.Ref())
		d.ok(err)
		mine.Clocks[0].ID, mine.Anchors[complaint.AtPlan] = "mine", morning
		mine.Pauses[0].By, mine.Extensions[0].Clock, mine.Absorbed[0].Case = "mine", "mine", "mine"
		d.unchanged(c, 2, 0)
	}},
	{"a second save on a revision is stale and leaves nothing", func(d *desk) {
		c := d.filed()
		first := d.saved(noting(c))
		late := telling(c)
		late.Request = &casework.Request{Key: "late", Digest: "x"}
		d.refused(d.Save(d.Context(), late), complaint.Stale)
		d.unchanged(first, 2, 0)
		again := telling(first)
		again.Request = late.Request
		d.ok(d.Save(d.Context(), again))
	}},
	{"a case is opened once", func(d *desk) {
		ch := d.filing(morning)
		d.saved(ch)
		d.refused(d.Save(d.Context(), ch), complaint.Stale)
	}},
	{"a revision cannot be skipped", func(d *desk) {
		c := d.filed()
		ahead := noting(noting(c).After)
		d.refused(d.Save(d.Context(), ahead), complaint.Stale)
		d.unchanged(c, 1, 0)
	}},
	{"of all who save on one revision one does", func(d *desk) {
		c := d.filed()
		errs := race(func(i int) error {
			ch := change(c, morning, &complaint.Told{Text: fmt.Sprintf("racer %d", i)})
			return d.Save(d.Context(), ch)
		})
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
				continue
			}
			d.refused(err, complaint.Stale)
		}
		if won != 1 {
			d.Fatalf("%d of %d saves took place, want 1", won, racers)
		}
		history, err := d.Commits(d.Context(), c.Ref())
		d.ok(err)
		orders, err := d.Notices(d.Context(), c.Ref())
		d.ok(err)
		text := history[1].Events[0].(*complaint.Told).Text // the only event there is
		if len(history) != 2 || len(orders) != 1 || orders[0].Text != text {
			d.Fatalf("the winner's commit says %q, its notices are %+v", text, orders)
		}
	}},
	{"commits come in their order, however many", func(d *desk) {
		c := d.filed()
		page := strings.Repeat("投诉", 25_000) // 150 kB each: more than one answer of the database holds
		for range 11 {
			c = d.saved(change(c, morning, &complaint.Noted{Text: page}))
		}
		history, err := d.Commits(d.Context(), c.Ref())
		d.ok(err)
		if len(history) != 12 {
			d.Fatalf("%d commits, want 12", len(history))
		}
		d.same("the case folded from its commits", complaint.Fold(history), c)
	}},
	{"what is not there is not found", func(d *desk) {
		c := d.filed()
		for _, ref := range []complaint.Ref{
			{Tenant: d.tenant, Case: casework.NewReference()}, {Tenant: newTenant(), Case: c.ID}, {Tenant: d.tenant}, {Case: c.ID}, {},
		} {
			_, err := d.Case(d.Context(), ref)
			d.refused(err, complaint.NotFound)
			history, err := d.Commits(d.Context(), ref)
			d.ok(err)
			orders, err := d.Notices(d.Context(), ref)
			d.ok(err)
			if len(history)+len(orders) > 0 {
				d.Fatalf("%v has %d commits and %d notices", ref, len(history), len(orders))
			}
		}
	}},
	{"no name can be taken for another", func(d *desk) {
		hostile := d.filing(morning)
		hostile.After.ID = "x#" + hostile.After.ID
		if err := d.Save(d.Context(), hostile); err == nil {
			d.Fatal("a case was saved whose id holds the sign that separates names")
		}
		honest := d.filed()
		for _, ref := range []complaint.Ref{
			{Tenant: d.tenant + "#x", Case: strings.TrimPrefix(hostile.After.ID, "x#")},
			{Tenant: d.tenant, Case: hostile.After.ID},
			{Tenant: d.tenant + "#" + honest.ID},
			{Case: d.tenant + "#" + honest.ID},
			{Tenant: "", Case: honest.Tenant + "#" + honest.ID},
		} {
			_, err := d.Case(d.Context(), ref)
			d.refused(err, complaint.NotFound)
		}
	}},
	{"the last token is the one held", func(d *desk) {
		c := d.filed()
		d.holds(c.Ref(), "")
		d.ok(d.HoldToken(d.Context(), c.Ref(), "first"))
		d.ok(d.HoldToken(d.Context(), c.Ref(), "second"))
		d.holds(c.Ref(), "second")
		d.holds(d.filed().Ref(), "")
		d.unchanged(c, 1, 0)
	}},
	{"a token may be held before its case is known", func(d *desk) {
		ref := complaint.Ref{Tenant: d.tenant, Case: casework.NewReference()}
		d.ok(d.HoldToken(d.Context(), ref, "early"))
		d.holds(ref, "early")
		_, err := d.Case(d.Context(), ref)
		d.refused(err, complaint.NotFound)
	}},
}

func (d *desk) holds(ref complaint.Ref, want string) {
	d.Helper()
	token, err := d.Token(d.Context(), ref)
	d.ok(err)
	if token != want {
		d.Fatalf("token = %q, want %q", token, want)
	}
}
