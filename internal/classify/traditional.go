package classify

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed traditional.txt
var traditional string

// simplified is the simplified form of a Chinese character, or r itself.
func simplified(r rune) rune {
	if s, ok := simplifiedForms()[r]; ok {
		return s
	}
	return r
}

var simplifiedForms = sync.OnceValue(func() map[rune]rune {
	forms := map[rune]rune{}
	for line := range strings.Lines(traditional) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for pair := range strings.FieldsSeq(line) {
			p := []rune(pair)
			forms[p[0]] = p[1]
		}
	}
	return forms
})
