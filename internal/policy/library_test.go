package policy

import (
	"testing"
	"time"

	"redress/internal/complaint"
)

// The built-in policy keeps precedents for five years; those of before, which do not speak of them, keep none.
func TestPoliciesThatSayNothingOfALibraryKeepNone(t *testing.T) {
	for version, want := range map[string]time.Duration{"redress-2026.4": 0, current: 1826 * 24 * time.Hour} {
		p, err := Builtin(version)
		if err != nil {
			t.Fatal(err)
		}
		if kept := (Rules{Policy: p}).Remembered(); kept != want {
			t.Errorf("%s keeps precedents for %s, want %s", version, kept, want)
		}
		if p.Library == nil && len(p.Statutory) > 0 {
			t.Errorf("%s names laws and no library", version)
		}
	}
}

// Laws are shown for what they concern, and every category but suggestions and the unknown has one.
func TestStatutesAreThoseOfTheMatter(t *testing.T) {
	rules := Rules{Policy: standard(t)}
	for _, c := range complaint.Categories {
		found := len(rules.StatutesFor(c, complaint.CauseUnknown)) > 0
		if want := c != complaint.CategorySuggestion && c != complaint.CategoryOther && c != complaint.CategoryPromotion; found != want {
			t.Errorf("%s: %v", c, found)
		}
	}
	fraud := func(s Statute) bool { return s.Rule == "fraud" }
	for cause, want := range map[complaint.Cause]bool{"promotion.false": true, "promotion.unfair": false, complaint.CauseUnknown: false} {
		some := rules.StatutesFor(complaint.CategoryPromotion, cause)
		if got := len(some) == 1 && fraud(some[0]); got != want {
			t.Errorf("%s: %+v", cause, some)
		}
	}
	for _, s := range rules.Policy.Statutory {
		if s.Text(complaint.Chinese) == s.Text(complaint.English) {
			t.Errorf("%s says the same in both languages", s.Rule)
		}
	}
}
