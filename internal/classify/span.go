package classify

// spans are the places of some whole phrases in a text, for asking what lies inside them.
type spans struct {
	reach []int32 // by start: the furthest end of a phrase that starts there
	far   []int32 // by start: the furthest end of a phrase that starts before
}

// cover collects the places of the whole phrases of a kind. Figures of speech do not go over the end of a clause.
func (s *spans) cover(f *finder, on *scratch, k kind) {
	n := len(on.text.glyphs) + 1
	s.reach, s.far = zeroed(s.reach, n), zeroed(s.far, n)
	for _, h := range on.hits {
		if f.Words[h.word].is(k) && (k != idiom || on.text.sameClause(int(h.start), int(h.end-1))) {
			s.reach[h.start] = max(s.reach[h.start], h.end)
		}
	}
	for i := 1; i < n; i++ {
		s.far[i] = max(s.far[i-1], s.reach[i-1])
	}
}

// swallows says whether h lies inside a longer phrase.
func (s *spans) swallows(h hit) bool { return s.far[h.start] >= h.end || s.reach[h.start] > h.end }

// outside keeps the hits that no phrase swallows. A word that is itself an idiom is kept: who lists it in a rule means it.
func (s *spans) outside(hits []hit) []hit {
	kept := hits[:0]
	for _, h := range hits {
		if !s.swallows(h) {
			kept = append(kept, h)
		}
	}
	return kept
}

// zeroed is a list of n zeros, in the room of an old one if it is large enough.
func zeroed[T any](old []T, n int) []T {
	if cap(old) < n {
		return make([]T, n)
	}
	old = old[:n]
	clear(old)
	return old
}
