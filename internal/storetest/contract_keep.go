package storetest

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
)

// kept is a closed case in the store that is kept until an instant, with what it is found by.
func (d *desk) kept(until time.Time) complaint.Case {
	d.Helper()
	told, _ := d.told()
	ch := ending(told)
	for _, e := range ch.Commit.Events {
		if ended, is := e.(*complaint.Ended); is {
			ended.KeepUntil = until
		}
	}
	ch.After = told.After(ch.Commit)
	return d.saved(ch)
}

// keepingAt are the cases of the desk's tenant that were kept for long enough at an instant.
func (d *desk) keepingAt(at time.Time) []string {
	d.Helper()
	found := []string{}
	for shard := range d.Shards() {
		d.ok(d.KeepingDue(d.Context(), shard, at, func(batch []casework.DueItem) error {
			for _, item := range batch {
				if item.Ref.Tenant == d.tenant {
					found = append(found, item.Ref.Case)
				}
			}
			return nil
		}))
	}
	return found
}

// keeping is what holds of cases that are kept for a time, and of what is erased.
var keeping = []clause{
	{"a closed case is to be looked at when it was kept for long enough, and not before, nor by the sweep", func(d *desk) {
		until := morning.AddDate(3, 0, 0)
		c := d.kept(until)
		d.same("before", d.keepingAt(until.Add(-time.Millisecond)), []string{})
		d.same("then", d.keepingAt(until), []string{c.ID})
		for shard := range d.Shards() {
			d.ok(d.Due(d.Context(), shard, until, func(batch []casework.DueItem) error {
				for _, item := range batch {
					if item.Ref == c.Ref() && item.Notice == "" {
						d.Error("the sweep meets it")
					}
				}
				return nil
			}))
		}
	}},
	{"a case under hold is not to be looked at, and is again when the hold is over", func(d *desk) {
		c := d.kept(morning)
		c = d.saved(change(c, morning, &complaint.Held{Reason: "a lawsuit"}))
		d.same("held", d.keepingAt(morning.Add(time.Hour)), []string{})
		c = d.saved(change(c, morning, &complaint.HoldReleased{Reason: "it is over"}))
		d.same("released", d.keepingAt(morning.Add(time.Hour)), []string{c.ID})
	}},
	{"what is left takes the place of commits and notices, and the journey's token goes", func(d *desk) {
		c := d.kept(morning)
		d.ok(d.HoldToken(d.Context(), c.Ref(), "t-1"))
		commits, err := d.Commits(d.Context(), c.Ref())
		d.ok(err)
		notices, err := d.Notices(d.Context(), c.Ref())
		d.ok(err)
		var less []complaint.Commit
		for _, m := range commits {
			less = append(less, complaint.Forgotten(m))
		}
		var told []complaint.Notice
		for _, n := range notices {
			told = append(told, complaint.Forgotten(n.Notice))
		}
		for range 2 { // a second time changes nothing
			d.ok(d.Replace(d.Context(), c.Ref(), c.Revision, told, less))
		}
		after, err := d.Commits(d.Context(), c.Ref())
		d.ok(err)
		d.same("commits", after, less)
		states, err := d.Notices(d.Context(), c.Ref())
		d.ok(err)
		text, err := json.Marshal(states)
		d.ok(err)
		if strings.Contains(string(text), "looking into it") || states[0].State != notices[0].State {
			d.Errorf("notices: %s", text)
		}
		written, err := d.Written(d.Context(), c.Ref(), 0)
		d.ok(err)
		for i, w := range written {
			want, err := json.Marshal(less[i])
			d.ok(err)
			if !bytes.Equal(w.Data, want) {
				d.Errorf("commit %d is stored as %s, want %s: the sum that the erasure names is of that", w.Revision, w.Data, want)
			}
		}
		token, err := d.Token(d.Context(), c.Ref())
		d.ok(err)
		d.same("token", token, "")
	}},
	{"what was removed is not read any more, and the case and its last commits are", func(d *desk) {
		c := d.kept(morning)
		c = d.saved(change(c, morning, &complaint.Erased{Cause: complaint.ByRetention, Removed: true}))
		for range 2 {
			d.ok(d.Remove(d.Context(), c.Ref(), c.Revision, morning))
		}
		d.unchanged(c, 1, 0)
		written, err := d.Written(d.Context(), c.Ref(), 0)
		d.ok(err)
		if len(written) != 1 || written[0].Revision != c.Revision {
			d.Errorf("%d commits are read", len(written))
		}
	}},
	{"the prints of one case are forgotten, and the purchases if that is wanted", func(d *desk) {
		one := d.marked(morning, "mail-1", "phone-1", "")
		two := d.marked(morning.Add(time.Second), "mail-1", "", "")
		d.bought("mail-1", bought(3))
		ref := complaint.Ref{Tenant: d.tenant, Case: one.Case}
		d.ok(d.Forget(d.Context(), ref, []string{"mail-1", "phone-1"}, false))
		d.finds("mail-1", two)
		d.finds("phone-1")
		d.knows("mail-1", bought(3))
		d.ok(d.Forget(d.Context(), ref, []string{"mail-1", "phone-1"}, true))
		p, err := d.Person(d.Context(), d.tenant, "mail-1")
		d.ok(err)
		d.same("person", p, casework.Person{Prints: []duplicate.Print{two}})
	}},
}
