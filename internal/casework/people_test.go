package casework_test

import (
	"redress/internal/casework"
	"redress/internal/complaint"
)

// complainOf is a complaint with a text.
func complainOf(tenant, content string) *complaint.File {
	return &complaint.File{
		Ref: complaint.Ref{Tenant: tenant}, Channel: complaint.Web, Demand: complaint.Refund, Content: content,
		Complainant: complaint.Complainant{Name: "Li Lei", Email: "li@example.com", Phone: "+86 13800000000", Language: complaint.English},
	}
}

// filed is a new case of a tenant.
func (w *world) filed(tenant string) complaint.Case {
	w.Helper()
	c, err := w.cases.File(w.Context(), complaint.TheComplainant, complainOf(tenant, "the cooker broke"), nil)
	w.ok(err)
	return c
}

// do carries a command out that must be accepted.
func (w *world) do(c complaint.Case, by complaint.Actor, cmd complaint.Command) complaint.Case {
	w.Helper()
	after, err := w.cases.Do(w.Context(), casework.Order{Ref: c.Ref(), By: by, Command: cmd})
	w.ok(err)
	return after
}

// try carries a command out that may be refused.
func (w *world) try(ref complaint.Ref, by complaint.Actor, cmd complaint.Command) (complaint.Case, error) {
	return w.cases.Do(w.Context(), casework.Order{Ref: ref, By: by, Command: cmd})
}

// reading is a first reading of a complaint.
func reading(category complaint.Category, grade complaint.Grade) *complaint.Classify {
	return &complaint.Classify{Reading: complaint.Reading{
		Category: category, Cause: complaint.CauseUnknown, Grade: grade, Language: complaint.English, Confidence: 0.9, Model: "test",
	}}
}

// handled is a case people are at work on, its acknowledgement not sent yet.
func (w *world) handled(tenant string) complaint.Case {
	w.Helper()
	c := w.do(w.filed(tenant), complaint.TheSystem, reading(complaint.CategoryQuality, complaint.Ordinary))
	return w.do(c, complaint.TheSystem, &complaint.Acknowledge{})
}

// proposed is a case whose owner has proposed a solution.
func (w *world) proposed(tenant string) complaint.Case {
	w.Helper()
	c := w.do(w.handled(tenant), han, &complaint.Take{})
	return w.do(c, han, &complaint.Propose{Remedy: complaint.Refund, Text: "You get your money back."})
}

// executed is a case whose remedy was carried out.
func (w *world) executed(tenant string) complaint.Case {
	w.Helper()
	return w.do(w.proposed(tenant), han, &complaint.Execute{})
}

// surveyed is a case whose complainant was asked when it was time.
func (w *world) surveyed(tenant string) complaint.Case {
	w.Helper()
	c := w.executed(tenant)
	w.clock.Set(c.Survey.SendAt)
	return w.do(c, complaint.TheSystem, &complaint.Ask{})
}

// now is a case as the store has it.
func (w *world) now(ref complaint.Ref) complaint.Case {
	w.Helper()
	c, err := w.memory.Case(w.Context(), ref)
	w.ok(err)
	return c
}

// events counts a case's events of a name on record.
func (w *world) events(ref complaint.Ref, name string) int {
	w.Helper()
	commits, err := w.memory.Commits(w.Context(), ref)
	w.ok(err)
	n := 0
	for _, m := range commits {
		for _, e := range m.Events {
			if complaint.NameOf(e) == name {
				n++
			}
		}
	}
	return n
}

// notices are a case's notices with what became of them.
func (w *world) notices(ref complaint.Ref) []casework.NoticeState {
	w.Helper()
	all, err := w.memory.Notices(w.Context(), ref)
	w.ok(err)
	return all
}

// notice is the one notice of a kind that a case has.
func (w *world) notice(ref complaint.Ref, kind complaint.NoticeKind) casework.NoticeState {
	w.Helper()
	var found []casework.NoticeState
	for _, n := range w.notices(ref) {
		if n.Kind == kind {
			found = append(found, n)
		}
	}
	if len(found) != 1 {
		w.Fatalf("%d notices of kind %s, want 1", len(found), kind)
	}
	return found[0]
}

func refOf(n casework.NoticeState) casework.NoticeRef {
	return casework.NoticeRef{Ref: n.Ref, Notice: n.ID}
}
