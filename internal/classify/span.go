package classify

// spans are the places of some whole phrases in a text, for asking what lies inside them.
type spans struct {
	reach []int // by start: the furthest end of a phrase that starts there
	far   []int // by start: the furthest end of a phrase that starts before
}

// spans collects the places of the whole phrases that want accepts.
func (f *finder) spans(t folded, hits []hit, want func(phrase) bool) spans {
	s := spans{make([]int, len(t.glyphs)+1), make([]int, len(t.glyphs)+1)}
	for _, h := range hits {
		if f.any(h.word, func(p phrase) bool { return p.whole() && want(p) }) {
			s.reach[h.start] = max(s.reach[h.start], h.end)
		}
	}
	for i := 1; i < len(s.far); i++ {
		s.far[i] = max(s.far[i-1], s.reach[i-1])
	}
	return s
}

// any says whether a phrase which the word is a part of satisfies want.
func (f *finder) any(word int, want func(phrase) bool) bool {
	for _, term := range f.words[word].terms {
		for _, u := range f.uses[term] {
			if want(f.phrases[u.phrase]) {
				return true
			}
		}
	}
	return false
}

// swallows says whether h lies inside a longer phrase.
func (s spans) swallows(h hit) bool { return s.far[h.start] >= h.end || s.reach[h.start] > h.end }

// outside keeps the hits that no phrase swallows. A word that is itself an idiom is kept: who lists it in a rule means it.
func (s spans) outside(hits []hit) []hit {
	kept := hits[:0]
	for _, h := range hits {
		if !s.swallows(h) {
			kept = append(kept, h)
		}
	}
	return kept
}
