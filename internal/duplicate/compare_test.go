package duplicate_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redress/internal/complaint"
	"redress/internal/duplicate"
)

// limits are those of the built-in policy.
var limits = duplicate.Limits{Merge: 0.8, Propose: 0.5, Within: 30 * 24 * time.Hour}

func TestVerdicts(t *testing.T) {
	later := func(change ...func(*complaint.Filed)) *complaint.Filed {
		return filed(append([]func(*complaint.Filed){func(f *complaint.Filed) {
			f.ID, f.Channel, f.ReceivedAt = "RD-2", complaint.Phone, monday.Add(time.Hour)
		}}, change...)...)
	}
	elsewhere := func(f *complaint.Filed) {
		f.Content = "Your driver was rude to my mother on the stairs, and left the parcel in the rain although we had agreed on a time."
	}
	for name, c := range map[string]struct {
		later *complaint.Filed
		want  duplicate.Verdict
	}{
		"the same text through another channel": {later(), duplicate.Merge},
		"known by the telephone alone, no order": {later(func(f *complaint.Filed) {
			f.Complainant = complaint.Complainant{Phone: "555 0100123"}
			f.Matter = complaint.Matter{}
		}), duplicate.Merge},
		"in fewer words": {later(func(f *complaint.Filed) {
			f.Matter = complaint.Matter{}
			f.Content = "The seam of the sofa split after two weeks and the frame creaks."
		}), duplicate.Merge},
		"in other words, the same order": {later(func(f *complaint.Filed) {
			f.Content = "My couch is falling apart and nobody answers the telephone."
		}), duplicate.Propose},
		"something else": {later(elsewhere, func(f *complaint.Filed) { f.Matter = complaint.Matter{} }), duplicate.Nothing},
		"nearly the same words about another order": {later(func(f *complaint.Filed) {
			f.Matter.Order = "A-20500"
		}), duplicate.Propose},
		"other words about another order": {later(elsewhere, func(f *complaint.Filed) { f.Matter.Order = "A-20500" }), duplicate.Nothing},
		"the same words months later":     {later(func(f *complaint.Filed) { f.ReceivedAt = monday.AddDate(0, 3, 0) }), duplicate.Nothing},
		"the same words from somebody else": {later(func(f *complaint.Filed) {
			f.Complainant = complaint.Complainant{Email: "bob@example.com", Phone: "+1 555 0199999", CustomerNumber: "C-9"}
		}), duplicate.Nothing},
		"from the shop's own telephone, another mail, other words": {later(elsewhere, func(f *complaint.Filed) {
			f.Complainant = complaint.Complainant{Email: "bob@example.com", Phone: "+1 555 0100123"}
			f.Matter = complaint.Matter{}
		}), duplicate.Nothing},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := key.Print(filed()), key.Print(c.later)
			twin := duplicate.Compare(b, a)
			if got := limits.Verdict(twin.Score, b.ReceivedAt.Sub(a.ReceivedAt)); got != c.want || twin.Case != "RD-1" {
				t.Errorf("%s by %.2f, want %s: %+v", got, twin.Score, c.want, twin.Why)
			}
		})
	}
}

// Without limits nothing is one: that is a policy that says nothing of duplicates.
func TestWithoutLimitsNothingIsOne(t *testing.T) {
	if v := (duplicate.Limits{}).Verdict(1, 0); v != duplicate.Nothing {
		t.Errorf("%s", v)
	}
}

// drawn is any complaint, of few enough people, orders and words that two have something in common often.
func drawn(t *rapid.T, id string) duplicate.Print {
	pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(t, id+name) }
	return key.Print(&complaint.Filed{
		Tenant: "home", ID: id, Channel: rapid.SampledFrom(complaint.Channels).Draw(t, id+"channel"),
		ReceivedAt: monday.Add(time.Duration(rapid.IntRange(-5000, 5000).Draw(t, id+"minutes")) * time.Minute),
		Complainant: complaint.Complainant{
			Email: pick("mail", "", "a@b.example", "c@d.example"), Phone: pick("phone", "", "13800000001", "13800000002"),
			CustomerNumber: pick("customer", "", "1", "2"),
		},
		Matter:  complaint.Matter{Product: pick("product", "", "sofa", "lamp"), Model: pick("model", "", "x"), Order: pick("order", "", "RD-1001", "RD-1002")},
		Content: pick("first", long, "The lamp smokes.", "订单RD-1001") + pick("second", "", "修不好给我换一扇门。", " It is the second one."),
	})
}

// Which of two complaints is compared with the other makes no difference, so that whoever sees the other first decides the same.
func TestCompareIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawn(t, "RD-A"), drawn(t, "RD-B")
		ab, ba := duplicate.Compare(a, b), duplicate.Compare(b, a)
		if ab.Score != ba.Score || !slices.Equal(ab.Why, ba.Why) || ab.Case != "RD-B" || ba.Case != "RD-A" {
			t.Fatalf("%+v and %+v", ab, ba)
		}
		apart := a.ReceivedAt.Sub(b.ReceivedAt)
		if limits.Verdict(ab.Score, apart) != limits.Verdict(ba.Score, -apart) {
			t.Fatal("the verdicts differ")
		}
	})
}

// A score is from 0 to 1, every rule is a known one, and two complainants are never one.
func TestScoresAreBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawn(t, "RD-A"), drawn(t, "RD-B")
		twin := duplicate.Compare(a, b)
		if twin.Score < 0 || twin.Score > 1 {
			t.Fatalf("score %v", twin.Score)
		}
		for _, s := range twin.Why {
			if !slices.Contains(duplicate.Rules, s.Rule) {
				t.Fatalf("rule %s", s.Rule)
			}
		}
		common := slices.ContainsFunc(a.People(), func(k string) bool { return slices.Contains(b.People(), k) })
		if !common && (twin.Score != 0 || len(twin.Why) != 0) {
			t.Fatalf("two people: %+v", twin)
		}
		if again := duplicate.Compare(a, a); len(a.People()) > 0 && again.Score < 0.9 {
			t.Fatalf("the same complaint: %+v", again)
		}
	})
}
