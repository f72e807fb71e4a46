package classify

import "redress/internal/complaint"

// grade is the worst that a rule or an amount asks for, with who asked; without any it is the mildest. Nothing can lower it.
func (r *Rules) grade(found []finding, t folded) (complaint.Grade, []complaint.Reason) {
	worst := complaint.Minor
	reasons := []complaint.Reason{{Rule: "grade.mildest", Says: says(worst)}}
	raise := func(g complaint.Grade, why complaint.Reason) {
		if g == 0 || g > worst {
			return
		}
		if g < worst || g == complaint.Minor {
			worst, reasons = g, nil
		}
		reasons = append(reasons, why)
	}
	for _, f := range found {
		raise(f.rule.Grade, complaint.Reason{Rule: f.rule.ID, Says: says(f.rule.Grade), Words: f.words})
	}
	if loss, ok := r.Money.largest(t); ok {
		g := r.Money.grade(loss.yuan)
		raise(g, complaint.Reason{Rule: "grade.amount", Says: says(g), Words: []string{loss.words}})
	}
	return worst, reasons
}
