package classify

import (
	"cmp"
	"math"
	"slices"

	"redress/internal/complaint"
)

// finding is a rule that spoke, with the words that made it.
type finding struct {
	rule  *rule
	words []string // of the text, the different ones, in order
	score float64
}

// mostWords is how many words of a rule are kept as its reason.
const mostWords = 5

// listen gathers the rules that spoke: those with words in the order of the rules, then those that build on others.
func (r *Rules) listen(s *scratch) {
	matches := r.Finder.find(s)
	slices.SortStableFunc(matches, func(a, b match) int {
		return cmp.Compare(r.Finder.Phrases[a.phrase].Rule, r.Finder.Phrases[b.phrase].Rule)
	})
	s.spoke = s.spoke[:0]
	for len(matches) > 0 {
		rule := r.Finder.Phrases[matches[0].phrase].Rule
		n := 1
		for n < len(matches) && r.Finder.Phrases[matches[n].phrase].Rule == rule {
			n++
		}
		s.spoke = append(s.spoke, r.finding(s.text, &r.Rules[rule], matches[:n]))
		matches = matches[n:]
	}
	for i := range r.Rules {
		if f, ok := together(&r.Rules[i], s.spoke); ok {
			s.spoke = append(s.spoke, f)
		}
	}
}

func (r *Rules) finding(t folded, rule *rule, matches []match) finding {
	f := finding{rule: rule, words: make([]string, 0, min(len(matches), mostWords))}
	different := 0
	for i, m := range matches {
		if different <= r.Scale.Repeats && !slices.ContainsFunc(matches[:i], func(before match) bool { return before.phrase == m.phrase }) {
			different++
		}
		if len(f.words) < mostWords {
			if said := t.words(int(m.start), int(m.end)); !slices.Contains(f.words, said) {
				f.words = append(f.words, said)
			}
		}
	}
	f.score = rule.Weight * (1 + r.Scale.Repeat*float64(min(different-1, r.Scale.Repeats)))
	return f
}

// together is the finding of a rule that builds on others, if all of them spoke.
func together(rule *rule, spoke []finding) (f finding, ok bool) {
	for _, id := range rule.All {
		i := slices.IndexFunc(spoke, func(f finding) bool { return f.rule.ID == id })
		if i < 0 {
			return f, false
		}
	}
	if len(rule.All) == 0 {
		return f, false
	}
	f = finding{rule: rule, score: rule.Weight}
	for _, id := range rule.All {
		i := slices.IndexFunc(spoke, func(f finding) bool { return f.rule.ID == id })
		f.words = append(f.words, spoke[i].words[0])
	}
	return f, true
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

// The places of three categories.
var (
	safety   = place(complaint.CategorySafety)
	proposal = place(complaint.CategorySuggestion)
	other    = place(complaint.CategoryOther)
)

// LeastDanger is how certain a word of danger makes safety at least.
const LeastDanger = 0.7

// choose gives the category. Safety wins wherever danger was heard, then praise, else the category that is believed most.
func (r *Rules) choose(found []finding, scores [categories]float64, v verdict) choice {
	if slices.ContainsFunc(found, r.dangerous) {
		return choice{complaint.CategorySafety, max(v.shares[safety], LeastDanger), false}
	}
	if v.praised > 0 {
		if scores[proposal] >= r.Scale.Mention { // who praises may well propose something
			return choice{complaint.CategorySuggestion, max(v.shares[proposal], LeastDanger), false}
		}
		if !v.liked { // it says nothing, which a person had better see
			return choice{complaint.CategoryOther, v.shares[other], false}
		}
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

// dangerous says whether what was found makes safety the first matter.
func (r *Rules) dangerous(f finding) bool {
	return f.rule.Category == complaint.CategorySafety && f.rule.Weight >= r.Scale.Danger
}

// surePraise is how certain praise is of which the model's other shares are no matters.
const surePraise = 0.9

// secondary lists what else the text is about, the highest score first.
func (r *Rules) secondary(scores [categories]float64, v verdict, first choice) []complaint.Category {
	var rest []complaint.Category
	praised := first.praise && first.certain >= surePraise
	for c, category := range complaint.Categories {
		alarmed := category == complaint.CategorySafety && (scores[c] > 0 || v.alarmed > 0)
		shared := v.shares[c] >= r.Mix.Mention && category != complaint.CategoryOther && !praised
		if category != first.category && (alarmed || shared || scores[c] >= r.Scale.Mention) {
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
	rest := max(1-v.shares[place(chosen)], 1e-9)
	top := make([]complaint.Guess, 1, guesses)
	top[0] = complaint.Guess{Category: chosen, Confidence: sure}
	v.shares[place(chosen)] = -1
	for len(top) < guesses {
		best := 0
		for c := range v.shares {
			if v.shares[c] > v.shares[best] {
				best = c
			}
		}
		top = append(top, complaint.Guess{Category: complaint.Categories[best], Confidence: min(round((1-sure)*v.shares[best]/rest), sure)})
		v.shares[best] = -1
	}
	return top
}

// round keeps three decimals, which is more than is known.
func round(x float64) float64 { return math.Round(x*1000) / 1000 }

// odds turns log odds into a probability.
func odds(log float64) float64 { return 1 / (1 + math.Exp(-log)) }
