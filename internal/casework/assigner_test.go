package casework_test

import (
	"slices"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

// The people of the directory beside han and mei.
var (
	lead = tenant.Member{User: "lin", Mail: lin.Mail, Role: complaint.Lead, Department: "quality"}
	boss = tenant.Member{User: "bo", Mail: "bo@acme.example", Role: complaint.Executive}
)

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
