package classify

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"redress/internal/complaint"
)

// sums adds the sums that the text names: a number beside a currency, or behind a word of spending.
func (m *money) sums(t folded, to []sum) []sum {
	for i := 0; i < len(t.glyphs); {
		if !numeric(t.glyphs[i].r) {
			i++
			continue
		}
		value, end := number(t, i)
		if end == i {
			i++
			continue
		}
		if currency, from, after, ok := m.currency(t, i, end); ok {
			to = append(to, sum{from, after, complaint.Sum{Amount: minorUnits(value, currency), Currency: currency}})
		}
		i = end
	}
	return to
}

// sum is a sum of money, with its currency, at characters start to end.
type sum struct {
	start, end int
	complaint.Sum
}

// mostMoney is the largest amount, in minor units, that is told from larger ones.
const mostMoney = 1e15

// minorUnits is a number of whole units of a currency in its minor unit.
func minorUnits(value float64, c complaint.Currency) int {
	for range c.Decimals() {
		value *= 10
	}
	return int(math.Round(min(value, mostMoney)))
}

// largest is the largest sum in each currency, in the order of complaint.Currencies, with the words of each.
func largest(t folded, sums []sum) (most []complaint.Sum, words []string) {
	for _, c := range complaint.Currencies {
		best := -1
		for i, s := range sums {
			if s.Currency == c && s.Amount > 0 && (best < 0 || s.Amount > sums[best].Amount) {
				best = i
			}
		}
		if best >= 0 {
			most, words = append(most, sums[best].Sum), append(words, t.words(sums[best].start, sums[best].end))
		}
	}
	return most, words
}

// spot is the character at i, or the one beyond a space there, in a direction.
func spot(t folded, i, step int) rune {
	if r := t.at(i); r != ' ' {
		return r
	}
	return t.at(i + step)
}

// currency is that of the number from start to end, and where both begin and end; false if it is not money or only a price.
func (m *money) currency(t folded, start, end int) (c complaint.Currency, from, after int, ok bool) {
	if !slices.Contains(m.firsts, spot(t, end, 1)) && !slices.Contains(m.lasts, spot(t, start-1, -1)) {
		return "", start, end, false
	}
	for _, c := range m.Currencies {
		if from, after, ok := c.beside(t, start, end); ok {
			return c.Code, from, after, !m.prices(t, after)
		}
	}
	for _, w := range m.spent {
		if before(t, start, w) {
			return m.SpentIn, start, end, bare(t, start, end) && counts(t.at(end)) == "" && !m.prices(t, end)
		}
	}
	return "", start, end, false
}

// bare says whether the number from start to end is one though no currency is said: in digits or with a multiplier, which 一 of 退款一直 is not.
func bare(t folded, start, end int) bool {
	for i := start; i < end; i++ {
		if isDigit(t.at(i)) || multipliers.of(t.at(i)) != 0 {
			return true
		}
	}
	return false
}

// beside says whether the currency stands before or behind the number from start to end, and where both begin and end.
func (c currency) beside(t folded, start, end int) (from, after int, ok bool) {
	for _, w := range c.words {
		if before(t, start, w) {
			return start - len(w) - spaces(t, start-1), end, true
		}
	}
	for _, w := range c.behind {
		if after, ok := behind(t, end, w); ok && !piece(t, start, end, after) {
			return start, after, true
		}
	}
	return start, end, false
}

// spaces is 1 where a space stands.
func spaces(t folded, i int) int {
	if t.at(i) == ' ' {
		return 1
	}
	return 0
}

// piece says whether 一块 and the like, which end at after, are pieces of something: not 一块钱 or 三块五.
func piece(t folded, start, end, after int) bool {
	return t.at(after-1) == '块' && !bare(t, start, end) && t.at(after) != '钱' && t.at(after) != '多' && ones.of(t.at(after)) == 0
}

// before says whether a word stands before what begins at start, in the same clause: no line that is added changes a sum.
func before(t folded, start int, word []rune) bool {
	return endsWith(t, start, word) && t.sameClause(start-1, start)
}

// behind says whether a word stands behind what ends at end, in the same clause, and where it ends.
func behind(t folded, end int, word []rune) (after int, ok bool) {
	after, ok = startsWith(t, end, word)
	return after, ok && t.sameClause(end-1, after-1)
}

// prices says whether the sum that ends at i is called a price.
func (m *money) prices(t folded, i int) bool {
	for t.at(i) == '}' || t.at(i) == ')' {
		i++
	}
	return slices.ContainsFunc(m.asked, func(w []rune) bool {
		_, ok := behind(t, i, w)
		return ok
	})
}

// numeric says whether a number may begin with r.
func numeric(r rune) bool {
	if r < 0x80 {
		return isDigit(r)
	}
	return ones.of(r) != 0 || multipliers.of(r) != 0
}

// counts is the unit of things, not of money, that r begins.
func counts(r rune) string {
	const units = "个次天日月年号公里米斤两克箱件条双台只张本份盒瓶袋包杯分小时钟点多人位名遍趟种款级星岁%"
	if strings.ContainsRune(units, r) {
		return string(r)
	}
	return ""
}

// startsWith says whether word stands at i, maybe behind a space, and where it ends.
func startsWith(t folded, i int, word []rune) (end int, ok bool) {
	if t.at(i) == ' ' {
		i++
	}
	for _, r := range word {
		if t.at(i) != r {
			return i, false
		}
		i++
	}
	return i, !runsOn(t, i)
}

// endsWith says whether word stands before i, maybe before a space.
func endsWith(t folded, i int, w []rune) bool {
	if t.at(i-1) == ' ' {
		i--
	}
	if t.at(i-1) != w[len(w)-1] {
		return false
	}
	for n := range w {
		if t.at(i-len(w)+n) != w[n] {
			return false
		}
	}
	return !runsOn(t, i-len(w))
}

// number reads the number at i, in digits or Chinese numerals, with the multipliers behind it. end is i if there is none.
func number(t folded, i int) (value float64, end int) {
	value, end = digits(t, i)
	if end == i {
		value, end = numerals(t, i)
	}
	for end > i {
		factor := multipliers.of(t.at(end))
		if factor == 0 || (latin(t.at(end)) && latin(t.at(end+1))) {
			break
		}
		value, end = value*factor, end+1
		if tenths, ok := tail(t, end); ok && factor >= 1e4 {
			value, end = value+tenths*factor/10, end+1
		}
	}
	for end > i && strings.ContainsRune("多余来几", t.at(end)) {
		end++
	}
	return value, end
}

// tail is the lone digit at i in which 一万二 and 2万5 end, tenths of what stands before.
func tail(t folded, i int) (tenths float64, ok bool) {
	r, next := t.at(i), t.at(i+1)
	if tenths = ones.of(r); isDigit(r) {
		tenths = float64(r - '0')
	}
	going := isDigit(next) || ones.of(next) != 0 && next != '一' || multipliers.of(next) != 0 || counts(next) != "" ||
		strings.ContainsRune(".,", next) && isDigit(t.at(i+2))
	return tenths, tenths >= 2 && tenths == math.Trunc(tenths) && !strings.ContainsRune("几数", r) && !going
}

// worth is a number by character, without the cost of a map.
type worth []struct {
	r rune
	n float64
}

func (w worth) of(r rune) float64 {
	for _, e := range w {
		if e.r == r {
			return e.n
		}
	}
	return 0
}

var multipliers = worth{{'十', 10}, {'百', 100}, {'千', 1e3}, {'万', 1e4}, {'亿', 1e8}, {'k', 1e3}, {'w', 1e4}, {'m', 1e6}}

// digits reads 1234, 1,234.50 and 1234.5. Only the first twenty characters count.
func digits(t folded, i int) (float64, int) {
	if !isDigit(t.at(i)) || isDigit(t.at(i-1)) {
		return 0, i
	}
	var b strings.Builder
	end := i
	for isDigit(t.at(end)) || (strings.ContainsRune(",.", t.at(end)) && isDigit(t.at(end+1))) {
		if t.at(end) != ',' && b.Len() < 20 {
			b.WriteRune(t.at(end))
		}
		end++
	}
	value, err := strconv.ParseFloat(b.String(), 64)
	if err != nil {
		return 0, end
	}
	return value, end
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

var ones = worth{
	{'一', 1}, {'二', 2}, {'两', 2}, {'三', 3}, {'四', 4}, {'五', 5}, {'六', 6}, {'七', 7}, {'八', 8}, {'九', 9}, {'几', 3}, {'数', 3}, {'半', 0.5}, {'上', 1}, {'近', 1},
}

// numerals reads the numerals below ten thousand at i: 三千五百, 两百多, 几千. A lone 上 or 近 counts as one of what follows.
func numerals(t folded, i int) (value float64, end int) {
	one := 0.0
	for end = i; ; end++ {
		r := t.at(end)
		if n := ones.of(r); n != 0 {
			one = n
			continue
		}
		factor := multipliers.of(r)
		if !han(r) || factor == 0 || factor > 1e3 || (one == 0 && end > i) {
			break
		}
		value, one = value+max(one, 1)*factor, 0
		if tenths, ok := tail(t, end+1); ok && factor >= 100 {
			return value + tenths*factor/10, end + 2
		}
	}
	return value + one, end
}
