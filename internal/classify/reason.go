package classify

import (
	"slices"

	"redress/internal/complaint"
)

// whyCategory gives a reason for every rule behind the category and the second matters. Where no rule spoke for the category it was the
// linear model, or nothing at all.
func (r *Rules) whyCategory(found []finding, reading complaint.Reading, chosen choice) []complaint.Reason {
	reasons := make([]complaint.Reason, 0, 2*len(found)+2)
	reasons = add(reasons, found, reading.Category)
	if len(reasons) == 0 {
		rule := "model.grams"
		if chosen.praise {
			rule = "model.praise"
		}
		reasons = append(reasons, complaint.Reason{Rule: rule, Says: categorySays[place(reading.Category)]})
	}
	for _, c := range reading.Secondary {
		reasons = add(reasons, found, c)
	}
	return reasons
}

// add gives a reason for every rule behind a category.
func add(reasons []complaint.Reason, found []finding, c complaint.Category) []complaint.Reason {
	for _, f := range found {
		if f.rule.Category == c {
			reasons = append(reasons, complaint.Reason{Rule: f.rule.ID, Says: categorySays[place(c)], Words: f.words})
		}
	}
	return reasons
}

// cause is that of the strongest rule about the category; if it names none, of the strongest rule about a second matter.
func (r *Rules) cause(found []finding, reading complaint.Reading) (complaint.Cause, complaint.Reason) {
	if best, ok := strongest(found, reading.Category); ok {
		return best.rule.Cause, complaint.Reason{Rule: best.rule.ID, Says: "cause=" + string(best.rule.Cause), Words: best.words}
	}
	for _, c := range reading.Secondary {
		if best, ok := strongest(found, c); ok {
			return best.rule.Cause, complaint.Reason{Rule: best.rule.ID, Says: "cause=" + string(best.rule.Cause), Words: best.words}
		}
	}
	return complaint.CauseUnknown, complaint.Reason{}
}

// strongest is the strongest rule about a category that names a cause.
func strongest(found []finding, c complaint.Category) (best finding, ok bool) {
	for _, f := range found {
		if f.rule.Category == c && f.rule.Cause != "" && f.score > best.score {
			best, ok = f, true
		}
	}
	return best, ok
}

// categorySays and gradeSays are how a reason names a category and a grade.
var (
	categorySays = func() (says [categories]string) {
		for i, c := range complaint.Categories {
			says[i] = "category=" + string(c)
		}
		return says
	}()
	gradeSays = [...]string{"", "grade=1", "grade=2", "grade=3"}
)

func says(g complaint.Grade) string { return gradeSays[g] }

// heard says whether a rule spoke.
func heard(found []finding, id string) bool {
	return slices.ContainsFunc(found, func(f finding) bool { return f.rule.ID == id })
}
