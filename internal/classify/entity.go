package classify

import (
	"slices"
	"strings"

	"redress/internal/complaint"
)

// mostEntities is how many things of a text are named.
const mostEntities = 12

// list gathers things, each once.
type list []complaint.Entity

func (l *list) add(kind complaint.EntityKind, words string) {
	e := complaint.Entity{Kind: kind, Words: strings.TrimSpace(words)}
	if e.Words != "" && len(*l) < mostEntities && !slices.Contains(*l, e) {
		*l = append(*l, e)
	}
}

// named are the rules whose words are the names of things.
var named = map[string]complaint.EntityKind{"entity.product": complaint.EntityProduct, "entity.place": complaint.EntityPlace}

// entities are the things that a text names: dates, order numbers, sums of money, and what rules know as products and places.
func entities(s *scratch) []complaint.Entity {
	var found list
	for i := 0; i < len(s.text.glyphs); {
		kind, end := thing(s.text, i)
		if kind != "" {
			found.add(kind, s.text.words(i, end))
		}
		i = max(end, i+1)
	}
	for _, sum := range s.sums {
		found.add(complaint.EntityAmount, s.text.words(sum.start, sum.end))
	}
	for _, f := range s.spoke {
		if kind, ok := named[f.rule.ID]; ok {
			for _, w := range f.words {
				found.add(kind, w)
			}
		}
	}
	return found
}

// thing is what begins at i: an order number, a date, or nothing, and where it ends.
func thing(t folded, i int) (complaint.EntityKind, int) {
	if !latin(t.glyphs[i].r) || runsOn(t, i) {
		return "", i
	}
	if end := code(t, i); end > i {
		return complaint.EntityOrder, end
	}
	if end := date(t, i); end > i {
		return complaint.EntityDate, end
	}
	return "", i
}

// The shortest run of letters and digits that is taken for an order number, and of digits alone.
const (
	shortestCode   = 6
	shortestDigits = 8
)

// code is the end of an order number at i: letters and digits with at least four digits, or eight digits; i if there is none.
func code(t folded, i int) int {
	digits, letters, end := 0, 0, i
	for ; end < len(t.glyphs); end++ {
		switch r := t.glyphs[end].r; {
		case isDigit(r):
			digits++
			continue
		case r >= 'a' && r <= 'z':
			letters++
			continue
		case r == '-' && end > i && latin(t.at(end+1)):
			continue
		}
		break
	}
	switch {
	case digits >= shortestDigits, letters > 0 && digits >= 4 && end-i >= shortestCode:
		return end
	}
	return i
}

// date is the end of a date at i such as 3月5日, 2026-11-02 or 11/02/2026; i if there is none.
func date(t folded, i int) int {
	for end, numbers := i, 1; ; numbers++ {
		start := end
		for isDigit(t.at(end)) {
			end++
		}
		sign := t.at(end)
		switch goesOn := isDigit(t.at(end + 1)); {
		case end == start || end-start > 4:
			return i
		case goesOn && strings.ContainsRune("年月/-", sign):
			end++
		case strings.ContainsRune("日号月", sign):
			return end + 1
		case sign == '年' && numbers > 1, numbers == 3:
			return end
		default:
			return i
		}
	}
}
