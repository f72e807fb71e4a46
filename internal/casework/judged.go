package casework

import (
	"context"
	"time"

	"redress/internal/complaint"
)

// Judgement is what the first person who assessed a case said of the machine's reading: it was right, or something else is.
// Later words on the same case are not about the reading any more, and are not kept.
type Judgement struct {
	Case       string    `json:"case"`
	At         time.Time `json:"at"`
	Model      string    `json:"model"`      // name and version of what read the complaint
	Confidence float64   `json:"confidence"` // of the reading, 0 to 1: how often a category given with it is right
	Unsure     bool      `json:"unsure,omitempty"`
	Given      Said      `json:"given"`   // by the machine
	Decided    Said      `json:"decided"` // by the person
}

// Said is what was said of a complaint.
type Said struct {
	Category complaint.Category `json:"category"`
	Cause    complaint.Cause    `json:"cause"`
	Grade    complaint.Grade    `json:"grade"`
}

// Overruled says whether the person decided anything else than the machine.
func (j Judgement) Overruled() bool { return j.Given != j.Decided }

// JudgementBook keeps what people said of the machine's readings, so that it shows when these become worse.
type JudgementBook interface {
	// Judgements answers those of a tenant from one instant up to another, in the order of their instants.
	Judgements(ctx context.Context, tenant string, from, until time.Time) ([]Judgement, error)
}

// judgedOf is the judgement that a commit holds, if it is the first of its case: what was assessed before is not the machine's.
func judgedOf(before complaint.Case, m complaint.Commit) *Judgement {
	if before.Assessed || before.Model == "" {
		return nil
	}
	for _, e := range m.Events {
		if a, is := e.(*complaint.Assessed); is {
			return &Judgement{
				Case: before.ID, At: m.At, Model: before.Model, Confidence: before.Confidence, Unsure: before.Complex,
				Given:   Said{before.Category, before.Cause, before.Grade},
				Decided: Said{a.Category, a.Cause, a.Grade},
			}
		}
	}
	return nil
}
