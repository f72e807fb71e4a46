package policy

import (
	"testing"
	"time"

	"redress/internal/complaint"
)

// The tiers of the built-in policy, each at its edge.
func TestValue(t *testing.T) {
	r := Rules{Policy: standard(t)}
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	day := func(n int) time.Time { return time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -n) }
	for name, c := range map[string]struct {
		bought complaint.Purchases
		want   complaint.Value
	}{
		"today, often, for much":      {complaint.Purchases{Last: day(0), Number: 12, Total: complaint.Sum{Amount: 20_000_00, Currency: complaint.Yuan}}, complaint.Value{Tier: "high", Recency: 3, Frequency: 3, Monetary: 3}},
		"tomorrow, where they are":    {complaint.Purchases{Last: day(-1), Number: 11, Total: complaint.Sum{Amount: 19_999_99, Currency: complaint.Yuan}}, complaint.Value{Tier: "high", Recency: 3, Frequency: 2, Monetary: 2}},
		"29 days ago":                 {complaint.Purchases{Last: day(29), Number: 2, Total: complaint.Sum{Amount: 999_99, Currency: complaint.Yuan}}, complaint.Value{Tier: "middle", Recency: 3, Frequency: 1}},
		"30 days and some hours ago":  {complaint.Purchases{Last: day(30), Number: 2, Total: complaint.Sum{Amount: 999_99, Currency: complaint.Yuan}}, complaint.Value{Tier: "low", Recency: 2, Frequency: 1}},
		"years ago, once, for little": {complaint.Purchases{Last: day(900), Number: 1, Total: complaint.Sum{Amount: 1, Currency: complaint.Yuan}}, complaint.Value{Tier: "low"}},
		"in yen":                      {complaint.Purchases{Last: day(0), Number: 1, Total: complaint.Sum{Amount: 400_000, Currency: complaint.Yen}}, complaint.Value{Tier: "middle", Recency: 3, Monetary: 3}},
	} {
		if got := r.Value(c.bought, at); got == nil || *got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// A policy that says nothing of it names no tier; a currency that it does not name is worth nothing.
func TestValueWithoutARule(t *testing.T) {
	old, err := Builtin("redress-2026.3")
	if err != nil {
		t.Fatal(err)
	}
	rich := complaint.Purchases{Last: time.Now(), Number: 100, Total: complaint.Sum{Amount: 1_000_000_00, Currency: complaint.Euro}}
	if v := (Rules{Policy: old}).Value(rich, time.Now()); v != nil {
		t.Errorf("%+v", v)
	}
	own := *standard(t).Value
	own.Monetary = Scales{complaint.Yuan: {3, 2, 1}}
	if v := (Rules{Policy: &Policy{Value: &own}}).Value(rich, time.Now()); v.Monetary != 0 || v.Tier != "middle" {
		t.Errorf("%+v", v)
	}
}
