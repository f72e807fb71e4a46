package storetest

import (
	"errors"
	"sync"

	"redress/internal/assign"
	"redress/internal/casework"
	"redress/internal/complaint"
)

// loads is what holds of what members of staff have.
var loads = []clause{
	{"what somebody has is counted with the commit, by grade", func(d *desk) {
		c := d.filed()
		d.ok(d.Save(d.Context(), bearing(noting(c), casework.LoadStep{User: "han#1", Grade: 2, By: 1})))
		c = d.saved(bearing(noting(d.caseOf(c.ID)), casework.LoadStep{User: "han#1", Grade: 2, By: -1}, casework.LoadStep{User: "han#1", Grade: 1, By: 1}, casework.LoadStep{User: "mei", Grade: 3, By: 1}))
		d.has("counted", map[string]assign.Load{"han#1": {1: 1}, "mei": {3: 1}})
		d.refused(d.Save(d.Context(), bearing(noting(d.before(c)), casework.LoadStep{User: "mei", Grade: 3, By: 1})), complaint.Stale)
		d.has("after a stale write", map[string]assign.Load{"han#1": {1: 1}, "mei": {3: 1}})
		d.tenant = newTenant()
		d.has("another tenant's", map[string]assign.Load{})
	}},
	{"two changes that are saved together count once for each person", func(d *desk) {
		a, b := d.filed(), d.filed()
		d.ok(d.Save(d.Context(), bearing(noting(a), casework.LoadStep{User: "han", Grade: 2, By: 1}), bearing(noting(b), casework.LoadStep{User: "han", Grade: 3, By: 1})))
		d.has("both", map[string]assign.Load{"han": {2: 1, 3: 1}})
		d.ok(d.Save(d.Context(), bearing(noting(d.caseOf(a.ID)), casework.LoadStep{User: "han", Grade: 2, By: -1}), bearing(noting(d.caseOf(b.ID)), casework.LoadStep{User: "han", Grade: 2, By: 1})))
		d.has("no change", map[string]assign.Load{"han": {2: 1, 3: 1}})
	}},
	{"nobody gets more than they can have, whoever comes at the same moment", func(d *desk) {
		const most, rivals = 3, 8
		var saved, full int
		var mu sync.Mutex
		var all sync.WaitGroup
		for range rivals {
			c := d.filed()
			all.Go(func() {
				for { // a collision is no refusal: the next try says which it was
					err := d.Save(d.Context(), bearing(noting(c), casework.LoadStep{User: "han", Grade: 2, By: 1, Most: most}))
					var refused *complaint.Error
					has, _ := d.Loads(d.Context(), d.tenant)
					mu.Lock()
					done := err == nil || !errors.As(err, &refused) || refused.Kind != complaint.Stale || has["han"].Cases() >= most
					if err == nil {
						saved++
					} else if done {
						full++
					}
					mu.Unlock()
					if done {
						return
					}
				}
			})
		}
		all.Wait()
		if saved != most || full != rivals-most {
			d.Fatalf("%d got through and %d did not, want %d and %d", saved, full, most, rivals-most)
		}
		d.has("full", map[string]assign.Load{"han": {2: most}})
	}},
	{"what was counted anew stands", func(d *desk) {
		d.ok(d.Save(d.Context(), bearing(noting(d.filed()), casework.LoadStep{User: "han", Grade: 2, By: 1})))
		d.ok(d.PutLoad(d.Context(), d.tenant, "han", assign.Load{1: 2, 3: 4}))
		d.has("anew", map[string]assign.Load{"han": {1: 2, 3: 4}})
		d.read("mei", complaint.Quality, complaint.Minor, morning)
		counted, err := casework.Recount(d.Context(), d, d, d.tenant)
		d.ok(err)
		d.same("counted", counted, map[string]assign.Load{"han": {}, "mei": {3: 1}})
		d.has("from the queue", map[string]assign.Load{"han": {}, "mei": {3: 1}})
	}},
}

// bearing is a change that changes what people have.
func bearing(ch casework.Change, steps ...casework.LoadStep) casework.Change {
	ch.Loads = steps
	return ch
}

// before is a case as it was a revision ago.
func (d *desk) before(c complaint.Case) complaint.Case {
	c.Revision--
	return c
}

func (d *desk) has(what string, want map[string]assign.Load) {
	d.Helper()
	got, err := d.Loads(d.Context(), d.tenant)
	d.ok(err)
	d.same(what, got, want)
}
