package classify

import (
	"slices"

	"redress/internal/complaint"
)

// factors are what the rules and the sums of a text say that makes it graver, each once: those of the rules in their order, then the sums.
func factors(s *scratch) []complaint.Aggravation {
	var all []complaint.Aggravation
	for _, f := range s.spoke {
		if f.rule.Factor == "" {
			continue
		}
		i := slices.IndexFunc(all, func(a complaint.Aggravation) bool { return a.Factor == f.rule.Factor })
		if i < 0 {
			if all == nil {
				all = make([]complaint.Aggravation, 0, 4)
			}
			all = append(all, complaint.Aggravation{Factor: f.rule.Factor, Words: f.words})
			continue
		}
		all[i].Words = join(all[i].Words, f.words)
	}
	for i, a := range all {
		if a.Factor == complaint.FactorRepeated {
			all[i].Times = times(a.Words)
		}
	}
	if sums, words := largest(s.text, s.sums); len(sums) > 0 {
		all = append(all, complaint.Aggravation{Factor: complaint.FactorAmount, Words: words, Sums: sums})
	}
	return all
}

// join adds the words that are not there yet, as long as there is room for them.
func join(words, more []string) []string {
	for _, w := range more {
		if len(words) < mostWords && !slices.Contains(words, w) {
			words = append(words[:len(words):len(words)], w)
		}
	}
	return words
}

// mostTimes is how often something may be said to have happened and be believed: what is more is another number.
const mostTimes = 999

// times is the largest count that the words name, such as 5 of 打了5次电话 and 3 of "third time"; 0 if they name none.
func times(words []string) int {
	most := 0
	for _, w := range words {
		t := fold(w)
		for i := 0; i < len(t.glyphs); {
			n, end := count(t, i)
			if n <= mostTimes {
				most = max(most, n)
			}
			i = max(end, i+1)
		}
	}
	return most
}

// count is the number at i, in digits, Chinese numerals or an English word, and where it ends.
func count(t folded, i int) (n, end int) {
	if numeric(t.glyphs[i].r) {
		value, end := number(t, i)
		return int(min(value, mostTimes+1)), end
	}
	for _, w := range counted {
		if end, ok := startsWith(t, i, w.word); ok && !runsOn(t, i) {
			return w.n, end
		}
	}
	return 0, i
}

// counted are the English words that name a count.
var counted = []struct {
	word []rune
	n    int
}{
	{[]rune("twice"), 2}, {[]rune("two"), 2}, {[]rune("second"), 2}, {[]rune("three"), 3}, {[]rune("third"), 3}, {[]rune("four"), 4},
	{[]rune("fourth"), 4}, {[]rune("five"), 5}, {[]rune("fifth"), 5}, {[]rune("six"), 6}, {[]rune("seven"), 7}, {[]rune("eight"), 8},
	{[]rune("nine"), 9}, {[]rune("ten"), 10}, {[]rune("dozen"), 12},
}
