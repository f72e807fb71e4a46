package policy

import (
	"fmt"
	"slices"
	"time"

	"redress/internal/calendar"
	"redress/internal/complaint"
)

// Value says what a customer's purchases make them (seed 003: RFM). Each list begins with what is worth most: as many points as the list
// is long, and each next one point less; who does not even reach its last has none. A policy without it names no tiers.
type Value struct {
	Recency   []calendar.Span `yaml:"recency"`   // the last purchase was at most so long before the complaint; elapsed, a day 24 hours
	Frequency []int           `yaml:"frequency"` // at least so many purchases
	Monetary  Scales          `yaml:"monetary"`  // for at least so much
	Tiers     []Tier          `yaml:"tiers"`     // the first whose points are reached
	Source    string          `yaml:"source"`
}

// Tier is a customer's from so many points on, of all three lists together.
type Tier struct {
	Tier string `yaml:"tier"`
	From int    `yaml:"from"`
}

// Value answers the tier of a customer who complains at an instant, and its points; nil: the policy names none.
func (r Rules) Value(p complaint.Purchases, at time.Time) *complaint.Value {
	rules := r.Policy.Value
	if rules == nil {
		return nil
	}
	v := complaint.Value{
		Recency: points(rules.Recency, func(s calendar.Span) bool {
			most, _ := elapsed(s)
			return at.Sub(p.Last) <= most
		}),
		Frequency: points(rules.Frequency, func(least int) bool { return p.Number >= least }),
		Monetary:  points(rules.Monetary[p.Total.Currency], func(least int) bool { return p.Total.Amount >= least }),
	}
	for _, tier := range rules.Tiers {
		if v.Recency+v.Frequency+v.Monetary >= tier.From {
			v.Tier = tier.Tier
			break
		}
	}
	return &v
}

// points are what the first entry that is reached is worth.
func points[T any](list []T, reached func(T) bool) int {
	if i := slices.IndexFunc(list, reached); i >= 0 {
		return len(list) - i
	}
	return 0
}

func (p *Policy) checkValue() error {
	v := p.Value
	if v == nil {
		return nil
	}
	switch {
	case p.Duplicates == (Duplicates{}):
		return bad("value", "goes only with duplicates: a customer is looked up together with their earlier complaints")
	case v.Source == "":
		return bad("value.source", "is missing; say where the rule comes from")
	case len(v.Recency) == 0:
		return bad("value.recency", "is missing; give one or more spans of elapsed time, such as [30d, 90d, 365d]")
	case len(v.Monetary) == 0:
		return bad("value.monetary", "is missing; give sums for one currency or more, such as {CNY: [20000, 5000, 1000]}")
	}
	for _, part := range []func() error{v.checkRecency, v.checkFrequency, v.checkMonetary, v.checkTiers} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

func (v *Value) checkRecency() error {
	last := time.Duration(0)
	for _, s := range v.Recency {
		most, always := elapsed(s)
		if !always || most <= last {
			return bad("value.recency", "holds %s; must be spans of elapsed time, each longer than the one before", s)
		}
		last = most
	}
	return nil
}

func (v *Value) checkFrequency() error {
	if len(v.Frequency) != len(v.Recency) {
		return bad("value.frequency", "must hold as many numbers as recency holds spans, %d", len(v.Recency))
	}
	return falling("value.frequency", v.Frequency)
}

func (v *Value) checkMonetary() error {
	for _, c := range complaint.Currencies {
		list, given := v.Monetary[c]
		if !given {
			continue
		}
		field := "value.monetary." + string(c)
		if len(list) != len(v.Recency) {
			return bad(field, "must hold as many sums as recency holds spans, %d", len(v.Recency))
		}
		if err := falling(field, list); err != nil {
			return err
		}
	}
	return nil
}

// falling refuses a list that does not go from the most to the least, above nothing.
func falling(field string, list []int) error {
	for i, n := range list {
		if n <= 0 || i > 0 && n >= list[i-1] {
			return bad(field, "must be above 0, each less than the one before")
		}
	}
	return nil
}

func (v *Value) checkTiers() error {
	if len(v.Tiers) == 0 {
		return bad("value.tiers", "is missing; name one or more, such as {tier: high, from: 7}")
	}
	names := map[string]bool{}
	for i, t := range v.Tiers {
		field := fmt.Sprintf("value.tiers[%d]", i)
		switch {
		case !nameShape.MatchString(t.Tier):
			return bad(field+".tier", "is %q; a name is lower-case letters, digits and underscores", t.Tier)
		case names[t.Tier]:
			return bad(field+".tier", "stands twice")
		case t.From > 3*len(v.Recency):
			return bad(field+".from", "is never reached; the most is %d", 3*len(v.Recency))
		case i > 0 && t.From >= v.Tiers[i-1].From:
			return bad(field+".from", "must be less than the one before")
		}
		names[t.Tier] = true
	}
	if v.Tiers[len(v.Tiers)-1].From != 0 {
		return bad("value.tiers", "must end with a tier from 0, so that everybody who is known has one")
	}
	return nil
}
