package figures

import (
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

// The audit itself is held to what it is to find: a rung that is missed, doubled or early, a notice that lacks or is doubled.
func TestAuditFindsWhatIsWrong(t *testing.T) {
	start := time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
	book := &casework.Book{Tenants: owner{tenant.Tenant{ID: yardTenant}}, Now: time.Now}
	past, err := Handled(t.Context(), book, start)
	if err != nil {
		t.Fatal(err)
	}
	before := past.Head()
	at := before.NextRung().Add(2 * time.Hour) // the warning and the owner's rung
	good, err := swept(t, book, past, at)
	if err != nil {
		t.Fatal(err)
	}
	commits := commitsOf(good)
	notices := noticesOf(good)
	for name, test := range map[string]struct {
		commits []complaint.Commit
		notices []casework.NoticeState
		at      time.Time
		want    Audit
	}{
		"each once":      {commits, notices, at, Audit{Cases: 1, Owed: 2, Fired: 2, Ordered: 2}},
		"never":          {commits[:4], nil, at, Audit{Cases: 1, Owed: 2, Missed: 2, Unfolded: 1}},
		"twice":          {append(commits, commits[4]), append(notices, notices...), at, Audit{Cases: 1, Owed: 2, Fired: 4, Doubled: 2, Ordered: 4, Twice: 2}},
		"without notice": {commits, notices[:1], at, Audit{Cases: 1, Owed: 2, Fired: 2, Ordered: 1, Lacking: 1}},
		"early":          {commits, notices, start, Audit{Cases: 1, Fired: 2, Early: 2, Ordered: 2}},
	} {
		got := audit(before, test.at, test.commits, good.Head(), test.notices)
		if got != test.want || got.Whole() != (name == "each once") {
			t.Errorf("%s: %+v, want %+v", name, got, test.want)
		}
	}
}

// swept is a past with the sweep of an instant.
func swept(t *testing.T, book *casework.Book, past Past, at time.Time) (Past, error) {
	t.Helper()
	s := &scribe{past: past}
	cases := &casework.Cases{Store: s, Rules: book, Now: func() time.Time { return at }, Drive: &casework.Driver{Machines: still{}}}
	_, err := cases.Do(t.Context(), casework.Order{Ref: past.Head().Ref(), By: complaint.TheSystem, Command: &complaint.Sweep{}})
	return s.past, err
}

func commitsOf(p Past) (all []complaint.Commit) {
	for _, ch := range p {
		all = append(all, ch.Commit)
	}
	return all
}

// noticesOf are the notices of a past, but for those that had left before it was put.
func noticesOf(p Past) (all []casework.NoticeState) {
	for _, n := range p[len(p)-1].Notices {
		all = append(all, casework.NoticeState{Notice: n})
	}
	return all
}

// The overdue are overdue by no more than the span, the first of them the longest.
func TestOverdue(t *testing.T) {
	at := time.Date(2026, 3, 4, 8, 0, 0, 0, time.UTC)
	y := &Yard{book: &casework.Book{Tenants: owner{tenant.Tenant{ID: yardTenant}}, Now: time.Now}}
	pasts, err := y.Overdue(t.Context(), 7, at, 28*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range pasts {
		if got, want := at.Sub(p.Head().NextRung()), 28*time.Hour*time.Duration(7-i)/7; (got - want).Abs() > time.Millisecond {
			t.Errorf("the case %d is overdue by %s, want %s", i, got, want)
		}
	}
}
