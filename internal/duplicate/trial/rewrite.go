package trial

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// writer tells a text again in other words.
type writer struct{ *rand.Rand }

// chance says yes with a probability.
func (w writer) chance(p float64) bool { return w.Float64() < p }

// ends are the marks at which a text is cut into parts.
const ends = "。！？；!?;\n"

// parts are a text's sentences; where it has too few, its clauses.
func parts(text string) []string {
	for _, marks := range []string{ends + ".", ends + ".,，、 ~…"} {
		found := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(marks, r) })
		found = slices.DeleteFunc(found, func(part string) bool { return strings.TrimSpace(part) == "" })
		if len(found) > 3 || marks != ends+"." {
			return found
		}
	}
	return nil
}

// joined puts parts together again.
func joined(parts []string) string {
	mark := "，"
	if !slices.ContainsFunc(parts, func(p string) bool { return strings.ContainsFunc(p, han) }) {
		mark = ". "
	}
	return strings.Join(parts, mark)
}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

// least is how many characters a text keeps, however much is left out.
const least = 10

// keep leaves out parts until a share of the text is left, and swaps neighbours with a probability.
func (w writer) keep(text string, share, swap float64) string {
	all := parts(text)
	for left := utf8.RuneCountInString(text); len(all) > 1; {
		i := w.IntN(len(all))
		left -= utf8.RuneCountInString(all[i])
		if left < least || float64(left) < share*float64(utf8.RuneCountInString(text)) {
			break
		}
		all = slices.Delete(all, i, i+1)
	}
	for i := 1; i < len(all); i++ {
		if w.chance(swap) {
			all[i-1], all[i] = all[i], all[i-1]
		}
	}
	return joined(all)
}

// retype writes a text again with other words for some of its words, and with typing errors.
func (w writer) retype(text string, other, errors float64) string {
	for _, pair := range synonyms {
		if w.chance(other) {
			text = strings.ReplaceAll(text, pair[0], pair[1])
		}
	}
	var b strings.Builder
	var last rune
	for _, r := range text {
		switch {
		case !unicode.IsLetter(r) || !w.chance(errors):
			b.WriteRune(r)
		case w.chance(0.3): // left out
		case w.chance(0.5) && last != 0: // the one before again
			b.WriteRune(last)
			b.WriteRune(r)
		default:
			b.WriteRune(w.slip(r))
		}
		last = r
	}
	return b.String()
}

// slip is what stands there for a character after a typing error.
func (w writer) slip(r rune) rune {
	if han(r) {
		return rune(0x4e00 + w.IntN(0x1000)) //nolint:gosec // within the Chinese characters
	}
	return 'a' + rune(w.IntN(26)) //nolint:gosec // a letter
}

// retell is a text told again in one of the ways.
func (w writer) retell(text string, k Kind) string {
	switch k {
	case Retyped, MonthsLater, OtherOrder:
		return w.retype(text, 0.6, 0.02)
	case Rewritten:
		return w.retype(w.keep(text, 0.7, 0.3), 0.5, 0.015)
	case Shortened:
		return w.keep(text, 0.33+0.17*w.Float64(), 0)
	case OtherChannel:
		said := "客户来电反映："
		if !strings.ContainsFunc(text, han) {
			said = "The customer called and says: "
		}
		return said + w.retype(w.keep(text, 0.6, 0.3), 0.5, 0.01)
	case SameOrder, OtherMatter, AnotherPerson:
	}
	return text
}

// Retell is a text told again in the way of a kind, as chance has it.
func Retell(text string, k Kind, chance *rand.Rand) string { return writer{chance}.retell(text, k) }
