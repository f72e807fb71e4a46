package classify

import (
	"slices"
	"strings"

	"redress/internal/complaint"
)

// mostEntities is how many things of a text are named.
const mostEntities = 12

// entities are the things that a text names: sums of money, dates, order numbers, and what rules know as products and places.
func entities(s *scratch) []complaint.Entity {
	var found []complaint.Entity
	add := func(kind complaint.EntityKind, words string) {
		e := complaint.Entity{Kind: kind, Words: strings.TrimSpace(words)}
		if e.Words != "" && len(found) < mostEntities && !slices.Contains(found, e) {
			found = append(found, e)
		}
	}
	t := s.text
	for i := 0; i < len(t.glyphs); {
		kind, end := thing(t, i)
		if kind != "" {
			add(kind, t.words(i, end))
		}
		i = max(end, i+1)
	}
	for _, sum := range s.sums {
		add(complaint.EntityAmount, t.words(sum.start, sum.end))
	}
	for _, f := range s.spoke {
		switch f.rule.ID {
		case "entity.product":
			for _, w := range f.words {
				add(complaint.EntityProduct, w)
			}
		case "entity.place":
			for _, w := range f.words {
				add(complaint.EntityPlace, w)
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
	end, numbers := i, 0
	for end < len(t.glyphs) && isDigit(t.glyphs[end].r) {
		start := end
		for isDigit(t.at(end)) {
			end++
		}
		if end-start > 4 {
			return i
		}
		numbers++
		switch r := t.at(end); {
		case strings.ContainsRune("年月/-", r) && isDigit(t.at(end+1)):
			end++
		case strings.ContainsRune("日号月年", r) && r != ' ':
			end++
			if numbers > 1 || r == '日' || r == '号' || r == '月' {
				return end
			}
			return i
		default:
			if numbers == 3 {
				return end
			}
			return i
		}
	}
	return i
}
