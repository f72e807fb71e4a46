package library

import (
	"fmt"
	"math"
	"slices"

	"redress/internal/complaint"
	"redress/internal/duplicate"
)

// What two cases can have in common.
const (
	SameCause    = "same_cause"
	SameCategory = "same_category"
	SameProduct  = "same_product"
	AlikeWords   = "alike_words"
	AlikeSigns   = "alike_signs"
	SameDemand   = "same_demand"
	SameGrade    = "same_grade"
)

// Rules lists them.
var Rules = []string{SameCause, SameCategory, SameProduct, AlikeWords, AlikeSigns, SameDemand, SameGrade}

// What each is worth. All together, of which a cause includes its category, they are 1.
const (
	worthCause    = 0.3
	worthCategory = 0.15
	worthProduct  = 0.15
	worthWords    = 0.35
	worthSigns    = 0.1
	worthDemand   = 0.06
	worthGrade    = 0.04
)

// From where on words that two texts share say something, and from where on they say all they can.
const (
	littleAlike = 0.02
	allAlike    = 0.4
)

// Alike says how alike two cases are, from 0 to 1, and why. Which of the two is compared with the other makes no difference, and
// what they have in common never makes them less alike.
func Alike(a, b Traits) (score float64, why []complaint.Sign) {
	add := func(rule, says string, worth float64) {
		if worth = math.Round(100*worth) / 100; worth > 0 {
			score += worth
			why = append(why, complaint.Sign{Rule: rule, Says: says, Worth: worth})
		}
	}
	switch {
	case a.Cause == b.Cause && a.Cause != "" && a.Cause != complaint.CauseUnknown:
		add(SameCause, string(a.Cause), worthCause)
	case a.Category == b.Category && a.Category != "":
		add(SameCategory, string(a.Category), worthCategory)
	}
	if a.Product != "" && a.Product == b.Product {
		add(SameProduct, "", worthProduct)
	}
	alike := duplicate.Alike(a.Sketch, b.Sketch)
	add(AlikeWords, fmt.Sprintf("%.0f %%", 100*alike), worthWords*min(1, max(0, alike-littleAlike)/(allAlike-littleAlike)))
	add(AlikeSigns, "", worthSigns*overlap(a.Signs, b.Signs))
	if a.Demand == b.Demand && a.Demand != "" && a.Demand != complaint.OtherDemand {
		add(SameDemand, string(a.Demand), worthDemand)
	}
	if a.Grade == b.Grade && a.Grade != 0 {
		add(SameGrade, "", worthGrade)
	}
	return math.Round(100*score) / 100, why
}

// overlap is the share of the words of two lists that are in both.
func overlap(a, b []string) float64 {
	both := 0
	for _, one := range a {
		if slices.Contains(b, one) {
			both++
		}
	}
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}
