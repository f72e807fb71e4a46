package classify

import (
	"iter"
	"strings"
)

// Pieces folds a text as Read does and gives the features that Grams gives, each with the words of the text that it stands for. It
// is for whoever compares texts and must say why they are alike.
func Pieces(text string) iter.Seq2[uint32, string] {
	return func(yield func(uint32, string) bool) {
		t := fold(text)
		for _, g := range t.grams(nil) {
			if !yield(g.hash, t.words(int(g.from), int(g.to))) {
				return
			}
		}
	}
}

// Fold is a text as the lexicons are written: of one width and case, simplified, with straight quotes and nothing invisible.
func Fold(text string) string {
	var b strings.Builder
	for _, g := range fold(text).glyphs {
		b.WriteRune(g.r)
	}
	return b.String()
}
