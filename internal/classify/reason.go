package classify

import (
	"fmt"
	"slices"

	"redress/internal/complaint"
)

// whyCategory gives a reason for every rule behind the category and the second matters, or says that none was clear.
func (r *Rules) whyCategory(found []finding, reading complaint.Reading) []complaint.Reason {
	var reasons []complaint.Reason
	for _, c := range slices.Concat([]complaint.Category{reading.Category}, reading.Secondary) {
		for _, f := range found {
			if f.rule.Category == c {
				reasons = append(reasons, f.says("category=%s", c))
			}
		}
	}
	if reading.Category == complaint.CategoryOther && len(reasons) == 0 {
		reasons = []complaint.Reason{{Rule: "category.unclear", Says: "category=other"}}
	}
	return reasons
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
