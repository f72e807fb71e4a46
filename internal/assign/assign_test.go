package assign_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redress/internal/assign"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

// later is when somebody is at work again.
var later = time.Date(2026, time.March, 3, 1, 0, 0, 0, time.UTC)

func rule() assign.Rule {
	return assign.Rule{
		Roles: []complaint.Role{complaint.Agent}, Weight: map[complaint.Grade]int{1: 3, 2: 2, 3: 1}, OnCall: []complaint.Role{complaint.Lead},
	}
}

func need() assign.Need {
	return assign.Need{Case: "RD-1", Department: "quality", Flow: complaint.Quality, Grade: complaint.Ordinary, Language: complaint.Chinese}
}

// person is an agent of the department of quality, changed as said.
func person(user string, change ...func(*assign.Person)) assign.Person {
	p := assign.Person{Member: tenant.Member{User: user, Role: complaint.Agent, Department: "quality"}}
	for _, c := range change {
		c(&p)
	}
	return p
}

func has(g complaint.Grade, n int) func(*assign.Person) {
	return func(p *assign.Person) { p.Load = assign.Load{g: n} }
}

var (
	off       = func(p *assign.Person) { p.From = later }
	away      = func(p *assign.Person) { p.Away = true }
	aLead     = func(p *assign.Person) { p.Role = complaint.Lead }
	elsewhere = func(p *assign.Person) { p.Department = "finance" }
	english   = func(p *assign.Person) { p.Languages = []complaint.Language{complaint.English} }
	billing   = func(p *assign.Person) { p.Skills = []complaint.Flow{complaint.Billing} }
	five      = func(p *assign.Person) { p.Capacity = 5 }
	repairs   = func(p *assign.Person) { p.Team = "repairs" }
)

// TestWhoGetsACase, person by person, and by which rule.
func TestWhoGetsACase(t *testing.T) {
	grave := func(_ *assign.Need, r *assign.Rule) { r.AtOnce = true }
	without := func(user string) func(*assign.Need, *assign.Rule) {
		return func(n *assign.Need, _ *assign.Rule) { n.Excluded = []string{user} }
	}
	ofTeam := func(n *assign.Need, _ *assign.Rule) { n.Team = "repairs" }
	for _, c := range []struct {
		name   string
		people []assign.Person
		change func(*assign.Need, *assign.Rule)
		want   string
		by     complaint.ChoiceRule
	}{
		{"nobody is there", nil, nil, "", complaint.NobodyFree},
		{"who has fewer", []assign.Person{person("a", has(2, 2)), person("b", has(2, 1))}, nil, "b", complaint.LeastLoaded},
		{"a grave case weighs three", []assign.Person{person("a", has(1, 1)), person("b", has(3, 2))}, nil, "b", complaint.LeastLoaded},
		{"who is at work before who has fewer", []assign.Person{person("a", has(2, 4)), person("b", off)}, nil, "a", complaint.LeastLoaded},
		{"who is at work next, at night", []assign.Person{person("b", off)}, nil, "b", complaint.LeastLoaded},
		{"another role", []assign.Person{person("a", aLead)}, nil, "", complaint.NobodyFree},
		{"another department", []assign.Person{person("a", elsewhere)}, nil, "", complaint.NobodyFree},
		{"absent", []assign.Person{person("a", away), person("b", has(1, 9))}, nil, "b", complaint.LeastLoaded},
		{"who does not know the flow", []assign.Person{person("a", billing), person("b", has(1, 9))}, nil, "b", complaint.LeastLoaded},
		{"who does not speak it", []assign.Person{person("a", english), person("b", has(1, 9))}, nil, "b", complaint.LeastLoaded},
		{"nobody speaks it", []assign.Person{person("a", english)}, nil, "a", complaint.LeastLoaded},
		{"full", []assign.Person{person("a", five, has(3, 5)), person("b", has(1, 9))}, nil, "b", complaint.LeastLoaded},
		{"all are full", []assign.Person{person("a", five, has(3, 5))}, nil, "", complaint.NobodyFree},
		{"excluded", []assign.Person{person("a"), person("b", has(1, 9))}, without("a"), "b", complaint.LeastLoaded},
		{"the team's", []assign.Person{person("a"), person("b", repairs, has(1, 9))}, ofTeam, "b", complaint.LeastLoaded},
		{"grave, somebody is at work", []assign.Person{person("a", off), person("b", has(1, 9))}, grave, "b", complaint.LeastLoaded},
		{"grave, nobody is at work", []assign.Person{person("a", off), person("l", aLead, off)}, grave, "l", complaint.OnCall},
		{"grave, the department's before others", []assign.Person{person("k", aLead, elsewhere), person("l", aLead, off, has(1, 5))}, grave, "l", complaint.OnCall},
		{"grave, those of others if there is none", []assign.Person{person("a", off), person("k", aLead, elsewhere)}, grave, "k", complaint.OnCall},
		{"grave, and nobody on call", []assign.Person{person("a", off), person("l", aLead, away)}, grave, "", complaint.NobodyFree},
	} {
		n, r := need(), rule()
		if c.change != nil {
			c.change(&n, &r)
		}
		got, why := assign.Choose(n, r, c.people)
		if user := userOf(got); user != c.want || why.Rule != c.by {
			t.Errorf("%s: %q by %s, want %q by %s; %+v", c.name, user, why.Rule, c.want, c.by, why)
		}
		if waived := why.Waived == "language"; waived != (c.name == "nobody speaks it") {
			t.Errorf("%s: waived %q", c.name, why.Waived)
		}
	}
}

func userOf(p *assign.Person) string {
	if p == nil {
		return ""
	}
	return p.User
}

// TestTheChoiceSaysWhy: who was passed over for what, and who was left, the chosen one first.
func TestTheChoiceSaysWhy(t *testing.T) {
	_, why := assign.Choose(need(), rule(), []assign.Person{
		person("lead", aLead), person("x", elsewhere), person("y", elsewhere), person("z", away), person("f", five, has(3, 5)),
		person("a", has(1, 2)), person("b", has(3, 1)), person("c", off), person("d", has(2, 9)),
	})
	want := complaint.Choice{
		Rule: complaint.LeastLoaded, Considered: 9,
		Passed:     []complaint.Passed{{Why: complaint.OtherRole, People: 1}, {Why: complaint.OtherPlace, People: 2}, {Why: complaint.IsAway, People: 1}, {Why: complaint.IsFull, People: 1}},
		Candidates: []complaint.Candidate{{User: "b", Cases: 1, Load: 1}, {User: "a", Cases: 2, Load: 6}, {User: "d", Cases: 9, Load: 18}},
	}
	if !reflect.DeepEqual(why, want) {
		t.Errorf("got  %+v\nwant %+v", why, want)
	}
}

// staff is any directory, as it stands at some moment.
func staff(t *rapid.T) []assign.Person {
	people := make([]assign.Person, rapid.IntRange(0, 12).Draw(t, "people"))
	for i := range people {
		people[i] = assign.Person{
			Member: tenant.Member{
				User: fmt.Sprintf("user-%d", i), Role: rapid.SampledFrom([]complaint.Role{complaint.Agent, complaint.Lead}).Draw(t, "role"),
				Department: rapid.SampledFrom([]string{"quality", "finance"}).Draw(t, "department"),
				Capacity:   rapid.IntRange(0, 3).Draw(t, "capacity"),
				Skills:     rapid.SampledFrom([][]complaint.Flow{nil, {complaint.Quality}, {complaint.Billing}}).Draw(t, "skills"),
			},
			Load: assign.Load{complaint.Grade(rapid.IntRange(1, 3).Draw(t, "grade")): rapid.IntRange(0, 4).Draw(t, "cases")},
			Away: rapid.Bool().Draw(t, "away"),
		}
		if rapid.Bool().Draw(t, "off") {
			people[i].From = later
		}
	}
	return people
}

// TestNobodyGetsWhatTheyMayNotHave, whatever the people are like; and the order in which they are listed changes nothing.
func TestNobodyGetsWhatTheyMayNotHave(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, r, people := need(), rule(), staff(t)
		r.AtOnce = rapid.Bool().Draw(t, "at once")
		n.Excluded = rapid.SliceOfN(rapid.SampledFrom([]string{"user-0", "user-1", "user-2"}), 0, 3).Draw(t, "excluded")
		got, why := assign.Choose(n, r, slices.Clone(people))
		again, whyAgain := assign.Choose(n, r, rapid.Permutation(people).Draw(t, "in another order"))
		if userOf(got) != userOf(again) || !reflect.DeepEqual(why, whyAgain) {
			t.Fatalf("%s by %+v, and then %s by %+v", userOf(got), why, userOf(again), whyAgain)
		}
		if got == nil {
			return
		}
		if slices.Contains(n.Excluded, got.User) || got.Away || got.Full() {
			t.Fatalf("%+v got the case", got)
		}
		if why.Candidates[0].User != got.User {
			t.Fatalf("%s got it, and the first candidate is %s", got.User, why.Candidates[0].User)
		}
		if ordinary := got.Role == complaint.Agent && got.Department == n.Department; !ordinary && why.Rule != complaint.OnCall {
			t.Fatalf("%+v got it by %s", got, why.Rule)
		}
	})
}

// TestWorkIsSpreadFairly: of people alike nobody ever has more than the others by more than the heaviest case.
func TestWorkIsSpreadFairly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rule()
		people := make([]assign.Person, rapid.IntRange(1, 8).Draw(t, "people"))
		for i := range people {
			people[i] = person(fmt.Sprintf("user-%d", i))
			people[i].Load = assign.Load{}
		}
		for i := range rapid.IntRange(1, 60).Draw(t, "cases") {
			n := need()
			n.Case, n.Grade = fmt.Sprintf("RD-%d", i), complaint.Grade(rapid.IntRange(1, 3).Draw(t, "grade"))
			got, _ := assign.Choose(n, r, slices.Clone(people))
			at := slices.IndexFunc(people, func(p assign.Person) bool { return p.User == got.User })
			people[at].Load[n.Grade]++
		}
		least, most := people[0].Load.Weighed(r.Weight), people[0].Load.Weighed(r.Weight)
		for _, p := range people {
			least, most = min(least, p.Load.Weighed(r.Weight)), max(most, p.Load.Weighed(r.Weight))
		}
		if most-least > r.Weight[complaint.Major] {
			t.Fatalf("one has %d and another %d", most, least)
		}
	})
}

// TestEqualsTakeTurns: where all have the same, each gets a share of many cases, and not always the first of the list.
func TestEqualsTakeTurns(t *testing.T) {
	people := []assign.Person{person("a"), person("b"), person("c"), person("d")}
	got := map[string]int{}
	for i := range 1000 {
		n := need()
		n.Case = fmt.Sprintf("RD-%d", i)
		p, _ := assign.Choose(n, rule(), slices.Clone(people))
		got[p.User]++
	}
	for _, p := range people {
		if n := got[p.User]; n < 150 || n > 350 {
			t.Errorf("%s got %d of 1000", p.User, n)
		}
	}
}
