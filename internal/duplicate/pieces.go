package duplicate

import (
	"unicode"
)

// Pieces are what texts are compared by: two neighbouring Chinese characters; or a word of another script with the one after
// it, and alone if it is long enough to say something.
func Pieces(text string) map[string]bool {
	c := cutter{pieces: map[string]bool{}}
	for _, r := range text {
		c.take(unicode.ToLower(narrow(r)))
	}
	c.endWord()
	return c.pieces
}

// longWord is how many letters a word has that says something by itself.
const longWord = 4

// cutter cuts a text into pieces, character by character.
type cutter struct {
	pieces map[string]bool
	han    rune // the Chinese character before; 0: there was another
	word   []rune
	last   string // the word before
}

func (c *cutter) take(r rune) {
	switch {
	case unicode.Is(unicode.Han, r):
		c.endWord()
		if c.last = ""; c.han != 0 {
			c.pieces[string([]rune{c.han, r})] = true
		}
		c.han = r
	case unicode.IsLetter(r), unicode.IsDigit(r):
		c.han, c.word = 0, append(c.word, r)
	case r == '\'' || r == '’': // don't is a word
	case unicode.IsSpace(r):
		c.endWord()
	default:
		c.endWord()
		c.han = 0
	}
}

func (c *cutter) endWord() {
	if len(c.word) == 0 {
		return
	}
	word := string(c.word)
	if len(c.word) >= longWord {
		c.pieces[word] = true
	}
	if c.last != "" {
		c.pieces[c.last+" "+word] = true
	}
	c.last, c.word = word, c.word[:0]
}
