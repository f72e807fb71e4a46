package complaint

// Currency is a currency by its code in ISO 4217.
type Currency string

// The currencies that a text is understood in.
const (
	Yuan           Currency = "CNY"
	USDollar       Currency = "USD"
	Pound          Currency = "GBP"
	Euro           Currency = "EUR"
	HongKongDollar Currency = "HKD"
	TaiwanDollar   Currency = "TWD"
	Yen            Currency = "JPY"
)

// Currencies lists every currency.
var Currencies = []Currency{Yuan, USDollar, Pound, Euro, HongKongDollar, TaiwanDollar, Yen}

// Decimals is how many decimals the currency's minor unit is: two for the yuan, whose minor unit is the fen (ISO 4217).
func (c Currency) Decimals() int {
	if c == Yen {
		return 0
	}
	return 2
}

// Sum is an amount of money.
type Sum struct {
	Amount   int      `json:"amount"` // in minor units of the currency
	Currency Currency `json:"currency"`
}
