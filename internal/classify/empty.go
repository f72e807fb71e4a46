package classify

import "strings"

// longestWord is how many characters of a word are shown as a reason; what is longer is none.
const longestWord = 30

// functionWords say nothing of a matter, though the model may go by them.
const functionWords = " a an the i you he she it we they me us him her my your his its our their this that these those is are was were be been am do does did " +
	"have has had will would can could should may might must to of in on at for from with by as and or but if so not no just than then there here when " +
	"while what which who how t s w x u xx xxx xxxx "

// empty says whether a stretch tells a reader nothing: a single Chinese character, a function word, a mask, or a run without an end.
func (t folded) empty(g gram) bool {
	glyphs := t.glyphs[g.from:g.to]
	if len(glyphs) > longestWord || len(glyphs) == 1 && han(glyphs[0].r) {
		return true
	}
	var word strings.Builder
	word.WriteByte(' ')
	for _, glyph := range glyphs {
		if !latin(glyph.r) {
			return false
		}
		word.WriteRune(glyph.r)
	}
	word.WriteByte(' ')
	return strings.Contains(functionWords, word.String())
}
