package classify

import "redress/internal/complaint"

// demand is the remedy that a text asks for: the one it names in most words, the first of complaint.Demands where it names as many.
func demand(found []finding) complaint.Demand {
	best, most := complaint.Demand(""), 0
	for _, d := range complaint.Demands {
		for _, f := range found {
			if f.rule.ID == "demand."+string(d) && len(f.words) > most {
				best, most = d, len(f.words)
			}
		}
	}
	return best
}
