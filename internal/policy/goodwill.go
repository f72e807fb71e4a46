package policy

import (
	"fmt"
	"slices"

	"redress/internal/complaint"
)

// Goodwill is a rule that says after which answers to the survey something is offered beyond what complainants are entitled to
// (requirement E5). Where there are none nothing is offered. It cannot ask for a value tier: like answers are treated alike.
type Goodwill struct {
	Rule   string                         `yaml:"rule"`
	When   Mood                           `yaml:"when"`
	Below  int                            `yaml:"below"` // of a low score: an overall rating below this
	Gift   complaint.Gift                 `yaml:"gift"`
	Most   map[complaint.Currency]float64 `yaml:"most"` // of a voucher, in whole units
	Source string                         `yaml:"source"`
}

// Mood is the kind of answer that a rule is for.
type Mood string

// The moods.
const (
	WhenSatisfied   Mood = "satisfied"
	WhenUnsatisfied Mood = "unsatisfied"
	WhenLow         Mood = "low_score"
)

// Moods lists every mood.
var Moods = []Mood{WhenSatisfied, WhenUnsatisfied, WhenLow}

func (g Goodwill) matches(a complaint.Answer, satisfied bool) bool {
	switch g.When {
	case WhenSatisfied:
		return satisfied
	case WhenUnsatisfied:
		return !satisfied
	case WhenLow:
		return a.Overall < g.Below
	}
	return false
}

// Goodwill answers what is to be offered after an answer, in the order of the policy.
func (r Rules) Goodwill(a complaint.Answer, satisfied bool) []complaint.Goodwill {
	var due []complaint.Goodwill
	for _, g := range r.Policy.Goodwill {
		if !g.matches(a, satisfied) {
			continue
		}
		one := complaint.Goodwill{Rule: g.Rule, Gift: g.Gift}
		for _, c := range complaint.Currencies {
			if whole, said := g.Most[c]; said {
				one.Most = append(one.Most, complaint.Sum{Amount: minor(whole, c), Currency: c})
			}
		}
		due = append(due, one)
	}
	return due
}

// minor is an amount of whole units in minor ones.
func minor(whole float64, c complaint.Currency) int {
	for range c.Decimals() {
		whole *= 10
	}
	return int(whole + 0.5)
}

func (p *Policy) checkGoodwill() error {
	for i, g := range p.Goodwill {
		field := fmt.Sprintf("goodwill[%d]", i)
		switch {
		case !nameShape.MatchString(g.Rule):
			return bad(field+".rule", "is %q; a name is lower-case letters, digits and underscores", g.Rule)
		case slices.ContainsFunc(p.Goodwill[:i], func(o Goodwill) bool { return o.Rule == g.Rule }):
			return bad(field+".rule", "%s stands twice", g.Rule)
		case !slices.Contains(Moods, g.When):
			return bad(field+".when", "must be one of %v", Moods)
		case (g.When == WhenLow) != (g.Below != 0) || g.Below < 0 || g.Below > 5:
			return bad(field+".below", "must be 2 to 5 with low_score, and is said of nothing else")
		case !slices.Contains(complaint.Gifts, g.Gift):
			return bad(field+".gift", "must be one of %v", complaint.Gifts)
		case (g.Gift == complaint.GiftVoucher) != (len(g.Most) > 0):
			return bad(field+".most", "must be said of a voucher, by currency, and of nothing else")
		case g.Source == "":
			return bad(field+".source", "is missing; say where the rule comes from, or no number given")
		}
		for c, most := range g.Most {
			if !slices.Contains(complaint.Currencies, c) || most <= 0 || most > 1e6 {
				return bad(field+".most."+string(c), "must be above 0 and at most a million, in one of %v", complaint.Currencies)
			}
		}
	}
	return nil
}
