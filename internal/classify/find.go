package classify

import "unicode"

// How many characters "…" may stand for.
const (
	widestChineseGap = 10
	widestEnglishGap = 36
)

// finder looks a text through for all phrases at once.
type finder struct {
	Machine   automaton
	Words     []word
	Twins     []int32 // words written alike (one open, one not) side by side
	TwinFirst []int32 // by word of the machine: the first of its twins
	Uses      []use
	Phrases   []phrase
	Parts     int32
	Always    []bool // by rule: heard also inside a longer phrase
}

// hit is a word found at characters start to end.
type hit struct{ word, start, end int32 }

// match is a phrase found at characters start to end.
type match struct{ phrase, start, end int32 }

// find gives every phrase that the text means: none inside an idiom, none denied, and of phrases inside one another only the
// longest, save that a word of danger or the name of a thing is never swallowed.
func (f *finder) find(s *scratch) []match {
	s.hits = f.hear(s.text, s.hits[:0])
	s.deaf.cover(f, s, idiom)
	s.hits = s.deaf.outside(s.hits)
	s.long.cover(f, s, speaks)
	s.denials.read(f, s)
	s.found = s.found[:0]
	for _, h := range s.hits {
		w := f.Words[h.word]
		if w.Uses == 0 || s.denials.cover(s.text, h) {
			continue
		}
		for _, u := range f.Uses[w.First : w.First+w.Uses] {
			if m, meant := f.meant(s, u, h); meant {
				s.found = append(s.found, m)
			}
		}
	}
	return s.found
}

// meant is the phrase that a word completes: one of a single word unless a longer one holds it, or one of several.
func (f *finder) meant(s *scratch, u use, h hit) (match, bool) {
	p := f.Phrases[u.Phrase]
	if p.whole() {
		return match{u.Phrase, h.start, h.end}, f.Always[p.Rule] || !s.long.swallows(h)
	}
	start, complete := s.chains.extend(s.text, p, u, h)
	return match{u.Phrase, start, h.end}, complete
}

// hear adds all words of the vocabulary in the text, in the order in which they end. English words are whole words.
func (f *finder) hear(t folded, hits []hit) []hit {
	node := int32(0)
	for i, g := range t.glyphs {
		node = f.Machine.step(node, g.r)
		for at := node; at != 0; at = f.Machine.Dict[at] {
			if written := f.Machine.Word[at]; written != none {
				hits = f.twins(t, hits, written, int32(i+1))
			}
		}
	}
	return hits
}

// twins adds the words that are written so and end there.
func (f *finder) twins(t folded, hits []hit, written, end int32) []hit {
	for _, w := range f.Twins[f.TwinFirst[written]:f.TwinFirst[written+1]] {
		h := hit{w, end - f.Words[w].Length, end}
		if !runsOn(t, int(h.start)) && (f.Words[w].Open || !runsOn(t, int(end))) {
			hits = append(hits, h)
		}
	}
	return hits
}

// runsOn says whether a Latin word or a number goes on across position i.
func runsOn(t folded, i int) bool { return latin(t.at(i-1)) && latin(t.at(i)) }

func latin(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z'
	}
	return !han(r) && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
