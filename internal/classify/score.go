package classify

import (
	"cmp"
	"slices"

	"redress/internal/complaint"
)

// finding is a rule that spoke, with the words that made it.
type finding struct {
	rule  rule
	words []string // of the text, the different ones, in order
	score float64
}

// mostWords is how many words of a rule are kept as its reason.
const mostWords = 5

// spoken gathers what was found by rule, in the order of the rules.
func (r *Rules) spoken(t folded, matches []match) []finding {
	byRule := map[int][]match{}
	for _, m := range matches {
		i := r.finder.phrases[m.phrase].rule
		byRule[i] = append(byRule[i], m)
	}
	var found []finding
	for i, rule := range r.Rules {
		if len(byRule[i]) > 0 {
			found = append(found, r.finding(t, rule, byRule[i]))
		}
	}
	return found
}

func (r *Rules) finding(t folded, rule rule, matches []match) finding {
	f := finding{rule: rule}
	different := map[int]bool{}
	for _, m := range matches {
		different[m.phrase] = true
		if said := t.words(m.start, m.end); len(f.words) < mostWords && !slices.Contains(f.words, said) {
			f.words = append(f.words, said)
		}
	}
	f.score = rule.Weight * (1 + r.Scale.Repeat*float64(min(len(different)-1, r.Scale.Repeats)))
	return f
}

// derive adds the rules that build on others.
func (r *Rules) derive(found []finding) []finding {
	said := map[string][]string{}
	for _, f := range found {
		said[f.rule.ID] = f.words
	}
	for _, rule := range r.Rules {
		if f, ok := together(rule, said); ok {
			said[rule.ID] = f.words
			found = append(found, f)
		}
	}
	return found
}

// together is the finding of a rule that builds on others, if all of them spoke.
func together(rule rule, said map[string][]string) (finding, bool) {
	f := finding{rule: rule, score: rule.Weight}
	for _, id := range rule.All {
		words, ok := said[id]
		if !ok {
			return f, false
		}
		f.words = append(f.words, words[0])
	}
	return f, len(rule.All) > 0
}

// weigh adds the scores up by category.
func (r *Rules) weigh(found []finding) map[complaint.Category]float64 {
	scores := map[complaint.Category]float64{}
	for _, f := range found {
		if f.rule.Category != "" {
			scores[f.rule.Category] += f.score
		}
	}
	return scores
}

// choose gives the category and how sure that is. Safety wins wherever it was heard; else the highest score wins, of equal ones
// the first of complaint.Categories.
func (r *Rules) choose(scores map[complaint.Category]float64) (complaint.Category, float64) {
	if s := scores[complaint.CategorySafety]; s > 0 {
		return complaint.CategorySafety, r.confidence(s)
	}
	first, second := complaint.CategoryOther, 0.0
	for _, c := range complaint.Categories {
		switch {
		case scores[c] > scores[first]:
			first, second = c, scores[first]
		case c != first:
			second = max(second, scores[c])
		}
	}
	if scores[first] < r.Scale.Clear {
		return complaint.CategoryOther, r.confidence(0)
	}
	return first, r.confidence(scores[first] - second)
}

// confidence grows with the margin from about 0.1 towards 1, and is not a probability.
func (r *Rules) confidence(margin float64) float64 {
	const least = 0.1
	return least + (1-least)*margin/(margin+r.Scale.Doubt)
}

// secondary lists what else the text is about, the highest score first.
func (r *Rules) secondary(scores map[complaint.Category]float64, first complaint.Category) []complaint.Category {
	var rest []complaint.Category
	for _, c := range complaint.Categories {
		if c != first && scores[c] >= r.Scale.Mention {
			rest = append(rest, c)
		}
	}
	slices.SortStableFunc(rest, func(a, b complaint.Category) int { return cmp.Compare(scores[b], scores[a]) })
	return rest
}
