package casework_test

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// shop tells of a customer's purchases, so many days before the world's Monday.
func (w *world) shop(tenant string, who complaint.Complainant, days, number, minor int) {
	w.Helper()
	for _, key := range printKey.People(tenant, who) {
		w.ok(w.memory.PutPurchases(w.Context(), tenant, key, complaint.Purchases{
			Last: w.clock.Now().AddDate(0, 0, -days), Number: number, Total: complaint.Sum{Amount: minor, Currency: complaint.Yuan},
		}))
	}
}

// somebody is a complainant whom nobody knows yet.
func somebody() complaint.Complainant {
	return complaint.Complainant{Email: casework.NewReference() + "@example.com", CustomerNumber: casework.NewReference()}
}

// complains files a complaint of somebody and has it read.
func (w *world) complains(tenant string, who complaint.Complainant) complaint.Case {
	w.Helper()
	f := complainOf(tenant, sofa)
	f.Complainant = who
	c, err := w.cases.File(w.Context(), complaint.TheComplainant, f, nil)
	w.ok(err)
	return w.understood(c)
}

// A7: the tier that the policy gives to what the operator told is on the case, in the same requests as the complainant's history.
func TestTheValueTierIsAttached(t *testing.T) {
	w := newWorld(t)
	who := somebody()
	if c := w.complains(acme, who); c.Value != nil {
		t.Errorf("of whom nothing was told has %+v", c.Value)
	}
	w.shop(acme, who, 10, 14, 31_800_00)
	if c := w.complains(acme, who); c.Value == nil || *c.Value != (complaint.Value{Tier: "high", Recency: 3, Frequency: 3, Monetary: 3}) {
		t.Errorf("%+v", c.Value)
	}
	w.clock.Pass(100 * 24 * time.Hour) // nothing was told again, but time passed
	if c := w.complains(acme, who); c.Value == nil || *c.Value != (complaint.Value{Tier: "high", Recency: 1, Frequency: 3, Monetary: 3}) {
		t.Errorf("months later: %+v", c.Value)
	}
	if c := w.complains(quick, who); c.Value != nil {
		t.Errorf("another tenant's case has %+v", c.Value)
	}
}

// Where mail and customer number are those of two customers, the number tells who complains.
func TestTheCustomerNumberTellsMost(t *testing.T) {
	w := newWorld(t)
	one, other := somebody(), somebody()
	w.shop(acme, complaint.Complainant{Email: one.Email}, 10, 14, 31_800_00)
	w.shop(acme, complaint.Complainant{CustomerNumber: other.CustomerNumber}, 300, 1, 100)
	if c := w.complains(acme, complaint.Complainant{Email: one.Email, CustomerNumber: other.CustomerNumber}); c.Value == nil || c.Value.Tier != "low" {
		t.Errorf("%+v", c.Value)
	}
}

// A policy of a tenant that names no tiers gives none, whatever was told.
func TestWithoutARuleNobodyHasATier(t *testing.T) {
	w := newWorld(t)
	w.enrol("old", "redress-2026.3")
	who := somebody()
	w.shop("old", who, 10, 14, 31_800_00)
	if c := w.complains("old", who); c.Value != nil {
		t.Errorf("%+v", c.Value)
	}
}

// B4: whatever a complainant bought, or nothing: the same complaint at the same instant has the same grade, the same deadlines and
// ladders, may wait as long, and is answered by the same rules. Only the tier differs.
func TestTheTierChangesNothingElse(t *testing.T) {
	w := newWorld(t)
	plain := w.complains(acme, somebody())
	seen := map[string]bool{}
	rapid.Check(t, func(r *rapid.T) {
		who := somebody()
		w.shop(acme, who, rapid.IntRange(0, 500).Draw(r, "days"), rapid.IntRange(1, 20).Draw(r, "number"), rapid.IntRange(0, 30_000_00).Draw(r, "amount"))
		c := w.complains(acme, who)
		if c.Value == nil {
			r.Fatal("it has no tier")
		}
		seen[c.Value.Tier] = true
		want := plain.Clone()
		want.ID, want.Complainant, want.People, want.Value = c.ID, c.Complainant, c.People, c.Value
		if !reflect.DeepEqual(c, want) {
			r.Fatalf("of the tier %s:\n%+v\nwithout any:\n%+v", c.Value.Tier, c, want)
		}
		proposed := func(c complaint.Case) complaint.Case {
			c = w.do(w.do(c, complaint.TheSystem, &complaint.Acknowledge{}), han, &complaint.Take{})
			return w.do(c, han, &complaint.Propose{Remedy: complaint.Refund, Text: "You get your money back."})
		}
		with, without := proposed(c), proposed(w.complains(acme, somebody()))
		with.Plan.Hash, without.Plan.Hash = "", "" // of two cases
		if !reflect.DeepEqual(with.Clocks, without.Clocks) || !reflect.DeepEqual(with.Plan, without.Plan) {
			r.Fatalf("%+v\n%+v", with.Clocks, without.Clocks)
		}
	})
	if len(seen) != 3 {
		t.Errorf("only the tiers %v were tried", seen)
	}
}
