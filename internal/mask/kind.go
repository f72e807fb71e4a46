package mask

import "strings"

// kind is a sort of personal datum. While a text is worked on, a single sign that occurs in no text stands for it, so that nothing is
// ever looked for inside of what was put there.
type kind rune

const (
	aName kind = '\uE000' + iota
	aPhone
	aMail
	anIdentity
	aCard
	aPlate
	aNumber
	anAccount
	anAddress
	aLink
	afterLast
)

// words are how kinds are written in the masked text.
var words = map[kind]string{
	aName: "[name]", aPhone: "[phone]", aMail: "[email]", anIdentity: "[id]", aCard: "[card]", aPlate: "[plate]",
	aNumber: "[number]", anAccount: "[account]", anAddress: "[address]", aLink: "[link]",
}

// toWords and toSigns write kinds as words and read them back, so that what is masked can be masked again.
var toWords, toSigns = func() (*strings.Replacer, *strings.Replacer) {
	var there, back []string
	for k, word := range words {
		there, back = append(there, string(k), word), append(back, word, string(k))
	}
	return strings.NewReplacer(there...), strings.NewReplacer(back...)
}()

// plain writes full-width digits, letters and the signs of addresses as the plain ones, which is how they are looked for, and drops
// the signs that stand for kinds.
func plain(r rune) rune {
	switch {
	case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ', r == '＠', r == '．', r == '－', r == '＋':
		return r - '！' + '!'
	case r >= rune(aName) && r < rune(afterLast):
		return -1
	}
	return r
}
