package web

import (
	"testing"

	"redress/internal/complaint"
)

func TestMoney(t *testing.T) {
	for want, sum := range map[string]complaint.Sum{
		"0.01 CNY":         {Amount: 1, Currency: complaint.Yuan},
		"0.10 CNY":         {Amount: 10, Currency: complaint.Yuan},
		"1.00 USD":         {Amount: 100, Currency: complaint.USDollar},
		"999.99 EUR":       {Amount: 99_999, Currency: complaint.Euro},
		"1,280.50 CNY":     {Amount: 128_050, Currency: complaint.Yuan},
		"1,234,567.00 CNY": {Amount: 123_456_700, Currency: complaint.Yuan},
		"7 JPY":            {Amount: 7, Currency: complaint.Yen},
		"20,000 JPY":       {Amount: 20_000, Currency: complaint.Yen},
	} {
		if got := (Option{Amount: &sum}).Money(); got != want {
			t.Errorf("%+v: %s, want %s", sum, got, want)
		}
	}
	if got := (Option{}).Money(); got != "" {
		t.Errorf("no sum: %s", got)
	}
}
