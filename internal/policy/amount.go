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
	*a = Amounts{}
	return eachCurrency("amount", node, func(c complaint.Currency, sum *yaml.Node) (err error) {
		(*a)[c], err = sumOf("amount", c, sum)
		return err
	})
}

// Scales are lists of sums of money in minor units, one list for each currency that counts, written as Amounts are.
type Scales map[complaint.Currency][]int

// UnmarshalYAML reads scales.
func (s *Scales) UnmarshalYAML(node *yaml.Node) error {
	*s = Scales{}
	return eachCurrency("monetary", node, func(c complaint.Currency, list *yaml.Node) error {
		if list.Kind != yaml.SequenceNode {
			return complaint.InvalidField("monetary", "must give a list of sums for %s, such as [20000, 5000, 1000]", c)
		}
		for _, one := range list.Content {
			minor, err := sumOf("monetary", c, one)
			if err != nil {
				return err
			}
			(*s)[c] = append((*s)[c], minor)
		}
		return nil
	})
}

// eachCurrency reads what is given for each currency.
func eachCurrency(field string, node *yaml.Node, read func(complaint.Currency, *yaml.Node) error) error {
	if node.Kind != yaml.MappingNode {
		return complaint.InvalidField(field, "must give a sum for each currency, such as {CNY: 10000}")
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		currency := complaint.Currency(node.Content[i].Value)
		if !slices.Contains(complaint.Currencies, currency) {
			return complaint.InvalidField(field, "holds %s in line %d, which is none of %v", currency, node.Content[i].Line, complaint.Currencies)
		}
		if err := read(currency, node.Content[i+1]); err != nil {
			return err
		}
	}
	return nil
}

// sumOf is a sum of a currency in its minor unit.
func sumOf(field string, c complaint.Currency, node *yaml.Node) (int, error) {
	minor, ok := minorUnits(node.Value, c.Decimals())
	if !ok {
		return 0, complaint.InvalidField(field, "holds %q of %s in line %d; write a sum above 0 with at most %d decimals, such as 10000",
			node.Value, c, node.Line, c.Decimals())
	}
	return minor, nil
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
