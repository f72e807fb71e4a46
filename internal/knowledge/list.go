package knowledge

import (
	"time"

	"redress/internal/complaint"
)

// List is one version of a tenant's standard questions. It is immutable once Parse has read it, and safe for concurrent use.
type List struct {
	Version string  `yaml:"version"`
	Limits  Limits  `yaml:"limits"`
	Entries []Entry `yaml:"entries"`

	index index
}

// Limits are from where on the list is believed. Likeness and sureness go from 0 to 1.
type Limits struct {
	AnswerFrom    float64 `yaml:"answer_from"`    // likeness from which a question is answered
	StatementFrom float64 `yaml:"statement_from"` // the same for a text that has not the form of a question
	Ahead         float64 `yaml:"ahead"`          // by how much the likest entry must be ahead of the next to be the answer
	OfferFrom     float64 `yaml:"offer_from"`     // likeness from which an entry is offered to a question that it does not answer for sure
	Most          int     `yaml:"most"`           // entries at once
	ComplaintFrom float64 `yaml:"complaint_from"` // sureness of a reading's category that makes the text a complaint
}

// Entry is one standard question.
type Entry struct {
	ID        string                          `yaml:"id"`
	Questions map[complaint.Language][]string `yaml:"questions"` // ways to ask it; the first of each language is shown
	Answer    map[complaint.Language]string   `yaml:"answer"`
	Link      string                          `yaml:"link"`  // where more is said; may be empty
	Until     string                          `yaml:"until"` // instant (RFC 3339) from which it is no longer used; may be empty

	until time.Time // zero: for good
}

// holds says whether the entry may be used at the instant.
func (e *Entry) holds(at time.Time) bool { return e.until.IsZero() || at.Before(e.until) }

// Has says whether the list has an entry of that id.
func (l *List) Has(id string) bool {
	for i := range l.Entries {
		if l.Entries[i].ID == id {
			return true
		}
	}
	return false
}
