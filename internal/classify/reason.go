package classify

import (
	"slices"

	"redress/internal/complaint"
)

// whyCategory gives a reason for every rule behind the category and the second matters. Where no rule spoke for one it was the linear
// model, whose reason is what it heard loudest.
func (r *Rules) whyCategory(s *scratch, reading complaint.Reading, chosen choice) []complaint.Reason {
	reasons := make([]complaint.Reason, 0, 2*len(s.spoke)+2)
	reasons = r.why(reasons, s, reading.Category, chosen)
	for _, c := range reading.Secondary {
		reasons = r.why(reasons, s, c, choice{})
	}
	return reasons
}

// why adds the reasons for one category.
func (r *Rules) why(reasons []complaint.Reason, s *scratch, c complaint.Category, chosen choice) []complaint.Reason {
	before := len(reasons)
	if reasons = add(reasons, s.spoke, c); len(reasons) > before {
		return reasons
	}
	rule, output := "model.grams", place(c)
	switch {
	case chosen.praise:
		rule, output = "model.praise", Praise
	case c == complaint.CategorySafety:
		rule, output = "model.danger", danger
	}
	return append(reasons, complaint.Reason{Rule: rule, Says: categorySays[place(c)], Words: r.linear.words(s.text, s.grams, output)})
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

// cause is that of the strongest rule about the category; if it names none, of the strongest rule about a second matter. What harms somebody
// is not caused by delay or by a word, so that beside safety only quality is asked.
func (r *Rules) cause(found []finding, reading complaint.Reading) (complaint.Cause, complaint.Reason) {
	if best, ok := strongest(found, reading.Category); ok {
		return best.rule.Cause, complaint.Reason{Rule: best.rule.ID, Says: "cause=" + string(best.rule.Cause), Words: best.words}
	}
	for _, c := range reading.Secondary {
		if reading.Category == complaint.CategorySafety && c != complaint.CategoryQuality {
			continue
		}
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

// categorySays is how a reason names a category.
var categorySays = func() (says [categories]string) {
	for i, c := range complaint.Categories {
		says[i] = "category=" + string(c)
	}
	return says
}()

// heard says whether a rule spoke.
func heard(found []finding, id string) bool {
	return slices.ContainsFunc(found, func(f finding) bool { return f.rule.ID == id })
}
