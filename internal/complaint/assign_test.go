package complaint_test

import (
	"testing"
	"time"

	"redress/internal/complaint"
)

// given is what the records say of somebody who was named.
func given(user, department string) *complaint.Given {
	return &complaint.Given{
		To:         &complaint.Actor{Role: complaint.Agent, ID: user, Mail: user + "@home.example"},
		Department: department, Team: "repairs", Why: complaint.Choice{Rule: complaint.ByHand}, Within: department,
	}
}

// assignment answers what the last commit assigned, if it did.
func assignment(t *testing.T, m complaint.Commit) *complaint.Assigned {
	t.Helper()
	for _, e := range m.Events {
		if a, is := e.(*complaint.Assigned); is {
			return a
		}
	}
	return nil
}

// TestWhoIsResponsibleAfterAnAssignment: nobody's case is theirs at once; the owner of another stays responsible until the other
// accepts, but for one who is gone by the tenant's records.
func TestWhoIsResponsibleAfterAnAssignment(t *testing.T) {
	for _, c := range []struct {
		name           string
		taken          bool
		to             string
		gone           complaint.Gone
		owner, offered string
	}{
		{"nobody's", false, "tao", "", "tao", ""},
		{"nobody's, though somebody is gone", false, "tao", complaint.GoneLeft, "tao", ""},
		{"somebody's", true, "tao", "", "mei", "tao"},
		{"of one who is absent", true, "tao", complaint.GoneAbsent, "tao", ""},
		{"of one who has left", true, "tao", complaint.GoneLeft, "tao", ""},
		{"to its owner", true, "mei", "", "mei", ""},
	} {
		s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
		if !c.taken {
			s.c.Owner = nil
		}
		g := given(c.to, "quality")
		g.Gone = c.gone
		commit, err := complaint.Decide(s.c, &complaint.Assign{To: c.to, Given: g}, lin, s.rules, s.at)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		after := s.c
		if len(commit.Events) > 0 {
			after = s.c.After(commit)
		}
		offered := ""
		if after.Offered != nil {
			offered = after.Offered.ID
		}
		if after.Owner.ID != c.owner || offered != c.offered {
			t.Errorf("%s: %s has it and it is offered to %q, want %s and %q", c.name, after.Owner.ID, offered, c.owner, c.offered)
		}
		again, err := complaint.Decide(after, &complaint.Assign{To: c.to, Given: g}, lin, s.rules, s.at)
		if err != nil || len(again.Events) > 0 {
			t.Errorf("%s, again: %v, %v", c.name, again.Events, err)
		}
	}
}

// TestAssignmentsThatAreRefused, each with its kind.
func TestAssignmentsThatAreRefused(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	manager := complaint.Actor{Role: complaint.Manager, ID: "mo"}
	elsewhere, nobody := given("tao", "finance"), given("tao", "quality")
	elsewhere.Within, nobody.To = "quality", nil
	strange := given("tao", "quality")
	strange.Within = "finance"
	excluded := s.c.Clone()
	excluded.Excluded = []string{"tao"}
	closed := s.c.Clone()
	closed.Phase = complaint.Executed
	for _, c := range []struct {
		name string
		c    complaint.Case
		by   complaint.Actor
		g    *complaint.Given
		want complaint.Kind
	}{
		{"without a directory", s.c, lin, nil, complaint.Conflict},
		{"to another department, by a lead", s.c, lin, elsewhere, complaint.Forbidden},
		{"to another department, by a manager", s.c, manager, elsewhere, ""},
		{"of another department, by a lead", s.c, lin, strange, complaint.Forbidden},
		{"of another department, by a manager", s.c, manager, strange, ""},
		{"to nobody", s.c, manager, nobody, complaint.Conflict},
		{"to who handled an earlier round", excluded, manager, given("tao", "quality"), complaint.Conflict},
		{"after the remedy", closed, manager, given("tao", "quality"), complaint.Conflict},
		{"by an agent", s.c, mei, given("tao", "quality"), complaint.Forbidden},
	} {
		_, err := complaint.Decide(c.c, &complaint.Assign{To: "tao", Given: c.g}, c.by, s.rules, s.at)
		if got := kindOf(err); got != c.want {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

// TestAnOfferIsDeclined by the one it was made to, and by nobody else; the owner goes on.
func TestAnOfferIsDeclined(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.does(mei, &complaint.HandOver{To: "tao", Mail: tao.Mail})
	if _, err := complaint.Decide(s.c, &complaint.Decline{Reason: "No."}, mei, s.rules, s.at); kindOf(err) != complaint.Conflict {
		t.Errorf("its owner declines: %v", err)
	}
	s.does(tao, &complaint.Decline{Reason: "On another one."})
	if s.c.Offered != nil || s.c.Owner.ID != "mei" {
		t.Errorf("%v has it, offered to %v", s.c.Owner, s.c.Offered)
	}
	if last := s.notices[len(s.notices)-1]; last.Kind != complaint.NoticeDeclined || last.To != complaint.ToOwner {
		t.Errorf("told: %+v", s.notices)
	}
	if _, err := complaint.Decide(s.c, &complaint.Take{}, tao, s.rules, s.at); kindOf(err) != complaint.Conflict {
		t.Errorf("who declined takes it: %v", err)
	}
}

// TestThatNobodyIsFreeIsToldTheLead, and who gets a grave case and stands by is told each, once.
func TestThatNobodyIsFreeIsToldTheLead(t *testing.T) {
	c := complaint.Case{Tenant: "home", ID: "R-1", Revision: 1, Phase: complaint.Handling}
	boss := complaint.Actor{Role: complaint.Executive, ID: "bo", Mail: "bo@home.example"}
	m := complaint.Commit{Revision: 2, At: time.Unix(0, 0)}.Extend(
		&complaint.Assigned{Department: "quality", Why: complaint.Choice{Rule: complaint.NobodyFree}},
		&complaint.ContingencyStarted{Executive: &boss, Team: []complaint.Actor{boss, lin, {Role: complaint.Lead, ID: "without mail"}}},
	)
	after := c.After(m)
	notices := complaint.Notices(after, m)
	if len(notices) != 3 || notices[0].Kind != complaint.NoticeUnassigned || notices[0].To != complaint.ToLead ||
		notices[1].Mail != boss.Mail || notices[2].Mail != lin.Mail || notices[1].Kind != complaint.NoticeEmergency {
		t.Fatalf("told: %+v", notices)
	}
	if notices[0].ID == notices[1].ID || notices[1].ID == notices[2].ID {
		t.Error("two notices have one id")
	}
	if k := after.Contingency; k.Executive != "bo" || len(k.Team) != 3 || after.Owner != nil {
		t.Errorf("on record: %+v", k)
	}
	if assignment(t, m) == nil {
		t.Error("the assignment is gone")
	}
}
