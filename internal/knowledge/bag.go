package knowledge

import (
	"unicode"
	"unicode/utf8"

	"redress/internal/classify"
)

// piece is a feature of a text with the words it stands for.
type piece struct {
	hash  uint32
	share float64 // of its weight that counts
	words string
}

// longRun is what a run of three Chinese characters counts beside the two runs of two in it.
const longRun = 0.7

// bag is the different pieces of a text, in its order.
type bag []piece

func bagOf(text string) bag {
	var b bag
	seen := map[uint32]bool{}
	for hash, words := range classify.Pieces(vocabulary().read(text)) {
		if seen[hash] {
			continue
		}
		seen[hash] = true
		p := piece{hash: hash, share: 1, words: words}
		if first, _ := utf8.DecodeRuneInString(words); unicode.Is(unicode.Han, first) && utf8.RuneCountInString(words) > 2 {
			p.share = longRun
		}
		b = append(b, p)
	}
	return b
}
