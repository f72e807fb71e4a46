package classify

import (
	"fmt"
	"slices"

	"redress/internal/complaint"
)

// whyCategory gives a reason for every rule behind the category and the second matters. Where no rule spoke for the category it was the
// linear model, or nothing at all.
func (r *Rules) whyCategory(found []finding, reading complaint.Reading, chosen choice) []complaint.Reason {
	var reasons []complaint.Reason
	for _, c := range slices.Concat([]complaint.Category{reading.Category}, reading.Secondary) {
		for _, f := range found {
			if f.rule.Category == c {
				reasons = append(reasons, f.says("category=%s", c))
			}
		}
	}
	says := "category=" + string(reading.Category)
	if slices.ContainsFunc(reasons, func(r complaint.Reason) bool { return r.Says == says }) {
		return reasons
	}
	rule := "model.grams"
	if chosen.praise {
		rule = "model.praise"
	}
	return slices.Insert(reasons, 0, complaint.Reason{Rule: rule, Says: says})
}

// cause is that of the strongest rule about the category; if it names none, of the strongest rule about a second matter.
func (r *Rules) cause(found []finding, reading complaint.Reading) (complaint.Cause, complaint.Reason) {
	for _, c := range slices.Concat([]complaint.Category{reading.Category}, reading.Secondary) {
		best := finding{}
		for _, f := range found {
			if f.rule.Category == c && f.rule.Cause != "" && f.score > best.score {
				best = f
			}
		}
		if best.rule.Cause != "" {
			return best.rule.Cause, best.says("cause=%s", best.rule.Cause)
		}
	}
	return complaint.CauseUnknown, complaint.Reason{}
}

func (f finding) says(format string, what any) complaint.Reason {
	return complaint.Reason{Rule: f.rule.ID, Says: fmt.Sprintf(format, what), Words: f.words}
}

// says is how a reason names a grade.
func says(g complaint.Grade) string { return fmt.Sprintf("grade=%d", g) }
