package web

import (
	"strconv"
	"strings"

	"redress/internal/complaint"
)

// Offer is what a complainant chooses from.
type Offer struct {
	Hash    string // sent along with a choice; empty: nothing can be chosen
	Options []Option
	Open    bool   // a choice can be made now
	Chosen  int    // number of the option that was chosen; 0: none
	Demand  string // what was asked for instead
}

// Option is one solution.
type Option struct {
	Number   int // counted from 1
	Remedy   complaint.Demand
	Text     string
	Amount   *complaint.Sum
	Comfort  []complaint.Comfort
	Promises []string
}

// Several says whether there is more than one.
func (o Offer) Several() bool { return len(o.Options) > 1 }

// Money is the option's sum as it is written in whole units, such as 1,280.50 CNY; empty: it names none.
func (o Option) Money() string {
	if o.Amount == nil {
		return ""
	}
	digits, decimals := strconv.Itoa(o.Amount.Amount), o.Amount.Currency.Decimals()
	if len(digits) <= decimals {
		digits = strings.Repeat("0", decimals+1-len(digits)) + digits
	}
	whole, part := digits[:len(digits)-decimals], digits[len(digits)-decimals:]
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if part != "" {
		whole += "." + part
	}
	return whole + " " + string(o.Amount.Currency)
}
