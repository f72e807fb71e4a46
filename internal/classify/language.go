package classify

import (
	"unicode"

	"redress/internal/complaint"
)

// language is the one most of the text is in, a Chinese character counting as much as an English word. Without either it is
// Chinese, the first language of the product.
func language(t folded) complaint.Language {
	chinese, english := 0, 0
	for i, g := range t.glyphs {
		switch {
		case han(g.r):
			chinese++
		case unicode.IsLetter(g.r) && !unicode.IsLetter(t.at(i-1)):
			english++
		}
	}
	if english > chinese {
		return complaint.English
	}
	return complaint.Chinese
}
