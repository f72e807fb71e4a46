package mask

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"redress/internal/complaint"
)

// known are the rules for what the record of a complaint says of people: it goes wherever it stands, in any case of letters, and digits
// in any grouping.
func known(f *complaint.Filed) []rule {
	if f == nil {
		return nil
	}
	who := f.Complainant
	var rules []rule
	add := func(is kind, pattern string) {
		rules = append(rules, rule{form: regexp.MustCompile(`(?i)` + pattern), is: is})
	}
	for _, value := range []struct {
		is   kind
		text string
	}{
		{aMail, who.Email}, {aName, who.Name}, {aNumber, who.CustomerNumber}, {aNumber, f.Matter.Order}, {aName, f.Matter.Staff},
	} {
		if text := trimmed(value.text); utf8.RuneCountInString(text) > 1 {
			add(value.is, regexp.QuoteMeta(text))
		}
	}
	for _, name := range []string{who.Name, f.Matter.Staff} {
		for _, part := range partsOf(trimmed(name)) {
			add(aName, part)
		}
	}
	for _, digits := range dialled(who.Phone) {
		add(aPhone, strings.Join(strings.Split(digits, ""), `[ ()./-]*`))
	}
	return rules
}

func trimmed(text string) string { return strings.TrimSpace(strings.Map(plain, text)) }

// shortestPart is how many letters a part of a name has at least that is looked for alone.
const shortestPart = 3

// partsOf are patterns for the parts of a name by which somebody is called: the given name of a Chinese one of three characters, each
// word of another.
func partsOf(name string) (parts []string) {
	if runes := []rune(name); len(runes) == 3 && unicode.Is(unicode.Han, runes[0]) && unicode.Is(unicode.Han, runes[2]) {
		return []string{regexp.QuoteMeta(string(runes[1:]))}
	}
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(word) >= shortestPart && word[0] < utf8.RuneSelf {
			parts = append(parts, `\b`+regexp.QuoteMeta(word)+`\b`)
		}
	}
	return parts
}

// dialled are the digits of a telephone, with the code of its country and without China's.
func dialled(phone string) []string {
	digits := digitsOf(trimmed(phone))
	switch {
	case len(digits) < 5:
		return nil
	case len(digits) == 13 && strings.HasPrefix(digits, "86"):
		return []string{digits, digits[2:]}
	}
	return []string{digits}
}
