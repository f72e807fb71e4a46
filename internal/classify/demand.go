package classify

import "redress/internal/complaint"

// demand is the remedy that a text asks for: the one it names in most words, the first of complaint.Demands where it names as many, and
// what is none of them only where it names none.
func demand(found []finding) complaint.Demand {
	best, most := complaint.Demand(""), 0
	for _, d := range complaint.Demands {
		if d == complaint.OtherDemand && best != "" {
			break
		}
		for _, f := range found {
			if f.rule.ID == "demand."+string(d) && len(f.words) > most {
				best, most = d, len(f.words)
			}
		}
	}
	return best
}
