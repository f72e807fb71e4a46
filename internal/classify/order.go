package classify

import (
	"slices"
	"strings"
)

// A run of letters and digits is an order number where a word says so shortly before; without one only digits are, so many, and not where
// they may be a telephone's.
const (
	shortestCode   = 6
	fewestDigits   = 4
	shortestDigits = 9
	longestDigits  = 24
	announces      = 12 // characters
)

var (
	orderWords = wordList("订单", "单号", "运单", "快递号", "工单", "编号", "票号", "确认号", "order", "tracking", "booking", "reference", "ref", "confirmation", "conf",
		"record locator", "pnr", "ticket", "invoice", "case", "claim", "file")
	phoneWords = wordList("电话", "手机", "热线", "客服", "qq", "微信", "致电", "打", "拨", "call", "called", "phone", "tel", "at", "from")
)

func wordList(all ...string) (w [][]rune) {
	for _, word := range all {
		w = append(w, []rune(word))
	}
	return w
}

// code is the end of an order number at i; i if there is none.
func code(t folded, i int) int {
	digits, letters, hyphens, end := 0, 0, 0, i
run:
	for ; end < len(t.glyphs); end++ {
		switch r := t.glyphs[end].r; {
		case r == '-' && end > i && latin(t.at(end+1)):
			hyphens++
		case isDigit(r):
			digits++
		case r >= 'a' && r <= 'z':
			letters++
		default:
			break run
		}
	}
	switch {
	case digits >= fewestDigits && end-i >= shortestCode && announced(t, i, orderWords):
		return end
	case letters+hyphens == 0 && digits >= shortestDigits && digits <= longestDigits && !telephone(t, i, end):
		return end
	}
	return i
}

// telephone says whether digits may be a telephone's, or are one digit again and again.
func telephone(t folded, i, end int) bool {
	first, second := t.at(i), t.at(i+1)
	same := !slices.ContainsFunc(t.glyphs[i:end], func(g glyph) bool { return g.r != first })
	mobile := end-i == 11 && first == '1' && second >= '3'
	office := first == '0' || strings.ContainsRune("48", first) && second == '0' && end-i == 10
	return same || mobile || office || announced(t, i, phoneWords)
}

// announced says whether one of some words stands shortly before i.
func announced(t folded, i int, words [][]rune) bool {
	for at := i; at > max(0, i-announces); at-- {
		if slices.ContainsFunc(words, func(w []rune) bool { return endsWith(t, at, w) }) {
			return true
		}
	}
	return false
}
