package classify

import (
	"cmp"
	"math"
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
func (r *Rules) weigh(found []finding) (scores [categories]float64) {
	for _, f := range found {
		if f.rule.Category != "" {
			scores[place(f.rule.Category)] += f.score
		}
	}
	return scores
}

// choice is what a text is about, and how certain that is before it is compared with how often that was right.
type choice struct {
	category complaint.Category
	certain  float64
	praise   bool // it complains of nothing
}

// leastDanger is how certain a word of danger makes safety at least.
const leastDanger = 0.7

// choose gives the category. Safety wins wherever danger was heard, then praise, else the category that is believed most.
func (r *Rules) choose(found []finding, v verdict) choice {
	danger := func(f finding) bool { return f.rule.Category == complaint.CategorySafety && f.rule.Weight >= r.Scale.Danger }
	if slices.ContainsFunc(found, danger) {
		return choice{complaint.CategorySafety, max(v.shares[place(complaint.CategorySafety)], leastDanger), false}
	}
	if v.praised > 0 {
		return choice{complaint.CategoryOther, odds(v.praised), true}
	}
	first := 0
	for c := range v.shares {
		if v.shares[c] > v.shares[first] {
			first = c
		}
	}
	return choice{complaint.Categories[first], v.shares[first] * odds(-v.praised), false}
}

// secondary lists what else the text is about, the highest score first.
func (r *Rules) secondary(scores [categories]float64, v verdict, first complaint.Category) []complaint.Category {
	var rest []complaint.Category
	for c, category := range complaint.Categories {
		danger := category == complaint.CategorySafety && scores[c] > 0
		if category != first && (danger || scores[c] >= r.Scale.Mention || v.shares[c] >= r.Mix.Mention && category != complaint.CategoryOther) {
			rest = append(rest, category)
		}
	}
	slices.SortStableFunc(rest, func(a, b complaint.Category) int { return cmp.Compare(v.shares[place(b)], v.shares[place(a)]) })
	return rest
}

// guesses is how many categories a person may choose from at once.
const guesses = 3

// top gives the likeliest categories, the chosen one first. What is not the chosen one shares what certainty it leaves.
func (r *Rules) top(v verdict, chosen complaint.Category, sure float64) []complaint.Guess {
	order := slices.Clone(complaint.Categories)
	slices.SortStableFunc(order, func(a, b complaint.Category) int { return cmp.Compare(v.shares[place(b)], v.shares[place(a)]) })
	order = slices.DeleteFunc(order, func(c complaint.Category) bool { return c == chosen })
	rest := max(1-v.shares[place(chosen)], 1e-9)
	top := []complaint.Guess{{Category: chosen, Confidence: sure}}
	for _, c := range order[:guesses-1] {
		top = append(top, complaint.Guess{Category: c, Confidence: min(round((1-sure)*v.shares[place(c)]/rest), sure)})
	}
	return top
}

// round keeps three decimals, which is more than is known.
func round(x float64) float64 { return math.Round(x*1000) / 1000 }

// odds turns log odds into a probability.
func odds(log float64) float64 { return 1 / (1 + math.Exp(-log)) }
