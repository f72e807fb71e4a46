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
		if sum.Amount > 0 {
			found.add(complaint.EntityAmount, s.text.words(sum.start, sum.end))
		}
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

// thing is what begins at i: a date, an order number, or nothing, and where it ends.
func thing(t folded, i int) (complaint.EntityKind, int) {
	if !latin(t.glyphs[i].r) || runsOn(t, i) {
		return "", i
	}
	if end := writtenDate(t, i); end > i {
		return complaint.EntityDate, end
	}
	end := date(t, i)
	if end > i && !latin(t.at(end)) && t.at(end) != '-' {
		return complaint.EntityDate, end
	}
	if end := code(t, i); end > i {
		return complaint.EntityOrder, end
	}
	return "", i
}
