package classify

// chains keeps, for each part of a phrase of several, where the phrase up to it was found last in the text.
type chains struct {
	ends []reach // by number of the part
	turn int32   // of the text; what stands from another is old
}

type reach struct{ turn, start, end int32 }

// extend notes that part u of phrase p was found, and gives the start of the phrase when that was its last part.
func (c *chains) extend(t folded, p phrase, u use, h hit) (start int32, complete bool) {
	start = h.start
	if u.Part > 0 {
		before := c.ends[p.First+u.Part-1]
		if before.turn != c.turn || !reaches(t, int(before.end), int(h.start)) {
			return 0, false
		}
		start = before.start
	}
	if u.Part == p.Parts-1 {
		return start, true
	}
	c.ends[p.First+u.Part] = reach{c.turn, start, h.end}
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
