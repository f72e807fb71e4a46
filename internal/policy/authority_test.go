package policy

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"redress/internal/calendar"
	"redress/internal/complaint"
)

func cny(yuan int) []complaint.Sum {
	return []complaint.Sum{{Amount: yuan * 100, Currency: complaint.Yuan}}
}

// TestNeeds: whose approvals an offer needs under the built-in policy, in their order.
func TestNeeds(t *testing.T) {
	r := Rules{Policy: standard(t)}
	pay := func(remedy complaint.Demand, yuan int) complaint.Option {
		return complaint.Option{Remedy: remedy, Amount: &cny(yuan)[0]}
	}
	good := complaint.Compensation
	for name, c := range map[string]struct {
		g    complaint.Granting
		want string
	}{
		"no sum":                            {complaint.Granting{By: complaint.Agent, Options: []complaint.Option{{Remedy: good}}}, ""},
		"at the agent's limit":              {complaint.Granting{By: complaint.Agent, Options: []complaint.Option{pay(good, 200)}}, ""},
		"above it":                          {complaint.Granting{By: complaint.Agent, Options: []complaint.Option{pay(good, 201)}}, "lead: limit"},
		"a refund has a limit of its own":   {complaint.Granting{By: complaint.Agent, Options: []complaint.Option{pay(complaint.Refund, 1000)}}, ""},
		"above that":                        {complaint.Granting{By: complaint.Agent, Options: []complaint.Option{pay(complaint.Refund, 1001)}}, "lead: limit"},
		"up to the manager":                 {complaint.Granting{By: complaint.Agent, Options: []complaint.Option{pay(good, 4000)}}, "lead: limit, manager: limit"},
		"and legal":                         {complaint.Granting{By: complaint.Agent, Options: []complaint.Option{pay(good, 5000)}}, "legal: legal.large, lead: limit, manager: limit"},
		"up to the executive":               {complaint.Granting{By: complaint.Agent, Options: []complaint.Option{pay(good, 10_001)}}, "legal: legal.large, lead: limit, manager: limit, executive: limit"},
		"a lead's":                          {complaint.Granting{By: complaint.Lead, Options: []complaint.Option{pay(good, 4000)}}, "manager: limit"},
		"an executive's":                    {complaint.Granting{By: complaint.Executive, Options: []complaint.Option{pay(good, 4000)}}, ""},
		"an executive's, to legal":          {complaint.Granting{By: complaint.Executive, Options: []complaint.Option{pay(good, 90_000)}}, "legal: legal.large"},
		"a major complaint":                 {complaint.Granting{By: complaint.Agent, Grade: complaint.Major, Options: []complaint.Option{pay(good, 1)}}, "lead: limit, manager: limit"},
		"the press":                         {complaint.Granting{By: complaint.Agent, Factors: []complaint.Factor{complaint.FactorPress}, Options: []complaint.Option{pay(good, 1)}}, "legal: legal.press"},
		"the press, and nothing is paid":    {complaint.Granting{By: complaint.Agent, Factors: []complaint.Factor{complaint.FactorPress}, Options: []complaint.Option{{Remedy: good}}}, ""},
		"beyond the law":                    {complaint.Granting{By: complaint.Agent, Options: []complaint.Option{pay(complaint.OtherDemand, 1)}}, "legal: legal.beyond_the_law"},
		"the worst of the options":          {complaint.Granting{By: complaint.Agent, Options: []complaint.Option{pay(good, 1), pay(good, 900), {Remedy: complaint.Repair}}}, "lead: limit"},
		"what the case was granted":         {complaint.Granting{By: complaint.Agent, Before: cny(150), Options: []complaint.Option{pay(good, 51)}}, "lead: limit"},
		"what other cases were granted":     {complaint.Granting{By: complaint.Agent, Before: cny(50), Other: cny(100), Options: []complaint.Option{pay(good, 51)}}, "lead: limit"},
		"all of it to legal":                {complaint.Granting{By: complaint.Executive, Other: cny(4999), Options: []complaint.Option{pay(good, 1)}}, "legal: legal.large"},
		"more cases than were looked at":    {complaint.Granting{By: complaint.Agent, Unseen: true, Options: []complaint.Option{pay(good, 1)}}, "lead: unseen"},
		"and nothing is paid":               {complaint.Granting{By: complaint.Agent, Unseen: true, Other: cny(9000), Options: []complaint.Option{{Remedy: good}}}, ""},
		"a special demand":                  {complaint.Granting{By: complaint.Agent, Special: true, Options: []complaint.Option{{Remedy: good}}}, "lead: special"},
		"a lead's answer to it":             {complaint.Granting{By: complaint.Lead, Special: true, Options: []complaint.Option{{Remedy: good}}}, ""},
		"a special demand that costs a lot": {complaint.Granting{By: complaint.Agent, Special: true, Options: []complaint.Option{pay(good, 4000)}}, "lead: limit special, manager: limit"},
		"two currencies within the limit":   {complaint.Granting{By: complaint.Agent, Other: []complaint.Sum{{Amount: 1400, Currency: complaint.USDollar}}, Options: []complaint.Option{pay(good, 100)}}, ""},
		"two currencies above it by a cent": {complaint.Granting{By: complaint.Agent, Other: []complaint.Sum{{Amount: 1401, Currency: complaint.USDollar}}, Options: []complaint.Option{pay(good, 100)}}, "lead: limit"},
	} {
		if c.g.Grade == 0 {
			c.g.Grade = complaint.Ordinary
		}
		needs, err := r.Needs(c.g)
		var got []string
		for _, n := range needs {
			got = append(got, fmt.Sprintf("%s: %s", n.Role, strings.Join(n.Why, " ")))
		}
		if err != nil || strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %v %v, want %s", name, got, err, c.want)
		}
	}
}

// TestNobodyMayGrantIt: where even the last of the chain has a limit, more is refused; and a remedy can be made to name its sum.
func TestNobodyMayGrantIt(t *testing.T) {
	r := Rules{Policy: standard(t)}
	limits := r.Policy.Authority.Limits
	limits[len(limits)-1].Any, limits[len(limits)-1].Amount = false, Amounts{complaint.Yuan: 20_000_00}
	r.Policy.Authority.Priced = []complaint.Demand{complaint.Compensation}
	for _, o := range []complaint.Option{
		{Remedy: complaint.Compensation, Amount: &cny(20_001)[0]},
		{Remedy: complaint.Compensation, Amount: &complaint.Sum{Amount: 1, Currency: complaint.Yen}},
		{Remedy: complaint.Compensation},
	} {
		_, err := r.Needs(complaint.Granting{By: complaint.Executive, Grade: complaint.Ordinary, Options: []complaint.Option{o}})
		var refused *complaint.Error
		if !errors.As(err, &refused) || refused.Kind != complaint.Conflict || refused.Field != "amount" {
			t.Errorf("%+v: %v", o, err)
		}
	}
	if _, err := r.Needs(complaint.Granting{By: complaint.Agent, Grade: complaint.Ordinary, Options: []complaint.Option{{Remedy: complaint.Compensation, Amount: &cny(20_000)[0]}}}); err != nil {
		t.Error(err)
	}
}

// TestNoAuthorityList: under the policies that had none everybody may grant everything, and nobody is waited for.
func TestNoAuthorityList(t *testing.T) {
	for _, version := range []string{"redress-2026.1", "redress-2026.2", "redress-2026.3", "redress-2026.4"} {
		p, err := Builtin(version)
		if err != nil {
			t.Fatal(err)
		}
		r := Rules{Policy: p}
		needs, err := r.Needs(complaint.Granting{
			By: complaint.Agent, Grade: complaint.Major, Special: true, Unseen: true,
			Options: []complaint.Option{{Remedy: complaint.OtherDemand, Amount: &cny(1_000_000)[0]}},
		})
		if err != nil || needs != nil || r.AnswerWithin() != "" || r.GrantWindow() != 0 || r.MustChoose(1) || !r.MustChoose(2) {
			t.Errorf("%s: %v %v", version, needs, err)
		}
	}
}

// TestDeadlineOfADay is until the day is over where the calendar is; that of a span counts in the calendar.
func TestDeadlineOfADay(t *testing.T) {
	cal, err := calendar.Embedded("cn")
	if err != nil {
		t.Fatal(err)
	}
	r := Rules{Policy: standard(t), Calendar: cal}
	from := time.Date(2026, 4, 3, 17, 30, 0, 0, cal.Location()) // the Friday before three days off
	for due, want := range map[string]string{
		"2026-04-03": "2026-04-04 00:00", "2026-04-10": "2026-04-11 00:00", "1wd": "2026-04-07 18:00", "36h": "2026-04-05 05:30", "0s": "2026-04-03 17:30",
	} {
		k, err := r.Deadline(complaint.Situation{Grade: complaint.Ordinary}, complaint.Clock{ID: "promise.x", Milestone: complaint.MilestonePromise, From: from}, due)
		if got := k.Due.In(cal.Location()).Format("2006-01-02 15:04"); err != nil || got != want || len(k.Rungs) != 5 {
			t.Errorf("%s: %s %v with %d rungs, want %s", due, got, err, len(k.Rungs), want)
		}
	}
	for _, due := range []string{"2026-04-02", "2026-02-30", "9999-12-31", "soon", ""} {
		if k, err := r.Deadline(complaint.Situation{Grade: complaint.Ordinary}, complaint.Clock{From: from}, due); err == nil {
			t.Errorf("%s: %s", due, k.Due)
		}
	}
}
