package classify

import (
	"fmt"

	"redress/internal/complaint"
)

// Model names this reader in every reading it gives. Raise the number with every change of a lexicon or of the way it is weighed,
// so that old readings stay comparable.
const Model = "linear-1"

// Rules reads complaints by the embedded lexicons and the embedded linear model. It is immutable after New and safe for concurrent use.
type Rules struct {
	*lexicon
	finder *finder
	linear *Linear
}

// New returns the reader with the lexicons and the model built into the program: make one and keep it. It panics if one is broken,
// which a test of this package rules out.
func New() *Rules {
	lex, err := load(embedded)
	if err != nil {
		panic(fmt.Sprintf("classify: embedded lexicon: %v", err))
	}
	linear, err := parseLinear(modelBytes)
	if err != nil {
		panic(fmt.Sprintf("classify: embedded model: %v", err))
	}
	return &Rules{lexicon: lex, finder: newFinder(lex), linear: linear}
}

// Read says what text is about. It never fails: an empty or unclear text is CategoryOther with a low confidence and the mildest
// grade. Of a text longer than 200,000 characters the rest is ignored. Time and memory grow linearly with the text.
func (r *Rules) Read(text string) complaint.Reading {
	t := fold(text)
	found := r.derive(r.spoken(t, r.finder.find(t)))
	scores, spoken := r.weigh(found), language(t)
	grams, known := r.linear.score(t.grams(nil))
	v := r.Mix.judge(scores, grams, spoken)
	chosen := r.choose(found, v)
	if known == 0 && len(found) == 0 {
		chosen = choice{category: complaint.CategoryOther}
	}
	sure := round(r.Mix.sure(chosen.certain))
	reading := complaint.Reading{
		Category:   chosen.category,
		Secondary:  r.secondary(scores, v, chosen.category),
		Safety:     scores[place(complaint.CategorySafety)] > 0,
		Language:   spoken,
		Confidence: sure,
		Top:        r.top(v, chosen.category, sure),
		Model:      Model,
	}
	reading.Reasons = r.whyCategory(found, reading, chosen)
	var why complaint.Reason
	if reading.Cause, why = r.cause(found, reading); why.Rule != "" {
		reading.Reasons = append(reading.Reasons, why)
	}
	grade, whyGrade := r.grade(found, t)
	reading.Grade = grade
	reading.Reasons = append(reading.Reasons, whyGrade...)
	return reading
}
