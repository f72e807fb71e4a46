package classify

import (
	"fmt"

	"redress/internal/complaint"
)

// Model names this reader in every reading it gives. Raise the number with every change of a lexicon or of the way it is weighed,
// so that old readings stay comparable.
const Model = "linear-5"

// Rules reads complaints by the embedded lexicons and the embedded linear model. It is immutable after New and safe for concurrent use.
type Rules struct {
	*compiled
	linear *Linear
	papers papers
}

// New returns the reader with the lexicons and the model built into the program: make one and keep it. It panics if one is broken,
// which a test of this package rules out.
func New() *Rules {
	lex, err := parseLexicon(lexiconBytes)
	if err != nil {
		panic(fmt.Sprintf("classify: embedded lexicon: %v", err))
	}
	linear, err := parseLinear(modelBytes)
	if err != nil {
		panic(fmt.Sprintf("classify: embedded model: %v", err))
	}
	return &Rules{compiled: lex, linear: linear}
}

// fewest is how many of a text's grams the model must know, where no rule speaks, to have an opinion.
const fewest = 3

// Read says what text is about and what makes it graver; how grave that is says a policy, and until then the grade is the
// mildest. It never fails: an empty or unclear text is CategoryOther with a low confidence. Of a text longer than 200,000
// characters the rest is ignored. Time and memory grow linearly with the text.
func (r *Rules) Read(text string) complaint.Reading {
	s := r.papers.take(text, r.Finder.Parts)
	defer r.papers.give(s)
	heard := r.hear(s)
	s.sums = r.Money.sums(s.text, s.sums[:0])
	scores, spoken := heard.Rules, heard.Language
	v := r.Mix.judge(&heard)
	chosen := r.choose(s.spoke, scores, v)
	if heard.known < fewest && len(s.spoke) == 0 {
		chosen = choice{category: complaint.CategoryOther}
	}
	sure := round(r.Mix.sure(chosen.certain))
	reading := complaint.Reading{
		Category:   chosen.category,
		Secondary:  r.secondary(scores, v, chosen),
		Safety:     scores[safety] > 0 || v.alarmed > 0 || chosen.category == complaint.CategorySafety,
		Language:   spoken,
		Confidence: sure,
		Top:        r.top(v, chosen.category, sure),
		Grade:      complaint.Minor,
		Factors:    factors(s),
		Model:      Model,
	}
	reading.Emotion = emotion(s, reading)
	reading.Demand = demand(s.spoke)
	reading.Entities = entities(s)
	r.explain(&reading, s, chosen)
	return reading
}

// explain adds the cause, and the reasons for it and for the category.
func (r *Rules) explain(reading *complaint.Reading, s *scratch, chosen choice) {
	reading.Reasons = r.whyCategory(s, *reading, chosen)
	var why complaint.Reason
	if reading.Cause, why = r.cause(s.spoke, *reading); why.Rule != "" {
		reading.Reasons = append(reading.Reasons, why)
	}
}
