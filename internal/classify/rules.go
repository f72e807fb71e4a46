package classify

import (
	"fmt"

	"redress/internal/complaint"
)

// Model names this reader in every reading it gives. Raise the number with every change of a lexicon or of the way it is weighed,
// so that old readings stay comparable.
const Model = "rules-1"

// Rules reads complaints by the embedded lexicons. It is immutable after New and safe for concurrent use.
type Rules struct {
	*lexicon
	finder *finder
}

// New returns the reader with the lexicons built into the program. It takes some tens of milliseconds: make one and keep it. It panics
// if an embedded lexicon is broken, which a test of this package rules out.
func New() *Rules {
	lex, err := load(embedded)
	if err != nil {
		panic(fmt.Sprintf("classify: embedded lexicon: %v", err))
	}
	return &Rules{lexicon: lex, finder: newFinder(lex)}
}

// Read says what text is about. It never fails: an empty or unclear text is CategoryOther with a low confidence and the mildest
// grade. Of a text longer than 200,000 characters the rest is ignored. Time and memory grow linearly with the text.
func (r *Rules) Read(text string) complaint.Reading {
	t := fold(text)
	found := r.derive(r.spoken(t, r.finder.find(t)))
	scores := r.weigh(found)
	category, confidence := r.choose(scores)
	reading := complaint.Reading{
		Category:   category,
		Secondary:  r.secondary(scores, category),
		Language:   language(t),
		Confidence: confidence,
		Model:      Model,
	}
	reading.Reasons = r.whyCategory(found, reading)
	var why complaint.Reason
	if reading.Cause, why = r.cause(found, reading); why.Rule != "" {
		reading.Reasons = append(reading.Reasons, why)
	}
	grade, whyGrade := r.grade(found, t)
	reading.Grade = grade
	reading.Reasons = append(reading.Reasons, whyGrade...)
	return reading
}
