//go:build e2e

package e2e

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

// The people of a company that has a directory, beside those that every company of the tests has.
func (c company) member(role complaint.Role, department string) tenant.Member {
	return tenant.Member{User: c.id + "-" + string(role), Mail: string(role) + "@" + c.id + ".example.com", Role: role, Department: department, Calendar: "24x7"}
}

// staffed is a company of its own under the policy of seconds, changed as said, with a directory; its record is believed by every function.
func staffed(t *testing.T, name string, change *strings.Replacer, absences []tenant.Absence, members func(company) []tenant.Member) company {
	t.Helper()
	seconds, err := secondsPolicy()
	if err != nil {
		t.Fatal(err)
	}
	id := name + "-" + strings.ToLower(rand.Text()[:6])
	co, err := w.found(t.Context(), id, change.Replace(unhurried(seconds)+assigning))
	if err != nil {
		t.Fatal(err)
	}
	co.employ(t, absences, members(co)...)
	return co
}

// assigning is what the policy of seconds says of assignment.
const assigning = `
assignment:
  roles: [agent, lead]
  weight: {1: 3, 2: 2, 3: 1}
  at_once: [1]
  on_call: [manager]
  tell: [1, 2, 3]
  source: the tests
contingency:
  grades: [1]
  executive: {roles: [manager]}
  team: {roles: [lead]}
  source: the tests
`

// employ gives a company a directory.
func (c company) employ(t *testing.T, absences []tenant.Absence, members ...tenant.Member) {
	t.Helper()
	src, err := json.Marshal(tenant.Staff{Members: members})
	if err != nil {
		t.Fatal(err)
	}
	table := w.stack.Table()
	of, err := table.Tenant(t.Context(), c.id)
	if err != nil {
		t.Fatal(err)
	}
	of.Staff, of.Absences = casework.VersionOf(src), absences
	if err := table.PutDocument(t.Context(), c.id, casework.StaffDocument, of.Staff, src); err != nil {
		t.Fatal(err)
	}
	if err := table.PutTenant(t.Context(), of); err != nil {
		t.Fatal(err)
	}
	time.Sleep(casework.TenantFresh + time.Second)
}

// assigned is what a case's record says last of who got it, and why.
func assigned(c client.Case) (found *complaint.Assigned) {
	for _, m := range c.History {
		for _, e := range m.Events {
			if a, is := e.(*complaint.Assigned); is {
				found = a
			}
		}
	}
	return found
}

// queue lists what a member of staff sees of a filter.
func queue(t *testing.T, hand client.API, query string) (ids []string) {
	t.Helper()
	values, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	page, err := hand.Queue(t.Context(), values)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	for _, b := range page.Cases {
		ids = append(ids, b.Case)
	}
	return ids
}

// TestACaseIsGivenToSomebodyByPolicy: in the commit that reads it, with the reason on record; another tenant's policy gives the
// same complaint to another; the queue shows it to them; the next round goes to somebody else.
func TestACaseIsGivenToSomebodyByPolicy(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	both := func(c company) []tenant.Member {
		return []tenant.Member{c.member(complaint.Agent, "service"), c.member(complaint.Lead, "service"), c.member(complaint.Manager, "")}
	}
	one := staffed(t, "first", strings.NewReplacer("roles: [agent, lead]", "roles: [agent]"), nil, both)
	two := staffed(t, "other", strings.NewReplacer("roles: [agent, lead]", "roles: [lead]"), nil, both)
	for co, want := range map[company]string{one: one.id + "-agent", two: two.id + "-lead"} {
		s := file(t, co, slow)
		c := s.now()
		why := assigned(c)
		if c.Owner == nil || c.Owner.ID != want || why == nil || why.Why.Rule != complaint.LeastLoaded || len(why.Why.Candidates) != 1 || why.Why.Considered != 3 {
			t.Fatalf("%s: owner %v, %+v", co.id, c.Owner, why)
		}
		if c.History[1].Command != "classify" || byPeople(c) > 1 { // the complainant's own; nobody gave it by hand
			t.Errorf("%s: %s", co.id, trail(c))
		}
		s.until("told", func(c client.Case) bool { return count(c, complaint.NoticeAssigned, "sent") == 1 })
	}
	s := file(t, two, slow)
	s.do(two.lead, &complaint.Contact{By: "phone", Note: "Called."}, &complaint.Propose{Remedy: complaint.Repair, Text: "We repair it."}, &complaint.Execute{})
	s.answer(1)
	c := s.until("nobody is free", func(c client.Case) bool { return c.Round == 2 && count(c, complaint.NoticeUnassigned, "sent") == 1 })
	if why := assigned(c); c.Owner != nil || why.Why.Rule != complaint.NobodyFree {
		t.Errorf("the second round: %v, %+v", c.Owner, why)
	}
	if got := queue(t, two.lead, "unassigned=true&department=service"); len(got) != 1 || got[0] != s.receipt.Case {
		t.Errorf("unassigned: %v", got)
	}
	if got := queue(t, two.lead, "owner=me"); len(got) != 1 || got[0] == s.receipt.Case {
		t.Errorf("mine: %v", got)
	}
	s.do(two.manager, &complaint.Assign{To: two.id + "-agent", Reason: "There is nobody else."})
	if c := s.now(); c.Owner.ID != two.id+"-agent" || assigned(c).Why.Rule != complaint.ByHand {
		t.Errorf("by hand: %+v", c.Owner)
	}
}

// TestAnOfferIsAcceptedOrDeclined: the owner stays responsible until the other takes it.
func TestAnOfferIsAcceptedOrDeclined(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	co := staffed(t, "offer", strings.NewReplacer("roles: [agent, lead]", "roles: [agent]"), nil, func(c company) []tenant.Member {
		return []tenant.Member{c.member(complaint.Agent, "service"), c.member(complaint.Lead, "service"), c.member(complaint.Manager, "")}
	})
	s := file(t, co, slow)
	s.refused(co.agent, &complaint.HandOver{To: "stranger"}, http.StatusConflict)
	s.do(co.agent, &complaint.HandOver{To: co.id + "-lead"})
	s.refused(co.manager, &complaint.Decline{Reason: "Not mine to decline."}, http.StatusConflict)
	s.do(co.lead, &complaint.Decline{Reason: "On another one."})
	c := s.until("told", func(c client.Case) bool { return count(c, complaint.NoticeDeclined, "sent") == 1 })
	if c.Owner.ID != co.id+"-agent" || c.Offered != nil {
		t.Fatalf("declined: %v, offered to %v", c.Owner, c.Offered)
	}
	s.refused(co.lead, &complaint.Take{}, http.StatusConflict)
	s.do(co.agent, &complaint.HandOver{To: co.id + "-lead"})
	s.do(co.lead, &complaint.Take{})
	if c := s.now(); c.Owner.ID != co.id+"-lead" {
		t.Errorf("accepted: %v", c.Owner)
	}
	s.refused(co.agent, &complaint.Assign{To: co.id + "-agent"}, http.StatusForbidden)
}

// TestTheCasesOfOneWhoIsAwayAreHandedOver: offered while they are there, moved at once when the tenant's record says that they are not; a
// grave case has somebody who leads and somebody who stands by.
func TestTheCasesOfOneWhoIsAwayAreHandedOver(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	members := func(c company) []tenant.Member {
		return []tenant.Member{c.member(complaint.Agent, "service"), c.member(complaint.Lead, "service"), c.member(complaint.Manager, "")}
	}
	co := staffed(t, "away", strings.NewReplacer("roles: [agent, lead]", "roles: [agent]"), nil, members)
	for range 3 {
		file(t, co, slow)
	}
	agent, lead := co.id+"-agent", co.id+"-lead"
	over := func(hand client.API, how casework.How, n int) casework.HandedOver {
		t.Helper()
		done, err := hand.HandOver(t.Context(), client.Handover{From: agent, To: lead, Reason: "Ill."})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range done.Moved {
			if m.How != how || m.To != lead {
				t.Errorf("%+v, want %s", m, how)
			}
		}
		if len(done.Moved) != n || len(done.Kept) != 0 || done.Next != "" {
			t.Fatalf("%+v, want %d %s", done, n, how)
		}
		return done
	}
	_, err := co.agent.HandOver(t.Context(), client.Handover{From: lead, To: agent, Reason: "Mine."})
	wantProblem(t, err, http.StatusForbidden)
	_, err = w.real.lead.HandOver(t.Context(), client.Handover{From: agent, To: lead, Reason: "Of another tenant."})
	if err != nil {
		t.Errorf("another tenant's lead finds nobody of that name: %v", err)
	}
	over(co.lead, casework.OfferedTo, 3)
	over(co.lead, casework.OfferedTo, 3)
	if got := queue(t, co.agent, "owner=me"); len(got) != 3 {
		t.Errorf("the owner has %v", got)
	}
	co.employ(t, []tenant.Absence{{
		User: agent, From: time.Now().Add(-time.Hour), Until: time.Now().Add(time.Hour), Stand: tenant.Standin{User: lead, Mail: "lead@example.com"},
	}}, members(co)...)
	over(co.lead, casework.Transferred, 3)
	over(co.lead, casework.Transferred, 0)
	if mine, theirs := queue(t, co.lead, "owner=me"), queue(t, co.agent, "owner=me"); len(mine) != 3 || len(theirs) != 0 {
		t.Errorf("the lead has %v, the agent %v", mine, theirs)
	}
	loads, err := w.stack.Table().Loads(t.Context(), co.id)
	if err != nil || loads[lead].Cases() != 3 || loads[agent].Cases() != 0 {
		t.Errorf("counted: %v, %v", loads, err)
	}
	counted, err := casework.Recount(t.Context(), w.stack.Table(), w.stack.Table(), co.id)
	if err != nil || fmt.Sprint(counted[lead]) != fmt.Sprint(loads[lead]) {
		t.Errorf("counted anew: %v, %v", counted, err)
	}
}

// TestACursorIsGoodForItsTenantAndQuestionAlone.
func TestACursorIsGoodForItsTenantAndQuestionAlone(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	for range 2 {
		file(t, w.real, slow)
	}
	page, err := w.real.agent.Queue(t.Context(), url.Values{"limit": {"1"}})
	if err != nil || page.Next == "" {
		t.Fatalf("%+v, %v", page, err)
	}
	for _, c := range []struct {
		hand  client.API
		query url.Values
		good  bool
	}{
		{w.real.agent, url.Values{"limit": {"1"}, "cursor": {page.Next}}, true},
		{w.real.lead, url.Values{"limit": {"5"}, "cursor": {page.Next}}, true},
		{w.real.agent, url.Values{"owner": {"me"}, "cursor": {page.Next}}, false},
		{w.real.agent, url.Values{"cursor": {page.Next[:len(page.Next)-2]}}, false},
		{w.swift.agent, url.Values{"limit": {"1"}, "cursor": {page.Next}}, false},
	} {
		switch _, err := c.hand.Queue(t.Context(), c.query); {
		case c.good && err != nil:
			t.Errorf("%v: %v", c.query, err)
		case !c.good:
			wantProblem(t, err, http.StatusBadRequest)
		}
	}
}
