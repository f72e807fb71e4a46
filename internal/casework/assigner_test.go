package casework_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"redress/internal/assign"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

// The people of the directory beside han and mei.
var (
	lead = tenant.Member{User: "lin", Mail: lin.Mail, Role: complaint.Lead, Department: "quality"}
	boss = tenant.Member{User: "bo", Mail: "bo@acme.example", Role: complaint.Executive}
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

// TestACaseIsAssignedInTheCommitThatReadsIt: no commit is added, the record says why, and nobody gets more than they can have.
func TestACaseIsAssignedInTheCommitThatReadsIt(t *testing.T) {
	w := newWorld(t)
	w.names(agent(han, "quality"), agent(mei, "quality"), lead, boss)
	var cases []complaint.Case
	for range 5 {
		cases = append(cases, w.reading(complaint.CategoryQuality, complaint.Ordinary))
	}
	got := map[string]int{}
	for _, c := range cases {
		got[ownerOf(c)]++
		if c.Revision != 3 {
			t.Errorf("the case has %d commits", c.Revision)
		}
	}
	if got["han"] != 2 || got["mei"] != 2 || got[""] != 1 {
		t.Errorf("got: %v", got)
	}
	w.loads(cases...)
	if why := w.why(cases[0]); why.Why.Rule != complaint.LeastLoaded || len(why.Why.Candidates) != 2 || why.Why.Considered != 4 {
		t.Errorf("%+v", why)
	}
	if why := w.why(cases[4]); why.To != nil || why.Why.Rule != complaint.NobodyFree || !slices.Contains(why.Why.Passed, complaint.Passed{Why: complaint.IsFull, People: 2}) {
		t.Errorf("nobody is free: %+v", why)
	}
	if n := w.noticesOf(cases[4], complaint.NoticeUnassigned); n != 1 {
		t.Errorf("the lead was told %d times", n)
	}
	if n := w.noticesOf(cases[0], complaint.NoticeAssigned); n != 1 {
		t.Errorf("the owner was told %d times", n)
	}
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

// TestWithoutADirectoryOrAPolicyNobodyIsAssigned, and nothing is counted.
func TestWithoutADirectoryOrAPolicyNobodyIsAssigned(t *testing.T) {
	w := newWorld(t)
	w.names(agent(han, "quality"))
	old, err := w.memory.Tenant(t.Context(), acme)
	w.ok(err)
	old.Policy = "redress-2026.4"
	w.ok(w.memory.PutTenant(t.Context(), old))
	w.clock.Pass(casework.TenantFresh)
	before := w.reading(complaint.CategoryQuality, complaint.Ordinary)
	w.by(han, before, &complaint.Take{})
	old.Policy, old.Staff = "", ""
	w.ok(w.memory.PutTenant(t.Context(), old))
	w.clock.Pass(casework.TenantFresh)
	without := w.reading(complaint.CategoryQuality, complaint.Ordinary)
	if before.Owner != nil || without.Owner != nil || w.why(before) != nil || w.why(without) != nil {
		t.Errorf("assigned: %v, %v", w.why(before), w.why(without))
	}
	if counted, err := w.memory.Loads(t.Context(), acme); err != nil || len(counted) > 0 {
		t.Errorf("counted: %v, %v", counted, err)
	}
	_, err = w.cases.Do(t.Context(), casework.Order{Ref: without.Ref(), By: lin, Command: &complaint.Assign{To: "han"}})
	w.refused(err, complaint.Conflict)
}

// TestAnotherDepartmentIsOffered: whoever has a case stays responsible until somebody of the other department takes it.
func TestAnotherDepartmentIsOffered(t *testing.T) {
	w := newWorld(t)
	w.names(agent(han, "quality"), agent(mei, "finance"))
	c := w.reading(complaint.CategoryQuality, complaint.Ordinary)
	c = w.by(han, c, &complaint.Assess{Category: complaint.CategoryBilling, Cause: c.Cause, Reason: "It is the bill."})
	if ownerOf(c) != "han" || offeredTo(c) != "mei" || c.Department != "finance" {
		t.Fatalf("%s has it, offered to %q, of %s", ownerOf(c), offeredTo(c), c.Department)
	}
	w.loads(c)
	c = w.by(mei, c, &complaint.Decline{Reason: "On another one."})
	if ownerOf(c) != "han" || offeredTo(c) != "" || w.noticesOf(c, complaint.NoticeDeclined) != 1 {
		t.Fatalf("declined: %s has it, offered to %q", ownerOf(c), offeredTo(c))
	}
	c = w.by(han, c, &complaint.HandOver{To: "mei", Mail: "elsewhere@example.com"})
	if c.Offered.Mail != mei.Mail {
		t.Errorf("the offer goes to %s, which is not in the directory", c.Offered.Mail)
	}
	w.by(mei, c, &complaint.Take{})
	if has := w.loads(c); has["han"].Cases() != 0 || has["mei"].Cases() != 1 {
		t.Errorf("loads: %v", has)
	}
}

// TestAFurtherRoundGoesToAnother by the policy: who handled the one before is excluded.
func TestAFurtherRoundGoesToAnother(t *testing.T) {
	w := newWorld(t)
	w.names(agent(han, "quality"), agent(mei, "quality"))
	c := w.reading(complaint.CategoryQuality, complaint.Ordinary)
	first := *c.Owner
	first.Role = complaint.Agent
	c = w.by(first, c, &complaint.Propose{Remedy: complaint.Refund, Text: "Money back."}, &complaint.Execute{})
	if has := w.loads(c); has[first.ID].Cases() != 0 {
		t.Errorf("after the remedy: %v", has)
	}
	w.clock.Pass(4 * 24 * time.Hour)
	c = w.by(complaint.TheSystem, c, &complaint.Ask{})
	c = w.by(complaint.TheComplainant, c, &complaint.Reply{Answer: complaint.Answer{Attitude: 1, Solved: 1, Speed: 1, Process: 1, Overall: 1}})
	if c.Round != 2 || ownerOf(c) == "" || ownerOf(c) == first.ID {
		t.Fatalf("round %d is handled by %q, the one before by %s", c.Round, ownerOf(c), first.ID)
	}
	w.loads(c)
}

// TestAGraveCaseGetsWhoIsAtWork, and at night who is on call; who leads and who stands by is on record and told.
func TestAGraveCaseGetsWhoIsAtWork(t *testing.T) {
	w := newWorld(t)
	w.names(agent(han, "safety"), tenant.Member{User: "lin", Mail: lin.Mail, Role: complaint.Lead, Department: "safety"}, boss)
	day := w.reading(complaint.CategorySafety, complaint.Major)
	if ownerOf(day) != "han" {
		t.Errorf("by day %q has it", ownerOf(day))
	}
	w.clock.Pass(14 * time.Hour)
	night := w.reading(complaint.CategorySafety, complaint.Major)
	if why := w.why(night); ownerOf(night) != "lin" || why.Why.Rule != complaint.OnCall {
		t.Errorf("by night %q has it: %+v", ownerOf(night), why)
	}
	for _, c := range []complaint.Case{day, night} {
		k := c.Contingency
		if k == nil || k.Executive != "bo" || !slices.Equal(k.Team, []string{"lin"}) {
			t.Errorf("stand by: %+v", k)
		}
		if n := w.noticesOf(c, complaint.NoticeEmergency); n != 3 { // the executives' address, the executive, the lead
			t.Errorf("%d were told", n)
		}
	}
	w.loads(day, night)
}

// TestRegradingIsCounted, and a case that is raised to grade 1 gets its contingency once.
func TestRegradingIsCounted(t *testing.T) {
	w := newWorld(t)
	w.names(agent(han, "quality"), boss)
	c := w.reading(complaint.CategoryQuality, complaint.Minor)
	c = w.by(han, c, &complaint.Assess{Grade: complaint.Major, Reason: "Press."}, &complaint.Assess{Grade: complaint.Ordinary, Reason: "No press."},
		&complaint.Assess{Grade: complaint.Major, Reason: "Press."})
	if has := w.loads(c); has["han"][complaint.Major] != 1 || has["han"].Cases() != 1 {
		t.Errorf("loads: %v", has)
	}
	if c.Contingency == nil || w.noticesOf(c, complaint.NoticeEmergency) != 3 { // the executives' address twice, the executive once
		t.Errorf("contingency %+v, told %d", c.Contingency, w.noticesOf(c, complaint.NoticeEmergency))
	}
}

// TestALeadAssigns by hand, in their own department and to people of the directory.
func TestALeadAssigns(t *testing.T) {
	w := newWorld(t)
	w.names(agent(han, "quality"), agent(mei, "quality"), tenant.Member{User: "tao", Mail: "tao@acme.example", Role: complaint.Agent, Department: "finance"}, lead)
	c := w.reading(complaint.CategoryQuality, complaint.Ordinary)
	owner, other := ownerOf(c), "mei"
	if owner == "mei" {
		other = "han"
	}
	manager := complaint.Actor{Role: complaint.Manager, ID: "mo"}
	for _, r := range []struct {
		by   complaint.Actor
		to   string
		want complaint.Kind
	}{
		{lin, "stranger", complaint.Conflict}, {lin, "tao", complaint.Forbidden}, {han, other, complaint.Forbidden},
		{complaint.Actor{Role: complaint.Lead, ID: "unknown"}, other, complaint.Forbidden},
	} {
		_, err := w.cases.Do(t.Context(), casework.Order{Ref: c.Ref(), By: r.by, Command: &complaint.Assign{To: r.to}})
		w.refused(err, r.want)
	}
	c = w.by(lin, c, &complaint.Assign{To: other})
	if ownerOf(c) != owner || offeredTo(c) != other {
		t.Errorf("%s has it, offered to %s", ownerOf(c), offeredTo(c))
	}
	c = w.by(lin, c, &complaint.Assign{})
	if offeredTo(c) != other {
		t.Errorf("by policy it is offered to %s", offeredTo(c))
	}
	c = w.by(manager, c, &complaint.Assign{To: "tao"})
	if ownerOf(c) != owner || offeredTo(c) != "tao" {
		t.Errorf("%s has it, offered to %s", ownerOf(c), offeredTo(c))
	}
	w.away(owner)
	c = w.by(lin, c, &complaint.Assign{To: other, Reason: "Ill."})
	if why := w.why(c); ownerOf(c) != other || offeredTo(c) != "" || why.Gone != complaint.GoneAbsent || why.Reason != "Ill." {
		t.Errorf("%s has it, offered to %s: %+v", ownerOf(c), offeredTo(c), why)
	}
	_, err := w.cases.Do(t.Context(), casework.Order{Ref: c.Ref(), By: lin, Command: &complaint.Assign{To: owner}})
	w.refused(err, complaint.Conflict)
	w.loads(c)
}

// TestManyCasesAreHandedOver: page by page, at once where the one is absent, and asked again nothing is moved twice.
func TestManyCasesAreHandedOver(t *testing.T) {
	w := newWorld(t)
	rich := agent(han, "quality")
	rich.Capacity = 0
	w.names(rich, lead)
	var cases []complaint.Case
	for range 30 {
		cases = append(cases, w.reading(complaint.CategoryQuality, complaint.Ordinary))
	}
	other := agent(mei, "quality")
	other.Capacity = 0
	w.names(rich, other, lead)
	hands := &casework.Hands{Cases: w.cases, Queue: w.memory}
	all := func(o casework.Handover) (moved []casework.Moved) {
		t.Helper()
		for {
			done, err := hands.Over(t.Context(), acme, lin, o)
			w.ok(err)
			if len(done.Kept) > 0 {
				t.Errorf("not moved: %+v", done.Kept)
			}
			moved = append(moved, done.Moved...)
			if o.Cursor = done.Next; done.Next == "" {
				return moved
			}
		}
	}
	how := func(moved []casework.Moved) (transferred, offered int) {
		for _, m := range moved {
			if m.How == casework.Transferred {
				transferred++
			} else {
				offered++
			}
		}
		return transferred, offered
	}
	if n, offered := how(all(casework.Handover{From: "han", To: "mei", Reason: "Holiday."})); n != 0 || offered != 30 {
		t.Fatalf("moved %d, offered %d", n, offered)
	}
	revision := w.now(cases[0].Ref()).Revision
	if n, offered := how(all(casework.Handover{From: "han", To: "mei", Reason: "Holiday."})); n != 0 || offered != 30 || w.now(cases[0].Ref()).Revision != revision {
		t.Fatalf("again: moved %d, offered %d", n, offered)
	}
	w.away("han")
	if n, offered := how(all(casework.Handover{From: "han", Reason: "Ill."})); n != 30 || offered != 0 {
		t.Fatalf("of who is absent: moved %d, offered %d", n, offered)
	}
	if has := w.loads(cases...); has["mei"].Cases() != 30 || has["han"].Cases() != 0 {
		t.Errorf("loads: %v", has)
	}
	if moved := all(casework.Handover{From: "han", Reason: "Ill."}); len(moved) != 0 {
		t.Errorf("again: %v", moved)
	}
}

// TestHandoversSayWhatWasNotMoved, and why.
func TestHandoversSayWhatWasNotMoved(t *testing.T) {
	w := newWorld(t)
	w.names(agent(han, "quality"), tenant.Member{User: "lin", Mail: lin.Mail, Role: complaint.Lead, Department: "finance"})
	c := w.reading(complaint.CategoryQuality, complaint.Ordinary)
	hands := &casework.Hands{Cases: w.cases, Queue: w.memory}
	done, err := hands.Over(t.Context(), acme, lin, casework.Handover{From: "han", Reason: "Ill."})
	w.ok(err)
	if len(done.Moved) != 0 || len(done.Kept) != 1 || done.Kept[0].Case != c.ID || done.Kept[0].Why == "" {
		t.Errorf("%+v", done)
	}
}

// TestMergedAndPartedCasesAreCounted: a part of another case is nobody's work, and is somebody's again when it is parted.
func TestMergedAndPartedCasesAreCounted(t *testing.T) {
	w := newWorld(t)
	big := agent(han, "quality")
	big.Capacity = 0
	w.names(big, lead)
	a, b := w.reading(complaint.CategoryQuality, complaint.Ordinary), w.reading(complaint.CategoryQuality, complaint.Minor)
	w.by(han, a, &complaint.Merge{Case: b.ID, Reason: "The same."})
	if has := w.loads(a, b); has["han"].Cases() != 1 {
		t.Errorf("merged: %v", has)
	}
	w.by(lin, a, &complaint.Part{Case: b.ID, Reason: "Not the same."})
	if has := w.loads(a, b); has["han"].Cases() != 2 {
		t.Errorf("parted: %v", has)
	}
}

// TestABrokenDirectoryHoldsNoCaseUp.
func TestABrokenDirectoryHoldsNoCaseUp(t *testing.T) {
	w := newWorld(t)
	w.names(agent(han, "quality"))
	of, err := w.memory.Tenant(t.Context(), acme)
	w.ok(err)
	of.Staff = "gone"
	w.ok(w.memory.PutTenant(t.Context(), of))
	w.clock.Pass(casework.TenantFresh)
	if c := w.reading(complaint.CategoryQuality, complaint.Ordinary); c.Phase != complaint.Handling || c.Owner != nil {
		t.Errorf("%s, of %v", c.Phase, c.Owner)
	}
}

// TestManyAtTheSameMomentNeverExceedAnybody: cases that are read together are spread, and nobody gets more than they can have.
func TestManyAtTheSameMomentNeverExceedAnybody(t *testing.T) {
	w := newWorld(t)
	w.names(agent(han, "quality"), agent(mei, "quality"), lead)
	var cases []complaint.Case
	for range 12 {
		c, err := w.cases.File(t.Context(), complaint.TheComplainant, complainOf(acme, "broken"), nil)
		w.ok(err)
		cases = append(cases, c)
	}
	w.cases.After = func(time.Duration) <-chan time.Time { now := make(chan time.Time); close(now); return now }
	together(t, cases, func(c complaint.Case) error {
		_, err := w.cases.Do(t.Context(), casework.Order{Ref: c.Ref(), By: complaint.TheSystem, Command: &complaint.Classify{
			Reading: complaint.Reading{Category: complaint.CategoryQuality, Grade: complaint.Ordinary, Confidence: 0.9, Model: "test"},
		}})
		return err
	})
	got := map[string]int{}
	for _, c := range cases {
		now := w.now(c.Ref())
		got[ownerOf(now)]++
	}
	if got["han"] != 2 || got["mei"] != 2 || got[""] != 8 {
		t.Errorf("got: %v", got)
	}
	w.loads(cases...)
}

// together does something with each case at the same moment.
func together(t *testing.T, cases []complaint.Case, do func(complaint.Case) error) {
	t.Helper()
	failed := make(chan error, len(cases))
	for _, c := range cases {
		go func() { failed <- do(c) }()
	}
	for range cases {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
}
