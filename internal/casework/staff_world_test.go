package casework_test

import (
	"encoding/json"
	"time"

	"redress/internal/assign"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

func agent(a complaint.Actor, department string) tenant.Member {
	return tenant.Member{User: a.ID, Mail: a.Mail, Role: complaint.Agent, Department: department, Capacity: 2}
}

// names gives acme a directory and has its cases assigned by it.
func (w *world) names(members ...tenant.Member) {
	w.Helper()
	src, err := json.Marshal(tenant.Staff{Members: members})
	w.ok(err)
	t, err := w.memory.Tenant(w.Context(), acme)
	w.ok(err)
	t.Staff = casework.VersionOf(src)
	w.ok(w.memory.PutDocument(w.Context(), acme, casework.StaffDocument, t.Staff, src))
	w.ok(w.memory.PutTenant(w.Context(), t))
	w.clock.Pass(casework.TenantFresh)
	book := &casework.Book{Tenants: w.memory, Now: w.clock.Now}
	w.cases.Desk = &casework.Assigner{Book: book, Loads: w.memory}
}

// away says that somebody of acme is absent from now on.
func (w *world) away(user string) {
	w.Helper()
	t, err := w.memory.Tenant(w.Context(), acme)
	w.ok(err)
	t.Absences = []tenant.Absence{{User: user, From: w.clock.Now(), Until: w.clock.Now().Add(1000 * time.Hour), Stand: tenant.Standin{User: "x", Mail: "x@acme.example"}}}
	w.ok(w.memory.PutTenant(w.Context(), t))
	w.clock.Pass(casework.TenantFresh)
}

// reading is a case of acme that was read as a category and a grade, and acknowledged.
func (w *world) reading(as complaint.Category, grade complaint.Grade) complaint.Case {
	w.Helper()
	c, err := w.cases.File(w.Context(), complaint.TheComplainant, complainOf(acme, "broken"), nil)
	w.ok(err)
	for _, cmd := range []complaint.Command{
		&complaint.Classify{Reading: complaint.Reading{Category: as, Grade: grade, Language: complaint.Chinese, Confidence: 0.9, Model: "test"}},
		&complaint.Acknowledge{},
	} {
		c, err = w.cases.Do(w.Context(), casework.Order{Ref: c.Ref(), By: complaint.TheSystem, Command: cmd})
		w.ok(err)
	}
	return c
}

// by carries commands out on a case.
func (w *world) by(who complaint.Actor, c complaint.Case, commands ...complaint.Command) complaint.Case {
	w.Helper()
	for _, cmd := range commands {
		var err error
		c, err = w.cases.Do(w.Context(), casework.Order{Ref: c.Ref(), By: who, Command: cmd})
		w.ok(err)
	}
	return c
}

// why is the last choice on a case's record.
func (w *world) why(c complaint.Case) (found *complaint.Assigned) {
	w.Helper()
	commits, err := w.memory.Commits(w.Context(), c.Ref())
	w.ok(err)
	for _, m := range commits {
		for _, e := range m.Events {
			if a, is := e.(*complaint.Assigned); is {
				found = a
			}
		}
	}
	return found
}

func ownerOf(c complaint.Case) string {
	if c.Owner == nil {
		return ""
	}
	return c.Owner.ID
}

func offeredTo(c complaint.Case) string {
	if c.Offered == nil {
		return ""
	}
	return c.Offered.ID
}

// loads is what everybody has, as it was counted; it must be what the cases say.
func (w *world) loads(cases ...complaint.Case) map[string]assign.Load {
	w.Helper()
	counted, err := w.memory.Loads(w.Context(), acme)
	w.ok(err)
	want := map[string]assign.Load{}
	for _, c := range cases {
		now := w.now(c.Ref())
		if user, grade, bears := now.Borne(); bears {
			if want[user] == nil {
				want[user] = assign.Load{}
			}
			want[user][grade]++
		}
	}
	for user, has := range counted {
		for g, n := range has {
			if want[user][g] != n {
				w.Errorf("%s has %d of grade %d by the counters, %d by the cases", user, n, g, want[user][g])
			}
		}
	}
	for user, has := range want {
		if counted[user].Cases() != has.Cases() {
			w.Errorf("%s has %v by the counters, %v by the cases", user, counted[user], has)
		}
	}
	return counted
}

// noticesOf counts the notices of a kind that a case ordered.
func (w *world) noticesOf(c complaint.Case, kind complaint.NoticeKind) (n int) {
	w.Helper()
	notices, err := w.memory.Notices(w.Context(), c.Ref())
	w.ok(err)
	for _, one := range notices {
		if one.Kind == kind {
			n++
		}
	}
	return n
}
