package policy

import (
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"redress/internal/complaint"
)

// Amounts are sums of money in minor units, one for each currency that counts. In YAML they are written in whole units, such as
// {CNY: 10000, USD: 1428.58}.
type Amounts map[complaint.Currency]int

// UnmarshalYAML reads amounts.
func (a *Amounts) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind != yaml.MappingNode {
		return complaint.InvalidField("amount", "must give a sum for each currency, such as {CNY: 10000}")
	}
	*a = Amounts{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		currency := complaint.Currency(node.Content[i].Value)
		if !slices.Contains(complaint.Currencies, currency) {
			return complaint.InvalidField("amount", "holds %s, which is none of %v", currency, complaint.Currencies)
		}
		minor, ok := minorUnits(node.Content[i+1].Value, currency.Decimals())
		if !ok {
			return complaint.InvalidField("amount", "holds %q of %s; write a sum above 0 with at most %d decimals, such as 10000",
				node.Content[i+1].Value, currency, currency.Decimals())
		}
		(*a)[currency] = minor
	}
	return nil
}

// most is the largest sum that a policy may name, in minor units.
const most = 1_000_000_000_000

// minorUnits reads a sum such as 10000 or 14.29 exactly.
func minorUnits(text string, decimals int) (minor int, ok bool) {
	whole, part, _ := strings.Cut(text, ".")
	if len(part) > decimals || strings.HasSuffix(text, ".") {
		return 0, false
	}
	minor, err := strconv.Atoi(whole + part + strings.Repeat("0", decimals-len(part)))
	return minor, err == nil && minor > 0 && minor <= most && !strings.HasPrefix(text, "+")
}

// reachedBy says whether a sum that is named reaches the one of its currency, and in which words.
func (a Amounts) reachedBy(said []complaint.Aggravation) (words []string, reached bool) {
	for _, s := range said {
		for i, sum := range s.Sums {
			if least, counts := a[sum.Currency]; counts && sum.Amount >= least {
				reached = true
				if i < len(s.Words) {
					words = append(words, s.Words[i])
				}
			}
		}
	}
	return words, reached
}
