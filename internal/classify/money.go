package classify

import (
	"slices"
	"strconv"
	"strings"

	"redress/internal/complaint"
)

// amount is a sum of money named in a text.
type amount struct {
	yuan  float64
	words string
}

// grade is what the size of a loss asks for; 0 for no opinion.
func (m *money) grade(yuan float64) complaint.Grade {
	switch {
	case yuan >= m.Major:
		return complaint.Major
	case yuan >= m.Ordinary:
		return complaint.Ordinary
	}
	return 0
}

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
		if rate, ok := m.rate(t, i, end); ok {
			to = append(to, sum{i, end, value * rate})
		}
		i = end
	}
	return to
}

// sum is a sum of money at characters start to end.
type sum struct {
	start, end int
	yuan       float64
}

// largest is the largest of the sums.
func largest(t folded, sums []sum) (most amount, named bool) {
	for _, s := range sums {
		if s.yuan > most.yuan {
			most = amount{s.yuan, t.words(s.start, s.end)}
		}
	}
	return most, most.yuan > 0
}

// spot is the character at i, or the one beyond a space there, in a direction.
func spot(t folded, i, step int) rune {
	if r := t.at(i); r != ' ' {
		return r
	}
	return t.at(i + step)
}

// rate is how many yuan one unit of the number from start to end is worth, false if it is not money or only a price.
func (m *money) rate(t folded, start, end int) (float64, bool) {
	if !slices.Contains(m.firsts, spot(t, end, 1)) && !slices.Contains(m.lasts, spot(t, start-1, -1)) {
		return 0, false
	}
	for _, c := range m.Currencies {
		for _, w := range c.words {
			if endsWith(t, start, w) {
				return c.Yuan, !m.prices(t, end)
			}
			if after, ok := startsWith(t, end, w); ok {
				return c.Yuan, !m.prices(t, after)
			}
		}
	}
	for _, w := range m.spent {
		if endsWith(t, start, w) {
			return 1, counts(t.at(end)) == "" && !m.prices(t, end)
		}
	}
	return 0, false
}

// prices says whether the sum that ends at i is called a price.
func (m *money) prices(t folded, i int) bool {
	return slices.ContainsFunc(m.asked, func(w []rune) bool {
		_, ok := startsWith(t, i, w)
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
	}
	for end > i && strings.ContainsRune("多余来几", t.at(end)) {
		end++
	}
	return value, end
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
	}
	return value + one, end
}
