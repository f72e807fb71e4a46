package complaint_test

import (
	"encoding/json"
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
