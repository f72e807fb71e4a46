package classify

import "unicode"

// Grams are the features of the linear model: of Chinese every run of one to three characters in a clause, of other scripts every
// word, every pair of neighbouring words, and the beginnings and ends of words, which forgive an ending or a typing error.
//
// A gram is known by a hash of its characters alone. Those of one text come in the order of the text, each as often as it stands there.

const (
	hashSeed   = 2166136261
	hashPrime  = 16777619
	longestRun = 3 // characters of a Chinese gram
	stem       = 4 // characters of a word's beginning or end
)

// Kinds of grams that are not plain Chinese, so that "a" alone and "a…" differ.
const (
	wordGram = iota + 1
	pairGram
	headGram
	tailGram
)

// gram is a feature and where it stands.
type gram struct {
	hash     uint32
	from, to int32 // folded characters
}

// Grams folds a text as Read does and gives its features. It is for whoever trains the model.
func Grams(text string) []uint32 {
	grams := fold(text).grams(nil)
	hashes := make([]uint32, len(grams))
	for i, g := range grams {
		hashes[i] = g.hash
	}
	return hashes
}

func (t folded) grams(to []gram) []gram {
	last := uint32(0) // the word before
	for i := 0; i < len(t.glyphs); {
		switch r := t.glyphs[i].r; {
		case han(r):
			to, last = t.runs(to, i), 0
			i++
		case letter(r):
			var word uint32
			start := i
			for i < len(t.glyphs) && letter(t.glyphs[i].r) {
				i++
			}
			to, word = t.word(to, start, i, last)
			last = word
		default:
			if r != ' ' && r != '\'' {
				last = 0
			}
			i++
		}
	}
	return to
}

// letter says whether r belongs to a word of a script with spaces. Numbers are no features.
func letter(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r == '\''
	}
	return !han(r) && unicode.IsLetter(r)
}

// runs adds the grams that begin with the Chinese character at i.
func (t folded) runs(to []gram, i int) []gram {
	h := uint32(hashSeed)
	for n := range longestRun {
		if i+n >= len(t.glyphs) || !han(t.glyphs[i+n].r) || !t.sameClause(i, i+n) {
			break
		}
		h = stir(h, uint32(t.glyphs[i+n].r)) //nolint:gosec // a character is not negative
		to = append(to, newGram(h, i, i+n+1))
	}
	return to
}

// word adds the grams of the word from start to end.
func (t folded) word(to []gram, start, end int, before uint32) (grams []gram, word uint32) {
	word = t.hash(start, end, wordGram)
	to = append(to, newGram(word, start, end))
	if before != 0 {
		to = append(to, newGram(stir(stir(hashSeed, pairGram), before^word*31), start, end))
	}
	if end-start > stem {
		to = append(to, newGram(t.hash(start, start+stem, headGram), start, end), newGram(t.hash(end-stem, end, tailGram), start, end))
	}
	return to, word
}

func (t folded) hash(start, end int, kind uint32) uint32 {
	h := stir(hashSeed, kind)
	for _, g := range t.glyphs[start:end] {
		h = stir(h, uint32(g.r)) //nolint:gosec // a character is not negative
	}
	return h
}

func newGram(h uint32, from, to int) gram { return gram{finish(h), int32(from), int32(to)} } //nolint:gosec // a text is bounded

func stir(h, v uint32) uint32 { return (h ^ v) * hashPrime }

// finish spreads a hash over all bits, and keeps off 0, which marks an empty place.
func finish(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	h ^= h >> 16
	return max(h, 1)
}
