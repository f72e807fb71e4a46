package classify

// chains keeps, for each phrase of several parts, how far it has been found.
type chains map[use]hit

// extend notes that part u of phrase p was found, and gives the start of the phrase when that was its last part.
func (c chains) extend(t folded, p phrase, u use, h hit) (start int, complete bool) {
	start = h.start
	if u.part > 0 {
		before, ok := c[use{u.phrase, u.part - 1}]
		if !ok || !reaches(t, before.end, h.start) {
			return 0, false
		}
		start = before.start
	}
	if u.part == len(p.terms)-1 {
		return start, true
	}
	c[u] = hit{h.word, start, h.end}
	return 0, false
}

// reaches says whether a part that ends at end and one that begins at start belong together.
func reaches(t folded, end, start int) bool {
	widest := widestEnglishGap
	if han(t.at(end - 1)) {
		widest = widestChineseGap
	}
	return start >= end && start-end <= widest && t.sameClause(end-1, start)
}
