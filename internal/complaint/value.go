package complaint

import (
	"cmp"
	"time"
)

// Purchases is what an operator told of a customer's purchases.
type Purchases struct {
	Last   time.Time `json:"last"`   // day of the last one, as midnight UTC
	Number int       `json:"number"` // how many
	Total  Sum       `json:"total"`  // for how much, all together
}

// Value is a complainant's tier as a customer, by how lately, how often and for how much they bought (seed 003: RFM). Staff
// see it, and it may speed service up. No rule is asked about it: it changes neither grade nor deadlines nor what the complainant
// is entitled to (requirement B4).
type Value struct {
	Tier      string `json:"tier"`    // as the policy names it
	Recency   int    `json:"recency"` // points of the policy, as are the two below
	Frequency int    `json:"frequency"`
	Monetary  int    `json:"monetary"`
}

// CheckIdentity refuses somebody who is known by nothing, or by what no complainant could give, with an *Error of kind Invalid.
func (p Complainant) CheckIdentity() error {
	if p.Email == "" && p.Phone == "" && p.CustomerNumber == "" {
		return InvalidField("complainant", "needs an email, a phone or a customer_number")
	}
	return cmp.Or(
		checkEmail("complainant.email", p.Email),
		checkPhone(p.Phone),
		oneLine("complainant.customer_number", p.CustomerNumber),
	)
}
