package fairness

import (
	"maps"
	"slices"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Paid is what the cases of a tier were paid in one currency.
type Paid struct {
	Cases  int      `json:"cases"`            // that were paid anything in it
	Median float64  `json:"median"`           // of what each of them was paid, in minor units
	Others *float64 `json:"others,omitempty"` // the same of the other tiers' like cases; nil: too few of them were paid
	// More is the share of them that was paid more than the median of all like cases, which compares what was paid without a guess at how
	// sums are spread (Mood 1950, the median test).
	More *Compared `json:"more"`
}

// paid says by currency what cases were paid, where enough of them were paid anything in it.
func paid(mine, others []casework.Closing, limits Limits) map[complaint.Currency]Paid {
	by := map[complaint.Currency]Paid{}
	for _, currency := range currencies(mine) {
		in := func(c casework.Closing) int { return paidIn(c, currency) }
		these, those := paying(mine, in), paying(others, in)
		if len(these) < limits.Least {
			continue
		}
		common := middle(slices.Concat(these, those), in)
		p := Paid{Cases: len(these), Median: middle(these, in)}
		if len(those) >= limits.Least {
			beside := middle(those, in)
			p.Others = &beside
		}
		p.More = compare(these, those, func(c casework.Closing) bool { return float64(in(c)) > common }, limits)
		by[currency] = p
	}
	return by
}

func currencies(all []casework.Closing) []complaint.Currency {
	seen := map[complaint.Currency]bool{}
	for _, c := range all {
		for _, sum := range c.Paid {
			seen[sum.Currency] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

func paidIn(c casework.Closing, currency complaint.Currency) int {
	for _, sum := range c.Paid {
		if sum.Currency == currency {
			return sum.Amount
		}
	}
	return 0
}

// paying are the cases that were paid anything.
func paying(all []casework.Closing, in func(casework.Closing) int) []casework.Closing {
	return slices.DeleteFunc(slices.Clone(all), func(c casework.Closing) bool { return in(c) == 0 })
}

func middle(all []casework.Closing, in func(casework.Closing) int) float64 {
	amounts := make([]int, len(all))
	for i, c := range all {
		amounts[i] = in(c)
	}
	return median(amounts)
}
