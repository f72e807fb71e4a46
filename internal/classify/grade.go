package classify

import "redress/internal/complaint"

// grade is the worst that a rule or an amount asks for, with who asked, added to the reasons; without any it is the mildest. Nothing can
// lower it.
func (r *Rules) grade(s *scratch, reasons []complaint.Reason) (complaint.Grade, []complaint.Reason) {
	worst, found := complaint.Minor, s.spoke
	for _, f := range found {
		if g := f.rule.Grade; g != 0 {
			worst = min(worst, g)
		}
	}
	loss, named := largest(s.text, s.sums)
	costs := complaint.Grade(0)
	if named {
		if costs = r.Money.grade(loss.yuan); costs != 0 {
			worst = min(worst, costs)
		}
	}
	before := len(reasons)
	for _, f := range found {
		if f.rule.Grade == worst {
			reasons = append(reasons, complaint.Reason{Rule: f.rule.ID, Says: says(worst), Words: f.words})
		}
	}
	if costs == worst {
		reasons = append(reasons, complaint.Reason{Rule: "grade.amount", Says: says(worst), Words: []string{loss.words}})
	}
	if len(reasons) == before {
		reasons = append(reasons, complaint.Reason{Rule: "grade.mildest", Says: says(worst)})
	}
	return worst, reasons
}
