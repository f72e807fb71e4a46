package classify

import (
	"cmp"
	"slices"
)

// said is how many stretches of a text are named as what the linear model went by.
const said = 3

// stretch is a part of the text with what its grams say.
type stretch struct {
	gram
	worth int
}

// words are the stretches of the text that spoke loudest for an output, more than for the others: the longest of those that lie over one another.
func (l *Linear) words(t folded, grams []gram, output int) []string {
	var loud []stretch
	for _, g := range grams {
		if w := l.find(g.hash); w != nil {
			if worth := l.worth(w, output); worth > 0 {
				loud = append(loud, stretch{g, worth})
			}
		}
	}
	slices.SortStableFunc(loud, func(a, b stretch) int { return cmp.Compare(b.worth, a.worth) })
	if telling := slices.DeleteFunc(slices.Clone(loud), func(s stretch) bool { return t.empty(s.gram) }); len(telling) > 0 {
		loud = telling
	}
	var kept []stretch
	for _, s := range loud {
		if len(kept) == said {
			break
		}
		if !slices.ContainsFunc(kept, func(k stretch) bool { return s.from < k.to && k.from < s.to || t.same(s.gram, k.gram) }) {
			kept = append(kept, s)
		}
	}
	slices.SortFunc(kept, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	words := make([]string, len(kept))
	for i, s := range kept {
		words[i] = t.words(int(s.from), int(s.to))
	}
	return words
}

// worth is what a gram says for an output beyond the mean of the classes; for danger, what it says.
func (l *Linear) worth(weights []byte, output int) int {
	own := int(int8(weights[output])) //nolint:gosec // the bits are kept
	if output == danger {
		return own
	}
	sum := 0
	for _, w := range weights[:Classes] {
		sum += int(int8(w)) //nolint:gosec // the bits are kept
	}
	return own - sum/Classes
}

// same says whether two grams are of the same characters.
func (t folded) same(a, b gram) bool {
	return slices.EqualFunc(t.glyphs[a.from:a.to], t.glyphs[b.from:b.to], func(a, b glyph) bool { return a.r == b.r })
}
