package forms

import (
	"strings"
	"unicode/utf8"

	"redress/internal/complaint"
)

// Text says something in every language.
type Text map[complaint.Language]string

// longestText is how many characters a title, a label or a description may have.
const longestText = 300

// check refuses a text that a language lacks, or that is too long to be a title.
func (t Text) check(field string) error {
	for _, lang := range complaint.Languages {
		if said := t[lang]; strings.TrimSpace(said) == "" || utf8.RuneCountInString(said) > longestText {
			return bad(field, "needs a text of 1 to %d characters in each of %v", longestText, complaint.Languages)
		}
	}
	if len(t) != len(complaint.Languages) {
		return bad(field, "holds another language than %v", complaint.Languages)
	}
	return nil
}

// textOf reads a text out of a schema; nil: it is none.
func textOf(v any) Text {
	object, is := v.(map[string]any)
	if !is {
		return nil
	}
	t := Text{}
	for lang, said := range object {
		text, is := said.(string)
		if !is {
			return nil
		}
		t[complaint.Language(lang)] = text
	}
	return t
}

func bad(field, format string, args ...any) error {
	return complaint.InvalidField(field, format, args...)
}
