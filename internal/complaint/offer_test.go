package complaint_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/policy"
)

// What was proposed before offers had options folds as it did, and can be carried out as it could.
func TestAProposalOfOldIsCarriedOut(t *testing.T) {
	s := handled(t)
	var old complaint.Commit
	src := `{"revision":9,"at":"2026-04-07T03:00:00Z","actor":{"role":"agent","id":"mei"},"command":"propose","events":[
		{"kind":"proposed","data":{"plan":{"remedy":"refund","text":"All of it.","by":"mei","at":"2026-04-07T03:00:00Z"}}}]}`
	if err := json.Unmarshal([]byte(src), &old); err != nil {
		t.Fatal(err)
	}
	old.Revision = s.c.Revision + 1
	s.c = s.c.After(old)
	is, err := json.Marshal(s.c.Plan)
	if want := `{"remedy":"refund","text":"All of it.","by":"mei","at":"2026-04-07T03:00:00Z"}`; err != nil || string(is) != want {
		t.Fatalf("%s, want %s", is, want)
	}
	s.on("2026-04-07 12:00").does(mei, &complaint.Execute{})
	s.isIn(complaint.Executed)
}

// An offer's hash is of what it offers on which case in which round, whoever proposes it and when.
func TestAnOffersHash(t *testing.T) {
	s := handled(t)
	s.does(mei, pay(100))
	first := s.c.Plan.Hash
	s.on("2026-04-08 10:00").does(lin, pay(100))
	if s.c.Plan.Hash != first || len(first) != 64 {
		t.Errorf("%s and %s", first, s.c.Plan.Hash)
	}
	seen := map[string]bool{first: true}
	for _, change := range []func(*complaint.Propose){
		func(p *complaint.Propose) { p.Amount = yuan(101) },
		func(p *complaint.Propose) { p.Amount.Currency = complaint.USDollar; p.Amount.Amount = 100 },
		func(p *complaint.Propose) { p.Amount = nil },
		func(p *complaint.Propose) { p.Text += " " },
		func(p *complaint.Propose) { p.Remedy = complaint.Refund },
		func(p *complaint.Propose) { p.Comfort = []complaint.Comfort{complaint.SmallGift} },
		func(p *complaint.Propose) { p.Promises = []complaint.Undertaking{{What: "Paid.", Due: "3wd"}} },
		func(p *complaint.Propose) { p.Promises = []complaint.Undertaking{{What: "Paid.", Due: "4wd"}} },
		func(p *complaint.Propose) { p.Others = []complaint.Option{{Remedy: complaint.Repair, Text: "Or so."}} },
	} {
		p := pay(100)
		change(p)
		s.does(mei, p)
		if seen[s.c.Plan.Hash] {
			t.Errorf("%+v has the hash of another", p)
		}
		seen[s.c.Plan.Hash] = true
	}
	elsewhere := tell(t, "cn").on("2026-04-07 10:00")
	file := sofa()
	file.Ref.Case = "R-7"
	for _, cmd := range []complaint.Command{file, readAs(complaint.CategoryQuality, complaint.Ordinary), &complaint.Acknowledge{}, &complaint.Take{}, pay(100)} {
		elsewhere.does(doer(cmd), cmd)
	}
	if elsewhere.c.Plan.Hash == first {
		t.Error("another case's offer has the same hash")
	}
}

// The complainant chooses one of the options; what goes with it becomes somebody's to keep.
func TestAnOptionIsChosen(t *testing.T) {
	s := handled(t)
	s.does(mei, repairs())
	if s.c.Draft != nil || len(s.c.Promises) != 0 {
		t.Fatalf("drafted %+v, promised %+v", s.c.Draft, s.c.Promises)
	}
	if n := s.notices[len(s.notices)-1]; n.Kind != complaint.NoticePlan || n.Options != 3 || !strings.HasPrefix(n.Text, "1. We repair it.\n2. A new one.\n3. ") {
		t.Errorf("told %+v", n)
	}
	s.refusedAs(mei, &complaint.Execute{}, complaint.Conflict, "")
	for _, wrong := range []struct {
		choose complaint.Choose
		kind   complaint.Kind
		field  string
	}{
		{complaint.Choose{Offer: exchangeHash, Option: 1}, complaint.Conflict, "offer"},
		{complaint.Choose{Offer: s.c.Plan.Hash, Option: 4}, complaint.Conflict, "option"},
		{complaint.Choose{Offer: s.c.Plan.Hash, Option: 6}, complaint.Invalid, "option"},
		{complaint.Choose{Offer: s.c.Plan.Hash, Option: -1}, complaint.Invalid, "option"},
		{complaint.Choose{Offer: s.c.Plan.Hash}, complaint.Invalid, "demand"},
		{complaint.Choose{Offer: s.c.Plan.Hash, Option: 1, Demand: "And more."}, complaint.Invalid, "demand"},
		{complaint.Choose{Offer: "x", Option: 1}, complaint.Invalid, "offer"},
	} {
		s.refusedAs(customer, &wrong.choose, wrong.kind, wrong.field)
	}
	chosen := &complaint.Choose{Offer: s.c.Plan.Hash, Option: 2}
	s.on("2026-04-08 09:00").does(customer, chosen)
	if m := s.does(customer, chosen); len(m.Events) != 0 {
		t.Errorf("the same choice again recorded %d events", len(m.Events))
	}
	s.refusedAs(customer, &complaint.Choose{Offer: s.c.Plan.Hash, Option: 1}, complaint.Conflict, "")
	s.refusedAs(mei, pay(10), complaint.Conflict, "")
	if len(s.c.Promises) != 2 || s.c.Promises[0].Owner != "tao" || s.c.Promises[1].Owner != "mei" {
		t.Fatalf("promised %+v", s.c.Promises)
	}
	s.isDue(s.c.Promises[0].ID, "2026-04-13 18:00") // three working days from the choice on
	s.isDue(s.c.Promises[1].ID, "2026-05-01 00:00") // the day is over
	if k := s.clock(s.c.Promises[0].ID); !k.ForComplainant() || len(k.Rungs) == 0 || !k.RunsOn {
		t.Errorf("the promise has the clock %+v", k)
	}
}

// refusedAs tries a command, which must be refused so.
func (s *story) refusedAs(by complaint.Actor, cmd complaint.Command, kind complaint.Kind, field string) {
	s.t.Helper()
	if e := s.refused(by, cmd); e.Kind != kind || e.Field != field {
		s.t.Errorf("%s by %s: %v, want %s %s", complaint.Name(cmd), by.ID, e, kind, field)
	}
}

// A choice for an offer that was replaced is none, and what replaced it must be chosen anew.
func TestAReplacedOfferCannotBeChosen(t *testing.T) {
	s := handled(t)
	s.does(mei, repairs())
	old := s.c.Plan.Hash
	worse := repairs()
	worse.Others[1].Amount = yuan(50)
	s.does(mei, worse)
	s.refusedAs(customer, &complaint.Choose{Offer: old, Option: 3}, complaint.Conflict, "offer")
	s.does(customer, &complaint.Choose{Offer: s.c.Plan.Hash, Option: 3})
	s.does(mei, &complaint.Execute{})
	if len(s.c.Granted) != 1 || s.c.Granted[0].Sum != *yuan(50) {
		t.Errorf("granted %+v", s.c.Granted)
	}
}

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

// What the complainant asks for who declined every option is decided by somebody of authority.
func TestASpecialDemand(t *testing.T) {
	s := handled(t)
	s.does(mei, repairs())
	s.notices = nil
	s.on("2026-04-07 14:00").does(customer, &complaint.Choose{Offer: s.c.Plan.Hash, Demand: "I want two new ones."})
	if len(s.c.Tasks) != 1 || s.c.Tasks[0].Kind != string(complaint.NoticeDemand) || s.notices[0].Kind != complaint.NoticeDemand {
		t.Fatalf("tasks %+v, notices %+v", s.c.Tasks, s.notices)
	}
	decision := s.c.Clocks[len(s.c.Clocks)-1]
	if decision.Milestone != complaint.MilestoneDecision || s.wall(decision.Due) != "2026-04-07 18:00" { // four working hours
		t.Errorf("the decision is due %s: %+v", s.wall(decision.Due), decision)
	}
	s.refusedAs(mei, &complaint.Execute{}, complaint.Conflict, "")
	s.refusedAs(mei, &complaint.FinishTask{Notice: s.c.Tasks[0].Notice, Note: "No."}, complaint.Forbidden, "")
	two := &complaint.Propose{Remedy: complaint.Exchange, Text: "Two new ones."}
	s.does(mei, two)
	if s.c.Draft == nil || s.c.Draft.Needs[0].Role != complaint.Lead || s.c.Draft.Needs[0].Why[0] != "special" {
		t.Fatalf("drafted %+v", s.c.Draft)
	}
	s.does(lin, &complaint.Approve{Offer: s.c.Draft.Hash})
	if len(s.c.Tasks) != 0 || s.clock(decision.ID).Open() || s.c.Plan.Text != two.Text {
		t.Errorf("tasks %+v, told %+v", s.c.Tasks, s.c.Plan)
	}
	s.does(mei, &complaint.Execute{})
}

// Somebody above an agent can also say no, and a yes to what was offered ends the matter.
func TestADemandIsAnsweredOtherwise(t *testing.T) {
	for name, end := range map[string]func(*story){
		"no": func(s *story) {
			s.does(lin, &complaint.FinishTask{Notice: s.c.Tasks[0].Notice, Note: "We told them why not."})
		},
		"yes": func(s *story) { s.does(customer, &complaint.Choose{Offer: s.c.Plan.Hash, Option: 1}) },
	} {
		s := handled(t)
		s.does(mei, repairs())
		s.does(customer, &complaint.Choose{Offer: s.c.Plan.Hash, Demand: "Two."})
		end(s)
		for _, k := range s.c.Clocks {
			if k.Milestone == complaint.MilestoneDecision && k.Open() {
				t.Errorf("%s: the decision is still due", name)
			}
		}
		if len(s.c.Tasks) != 0 {
			t.Errorf("%s: tasks %+v", name, s.c.Tasks)
		}
	}
}

// What was heard on the telephone counts like what was clicked, with who heard it; and it can be taken back.
func TestAChoiceThatWasHeard(t *testing.T) {
	s := handled(t)
	s.does(mei, repairs())
	hash := s.c.Plan.Hash
	s.refusedAs(tao, &complaint.RecordChoice{Offer: hash, Option: 2, Note: "By phone."}, complaint.Conflict, "")
	s.refusedAs(mei, &complaint.RecordChoice{Offer: hash, Option: 2}, complaint.Invalid, "note")
	s.does(mei, &complaint.RecordChoice{Offer: hash, Option: 2, Note: "By phone."})
	if o, is := s.c.Plan.Chosen(); !is || o.Remedy != complaint.Exchange || len(s.c.OpenPromises()) != 2 {
		t.Fatalf("chosen %+v, promised %+v", o, s.c.Promises)
	}
	s.on("2026-04-08 10:00").does(mei, &complaint.RecordChoice{Offer: hash, Demand: "Two.", Note: "She thought it over."})
	if !s.c.Plan.Refused() || len(s.c.OpenPromises()) != 0 {
		t.Errorf("%+v, promised %+v", s.c.Plan.Choice, s.c.OpenPromises())
	}
	s.does(customer, &complaint.Choose{Offer: hash, Option: 2})
	if len(s.c.OpenPromises()) != 2 {
		t.Errorf("promised %+v", s.c.OpenPromises())
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

// A promise is tracked until it is kept: it escalates, survives a further round, and no case closes over it (requirement D8).
func TestAPromiseIsTracked(t *testing.T) {
	s := handled(t)
	s.does(mei, repairs())
	s.does(customer, &complaint.Choose{Offer: s.c.Plan.Hash, Option: 2})
	first, second := s.c.Promises[0], s.c.Promises[1]
	s.refusedAs(mei, &complaint.Execute{}, complaint.Conflict, "still_open")
	s.does(tao, &complaint.KeepPromise{Promise: first.ID, Note: "Delivered and set up."})
	if m := s.does(tao, &complaint.KeepPromise{Promise: first.ID, Note: "Again."}); len(m.Events) != 0 {
		t.Errorf("kept twice: %d events", len(m.Events))
	}
	s.refusedAs(tao, &complaint.KeepPromise{Promise: second.ID, Note: "Mine?"}, complaint.Conflict, "")
	s.refusedAs(mei, &complaint.KeepPromise{Promise: "promise.x", Note: "x"}, complaint.Conflict, "promise")
	s.does(mei, &complaint.ReassignPromise{Promise: second.ID, To: "tao", Mail: tao.Mail, Reason: "The depot does it."})
	s.does(mei, &complaint.Execute{StillOpen: "The old one is fetched at the end of the month."})
	s.on("2026-04-11 10:00").does(system, &complaint.Ask{})
	s.does(customer, unhappy())
	if open := s.c.OpenPromises(); len(open) != 1 || open[0].Owner != "tao" || !s.clock(second.ID).Open() {
		t.Fatalf("after a round: %+v", open)
	}
	s.does(lin, &complaint.Take{})
	s.does(lin, pay(20))
	s.does(lin, &complaint.Execute{StillOpen: "As before."})
	s.on("2026-04-15 10:00").does(system, &complaint.Ask{})
	s.deliver()
	s.does(lin, &complaint.Assess{})
	for _, k := range s.c.OpenObligations() {
		if k.MeetableBy(complaint.SignalRecorded) {
			s.does(lin, &complaint.Record{Milestone: k.Milestone, Note: "Done."})
		}
	}
	s.does(customer, happy())
	s.isIn(complaint.Concluding)
	s.notices = nil
	s.on("2026-05-04 10:00").does(system, &complaint.Tick{})
	if n := s.notices[1]; n.Kind != complaint.NoticeEscalation || n.Clock != second.ID || n.Mail != tao.Mail {
		t.Errorf("told %+v", s.notices)
	}
	s.does(tao, &complaint.KeepPromise{Promise: second.ID, Note: "Fetched."})
	s.isIn(complaint.Closed)
}

// The only option, of which the complainant was told, is promised as it is told, unless the policy wants a yes.
func TestTheOnlyOption(t *testing.T) {
	only := &complaint.Propose{
		Remedy: complaint.Repair, Text: "We repair it.", Promises: []complaint.Undertaking{{What: "Repaired.", Due: "2wd"}},
	}
	s := handled(t)
	s.does(mei, only)
	if len(s.c.OpenPromises()) != 1 {
		t.Errorf("promised %+v", s.c.Promises)
	}
	s.does(customer, &complaint.Choose{Offer: s.c.Plan.Hash, Option: 1})
	if len(s.c.OpenPromises()) != 1 {
		t.Errorf("a yes promised it once more: %+v", s.c.Promises)
	}
	wants := tell(t, "cn", func(p *policy.Policy) { p.Authority.Choice = policy.ChoiceAlways }).
		opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	wants.does(mei, only)
	if len(wants.c.OpenPromises()) != 0 {
		t.Errorf("promised before a yes: %+v", wants.c.Promises)
	}
	wants.refusedAs(mei, &complaint.Execute{}, complaint.Conflict, "")
	wants.does(customer, &complaint.Choose{Offer: wants.c.Plan.Hash, Option: 1})
	wants.does(mei, &complaint.Execute{StillOpen: "Tomorrow."})
}

// What a proposal must not say.
func TestBadOffers(t *testing.T) {
	s := handled(t)
	for field, spoil := range map[string]func(*complaint.Propose){
		"amount.amount":    func(p *complaint.Propose) { p.Amount = &complaint.Sum{Currency: complaint.Yuan} },
		"amount.currency":  func(p *complaint.Propose) { p.Amount = &complaint.Sum{Amount: 1, Currency: "XXX"} },
		"comfort":          func(p *complaint.Propose) { p.Comfort = []complaint.Comfort{"hug"} },
		"promises[0].due":  func(p *complaint.Propose) { p.Promises = []complaint.Undertaking{{What: "x", Due: "soon"}} },
		"promises[0].what": func(p *complaint.Propose) { p.Promises = []complaint.Undertaking{{Due: "3d"}} },
		"promises[0].mail": func(p *complaint.Propose) { p.Promises = []complaint.Undertaking{{What: "x", Due: "3d", Mail: "x"}} },
		"promises":         func(p *complaint.Propose) { p.Promises = make([]complaint.Undertaking, 6) },
		"others[0].remedy": func(p *complaint.Propose) { p.Others = []complaint.Option{{Text: "x"}} },
		"others[1].text": func(p *complaint.Propose) {
			p.Others = []complaint.Option{repairs().Others[0], {Remedy: complaint.Repair}}
		},
		"others": func(p *complaint.Propose) { p.Others = make([]complaint.Option, 5) },
		"others[0].promises[0].owner": func(p *complaint.Propose) {
			p.Others = []complaint.Option{{Remedy: complaint.Repair, Text: "x", Promises: []complaint.Undertaking{{What: "x", Due: "3d", Owner: "a\nb"}}}}
		},
	} {
		p := &complaint.Propose{Remedy: complaint.Repair, Text: "We repair it."}
		spoil(p)
		s.refusedAs(mei, p, complaint.Invalid, field)
	}
	for _, due := range []string{"2026-04-06", "2026-02-30"} {
		p := &complaint.Propose{Remedy: complaint.Repair, Text: "x", Promises: []complaint.Undertaking{{What: "x", Due: due}}}
		if e := s.refused(mei, p); e.Field != "promises[0].due" {
			t.Errorf("%s: %v", due, e)
		}
	}
}

// A promise of a case that became a part of another is owed there; what waited for approval is not.
func TestPromisesOfAMerge(t *testing.T) {
	part := tell(t, "cn").on("2026-04-07 10:00")
	file := sofa()
	file.Ref.Case = "R-2"
	for _, cmd := range []complaint.Command{file, readAs(complaint.CategoryQuality, complaint.Ordinary), &complaint.Acknowledge{}, &complaint.Take{}, repairs()} {
		part.does(doer(cmd), cmd)
	}
	part.does(customer, &complaint.Choose{Offer: part.c.Plan.Hash, Option: 2})
	part.does(system, &complaint.Join{Into: "R-1", Reason: "The same sofa."})
	s := handled(t)
	s.does(mei, &complaint.Merge{Case: "R-2", Reason: "The same sofa.", Other: part.c})
	if open := s.c.OpenPromises(); len(open) != 2 || !s.clock(open[0].ID).Open() {
		t.Fatalf("promised %+v", open)
	}
	s.does(tao, &complaint.KeepPromise{Promise: s.c.Promises[0].ID, Note: "Delivered."})
	s.does(lin, &complaint.Part{Case: "R-2", Reason: "Another sofa."})
	if open := s.c.OpenPromises(); len(open) != 0 {
		t.Errorf("promised %+v", open)
	}
}
