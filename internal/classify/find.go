package classify

import (
	"iter"
	"unicode"
)

// How many characters "…" may stand for.
const (
	widestChineseGap = 10
	widestEnglishGap = 36
)

// finder looks a text through for all phrases at once.
type finder struct {
	*vocabulary
	machine  *automaton
	twins    [][]int // by word of the machine: all words written alike (one open, one not)
	fillers  map[string]bool
	longest  int // characters of the longest filler
	isSafety []bool
}

// hit is a word found at characters start to end.
type hit struct{ word, start, end int }

// match is a phrase found at characters start to end.
type match struct {
	phrase, start, end int
}

// find gives every phrase that the text means: none inside an idiom, none denied, and of phrases inside one another only the
// longest, save that a word of danger is never swallowed.
func (f *finder) find(t folded) []match {
	hits := f.hits(t)
	deaf := f.spans(t, hits, func(p phrase) bool { return p.kind == idiom })
	hits = deaf.outside(hits)
	long := f.spans(t, hits, func(p phrase) bool { return p.kind == speaks })
	denials := f.denials(t, hits)
	var found []match
	open := chains{}
	for _, h := range hits {
		if denials.cover(h) {
			continue
		}
		for u := range f.usesOf(h) {
			if m, meant := f.meant(t, u, h, long, open); meant {
				found = append(found, m)
			}
		}
	}
	return found
}

// usesOf are the places of a word in phrases that speak.
func (f *finder) usesOf(h hit) iter.Seq[use] {
	return func(yield func(use) bool) {
		for _, term := range f.words[h.word].terms {
			for _, u := range f.uses[term] {
				if f.phrases[u.phrase].kind == speaks && !yield(u) {
					return
				}
			}
		}
	}
}

// meant is the phrase that a word completes: one of a single word unless a longer one holds it, or one of several.
func (f *finder) meant(t folded, u use, h hit, long spans, open chains) (match, bool) {
	p := f.phrases[u.phrase]
	if p.whole() {
		return match{u.phrase, h.start, h.end}, f.isSafety[p.rule] || !long.swallows(h)
	}
	start, complete := open.extend(t, p, u, h)
	return match{u.phrase, start, h.end}, complete
}

// hits gives all words of the vocabulary in the text, in the order in which they end. English words are whole words.
func (f *finder) hits(t folded) []hit {
	var hits []hit
	f.machine.scan(t, func(written, end int) {
		for _, w := range f.twins[written] {
			h := hit{w, end - len(f.words[w].runes), end}
			if !runsOn(t, h.start) && (f.words[w].open || !runsOn(t, h.end)) {
				hits = append(hits, h)
			}
		}
	})
	return hits
}

// runsOn says whether a Latin word or a number goes on across position i.
func runsOn(t folded, i int) bool { return latin(t.at(i-1)) && latin(t.at(i)) }

func latin(r rune) bool { return !han(r) && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
