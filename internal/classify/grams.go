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

// Grams folds a text as Read does and gives its features. It is for whoever trains the model.
func Grams(text string) []uint32 {
	t := fold(text)
	return t.grams(nil)
}

func (t folded) grams(to []uint32) []uint32 {
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
func (t folded) runs(to []uint32, i int) []uint32 {
	h := uint32(hashSeed)
	for n := range longestRun {
		if i+n >= len(t.glyphs) || !han(t.glyphs[i+n].r) || !t.sameClause(i, i+n) {
			break
		}
		h = stir(h, uint32(t.glyphs[i+n].r)) //nolint:gosec // a character is not negative
		to = append(to, finish(h))
	}
	return to
}

// word adds the grams of the word from start to end.
func (t folded) word(to []uint32, start, end int, before uint32) (grams []uint32, word uint32) {
	word = t.hash(start, end, wordGram)
	to = append(to, finish(word))
	if before != 0 {
		to = append(to, finish(stir(stir(hashSeed, pairGram), before^word*31)))
	}
	if end-start > stem {
		to = append(to, finish(t.hash(start, start+stem, headGram)), finish(t.hash(end-stem, end, tailGram)))
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
