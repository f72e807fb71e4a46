package label

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"redress/internal/complaint"
)

// The worked example of Cohen's kappa that textbooks give: 20 and 15 of 50 alike, 5 and 10 not; kappa 0.4.
func TestKappaOfATextbook(t *testing.T) {
	var said [][2]string
	for pair, n := range map[[2]string]int{{"yes", "yes"}: 20, {"yes", "no"}: 5, {"no", "yes"}: 10, {"no", "no"}: 15} {
		for range n {
			said = append(said, pair)
		}
	}
	if g := agreement("x", said); g.N != 50 || g.Share != 0.7 || math.Abs(g.Kappa-0.4) > 1e-9 {
		t.Errorf("%+v", g)
	}
}

func TestKappaIsOneForOneselfAndTheSameBothWays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"1", "2", "3"})
		said := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) [2]string {
			return [2]string{word.Draw(t, "one"), word.Draw(t, "other")}
		}), 1, 40).Draw(t, "said")
		turned, alone := make([][2]string, len(said)), make([][2]string, len(said))
		for i, p := range said {
			turned[i], alone[i] = [2]string{p[1], p[0]}, [2]string{p[0], p[0]}
		}
		if a, b := agreement("x", said), agreement("x", turned); math.Abs(a.Kappa-b.Kappa) > 1e-9 || a.Kappa > 1+1e-9 || a.Share != b.Share {
			t.Fatalf("%+v and %+v", a, b)
		}
		if g := agreement("x", alone); math.Abs(g.Kappa-1) > 1e-9 || g.Share != 1 {
			t.Fatalf("with oneself %+v", g)
		}
	})
}

func TestTwoReadersAreCompared(t *testing.T) {
	yes, no, two := true, false, 2
	a := []Label{
		{ID: "1", Category: complaint.CategoryDelay, Grade: 2, Safety: &no, Emotion: &two},
		{ID: "2", Category: complaint.CategoryDelay, Secondary: []complaint.Category{complaint.CategoryBilling}, Grade: 2, Safety: &no},
		{ID: "3", Category: complaint.CategorySafety, Grade: 1, Safety: &yes},
		{ID: "only here", Category: complaint.CategorySafety},
	}
	b := []Label{
		{ID: "3", Category: complaint.CategorySafety, Grade: 1, Safety: &yes},
		{ID: "2", Category: complaint.CategoryBilling, Secondary: []complaint.Category{complaint.CategoryDelay}, Grade: 3, Safety: &no, Emotion: &two},
		{ID: "1", Category: complaint.CategoryDelay, Grade: 2, Safety: &no, Emotion: &two},
	}
	var out strings.Builder
	if err := PrintAgreement(&out, a, b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"category   3      0.67   0.50", "secondary  3      0.67", "grade      3      0.67", "safety     3      1.00   1.00", "emotion    1      1.00   1.00",
		"each accepts the other's category in 3 of 3",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, out.String())
		}
	}
	b[0].Text = "another"
	if err := PrintAgreement(&out, a, b); err == nil || !strings.Contains(err.Error(), "3 is not the same text") {
		t.Errorf("error = %v", err)
	}
}
