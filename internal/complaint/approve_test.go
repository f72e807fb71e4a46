package complaint_test

import (
	"slices"
	"testing"

	"redress/internal/complaint"
)

// Above the proposer's authority nothing is told before all have approved, one after the other.
func TestAnApprovalChain(t *testing.T) {
	s := handled(t)
	s.notices = nil
	s.does(mei, pay(6000))
	if s.c.Plan != nil || s.c.Draft == nil || !s.clock("solution").Open() {
		t.Fatalf("told %+v, drafted %+v", s.c.Plan, s.c.Draft)
	}
	hash := s.c.Draft.Hash
	var roles []complaint.Role
	for _, n := range s.c.Draft.Needs {
		roles = append(roles, n.Role)
	}
	if !slices.Equal(roles, []complaint.Role{complaint.Legal, complaint.Lead, complaint.Manager}) {
		t.Fatalf("it needs %v", s.c.Draft.Needs)
	}
	s.refusedAs(mei, &complaint.Execute{}, complaint.Conflict, "")
	s.refusedAs(lin, &complaint.Approve{Offer: hash}, complaint.Forbidden, "")  // not their turn
	s.refusedAs(boss, &complaint.Approve{Offer: hash}, complaint.Forbidden, "") // nobody stands above legal
	s.refusedAs(lawyer, &complaint.Approve{Offer: exchangeHash}, complaint.Conflict, "offer")
	s.does(lawyer, &complaint.Approve{Offer: hash})
	if m := s.does(lawyer, &complaint.Approve{Offer: hash}); len(m.Events) != 0 {
		t.Errorf("twice recorded %d events", len(m.Events))
	}
	s.does(lin, &complaint.Approve{Offer: hash})
	var told []complaint.Level
	for _, n := range s.notices {
		if n.Kind != complaint.NoticeApproval || n.Text != "" {
			t.Errorf("%+v before all have approved", n)
		}
		told = append(told, n.To)
	}
	if !slices.Equal(told, []complaint.Level{complaint.ToLegal, complaint.ToLead, complaint.ToManager}) {
		t.Errorf("asked %v", told)
	}
	s.does(manager, &complaint.Approve{Offer: hash})
	if s.c.Draft != nil || s.c.Plan == nil || len(s.c.Plan.Approvals) != 3 || s.clock("solution").Open() {
		t.Fatalf("told %+v, drafted %+v", s.c.Plan, s.c.Draft)
	}
	if m := s.does(manager, &complaint.Approve{Offer: hash}); len(m.Events) != 0 {
		t.Errorf("the last one twice recorded %d events", len(m.Events))
	}
	s.does(mei, &complaint.Execute{})
	if len(s.c.Granted) != 1 || s.c.Granted[0].Sum != *yuan(6000) {
		t.Errorf("granted %+v", s.c.Granted)
	}
}

// Somebody above gives the approvals below theirs at once.
func TestWhoeverStandsAboveCanApprove(t *testing.T) {
	s := handled(t)
	s.does(mei, pay(4000))
	s.does(boss, &complaint.Approve{Offer: s.c.Draft.Hash})
	if s.c.Plan == nil || len(s.c.Plan.Approvals) != 2 || s.c.Plan.Approvals[0].By != "boss" {
		t.Errorf("told %+v", s.c.Plan)
	}
}

// field.md, attack 14: an approval is of one offer, to the letter.
func TestAnApprovalIsOfOneOffer(t *testing.T) {
	s := handled(t)
	s.does(mei, pay(4000))
	old := s.c.Draft.Hash
	s.does(lin, &complaint.Approve{Offer: old})
	s.does(mei, pay(4001))
	if len(s.c.Draft.Approvals) != 0 {
		t.Errorf("%+v came along", s.c.Draft.Approvals)
	}
	s.refusedAs(manager, &complaint.Approve{Offer: old}, complaint.Conflict, "offer")
	reworded := pay(4000)
	reworded.Text = "We make it good, and drop your claim."
	s.does(mei, reworded)
	s.refusedAs(manager, &complaint.Approve{Offer: old}, complaint.Conflict, "offer")
	s.does(mei, pay(4000)) // the very same is asked anew, too
	s.does(manager, &complaint.Approve{Offer: old})
	if s.c.Plan == nil || s.c.Plan.Hash != old || s.c.Plan.Approvals[0].By != "gao" {
		t.Errorf("told %+v", s.c.Plan)
	}
}

// glpi#24399: a rejected approval shows as validated.
func TestGlpi24399ARefusedOfferIsNone(t *testing.T) {
	s := handled(t)
	s.does(mei, pay(4000))
	hash := s.c.Draft.Hash
	s.does(lin, &complaint.Approve{Offer: hash})
	s.refusedAs(mei, &complaint.RefuseApproval{Offer: hash, Reason: "x"}, complaint.Forbidden, "")
	s.does(manager, &complaint.RefuseApproval{Offer: hash, Reason: "Too much."})
	if s.c.Draft != nil || s.c.Plan != nil {
		t.Fatalf("told %+v, drafted %+v", s.c.Plan, s.c.Draft)
	}
	s.refusedAs(boss, &complaint.Approve{Offer: hash}, complaint.Conflict, "offer")
	s.refusedAs(mei, &complaint.Execute{}, complaint.Conflict, "")
	s.does(mei, pay(4000))
	if s.c.Plan != nil || len(s.c.Draft.Approvals) != 0 {
		t.Errorf("told %+v, drafted %+v", s.c.Plan, s.c.Draft)
	}
}

// field.md, attack 14: nobody approves their own, nor on a case they own, nor twice, nor for somebody who is there.
func TestWhoMayNotApprove(t *testing.T) {
	s := handled(t)
	s.does(lin, pay(4000)) // above the owner, and in their place
	hash := s.c.Draft.Hash
	s.refusedAs(lin, &complaint.Approve{Offer: hash}, complaint.Forbidden, "")
	s.refusedAs(mei, &complaint.Approve{Offer: hash}, complaint.Forbidden, "")
	s.does(mei, &complaint.HandOver{To: manager.ID})
	s.does(manager, &complaint.Take{})
	s.refusedAs(manager, &complaint.Approve{Offer: hash}, complaint.Forbidden, "")
	s.refusedAs(tao, &complaint.Approve{Offer: hash}, complaint.Forbidden, "")
	s.refusedAs(tao, &complaint.Approve{Offer: hash, For: "boss"}, complaint.Forbidden, "for")
	for _, absent := range []string{"lin", "gao"} { // whoever stands in for them may do no more than they
		s.refusedAs(tao, &complaint.Approve{Offer: hash, For: absent, Behalf: complaint.Executive}, complaint.Forbidden, "")
	}
	for _, r := range []complaint.Role{complaint.Customer, complaint.System, complaint.Auditor, complaint.TenantAdmin} {
		s.refusedAs(complaint.Actor{Role: r, ID: "x"}, &complaint.Approve{Offer: hash}, complaint.Forbidden, "")
	}
	m := s.does(tao, &complaint.Approve{Offer: hash, For: "boss", Behalf: complaint.Executive})
	if e, is := m.Events[1].(*complaint.Approved); !is || e.For != "boss" || m.Actor.ID != "tao" {
		t.Errorf("recorded %+v", m.Events)
	}
	if got := s.c.Plan.Approvals; len(got) != 1 || got[0].For != "boss" || got[0].By != "tao" || got[0].Role != complaint.Manager {
		t.Errorf("approved %+v", got)
	}
}

// The sums of all rounds count, and those of the complainant's other cases.
func TestASplitSumIsSeen(t *testing.T) {
	s := handled(t)
	s.does(mei, pay(150))
	s.does(mei, &complaint.Execute{})
	s.on("2026-04-11 10:00").does(system, &complaint.Ask{})
	s.does(customer, unhappy())
	s.does(tao, &complaint.Take{})
	s.does(tao, pay(150))
	if s.c.Draft == nil || s.c.Draft.Needs[0].Role != complaint.Lead {
		t.Fatalf("150 and 150 went through: %+v", s.c.Plan)
	}
	other := handled(t)
	split := pay(150)
	split.Elsewhere.Open = []complaint.Sum{*yuan(60)}
	other.does(mei, split)
	if other.c.Draft == nil {
		t.Fatalf("60 elsewhere were not seen: %+v", other.c.Plan)
	}
	unseen := pay(1)
	unseen.Elsewhere.Unseen = true
	if other.does(mei, unseen); other.c.Draft == nil {
		t.Error("more cases than were looked at need no approval")
	}
	both := handled(t)
	both.does(mei, pay(150)) // told, and then another case was quicker
	both.refusedAs(mei, &complaint.Execute{Elsewhere: complaint.Elsewhere{Granted: []complaint.Sum{*yuan(60)}}}, complaint.Conflict, "")
	both.does(mei, &complaint.Execute{Elsewhere: complaint.Elsewhere{Granted: []complaint.Sum{*yuan(50)}, Open: []complaint.Sum{*yuan(900)}}})
}

// Two currencies are shares of one limit.
func TestASumIsNotSplitByCurrency(t *testing.T) {
	s := handled(t)
	p := pay(100)
	p.Elsewhere.Granted = []complaint.Sum{{Amount: 14_00, Currency: complaint.USDollar}} // half of 28
	s.does(mei, p)
	if s.c.Plan == nil {
		t.Fatal("two halves are more than the whole")
	}
	p.Elsewhere.Granted[0].Amount++
	again := *p
	again.Text = "A cent more."
	if s.does(mei, &again); s.c.Draft == nil {
		t.Error("more than the whole went through")
	}
}

// Who is asked is reminded, and those above hear of it, for as long as nobody answers.
func TestAnApprovalWaitsNotInSilence(t *testing.T) {
	s := handled(t)
	s.does(mei, pay(800))
	var k complaint.Clock
	for _, k = range s.c.Clocks {
		if k.Milestone == complaint.MilestoneApproval {
			break
		}
	}
	s.isDue(k.ID, "2026-04-07 14:00") // four working hours
	s.notices = nil
	s.on("2026-04-13 10:00").does(system, &complaint.Tick{})
	var told []string
	for _, n := range s.notices {
		if n.Clock == k.ID {
			told = append(told, string(n.Kind)+" "+string(n.To))
		}
	}
	if want := []string{"warning lead", "escalation lead", "escalation lead", "escalation manager", "escalation executive"}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
	s.does(lin, &complaint.Approve{Offer: s.c.Draft.Hash})
	if k := s.clock(k.ID); k.Open() || !k.Breached(s.at) {
		t.Errorf("%+v", k)
	}
}
