package message

import (
	"fmt"
	"time"

	"redress/internal/complaint"
)

// page is what the templates of a letter see.
type page struct {
	Facts
	Body      string // in the frame: the body that it holds
	LinkLabel string // in the frame: what the link is for
	lang      complaint.Language
}

// When writes an instant in the language and zone of the letter.
func (p page) When(t time.Time) string { return When(p.lang, t, p.Zone) }

// Word names a word of the domain in the language of the letter.
func (p page) Word(set Set, word any) string { return Word(p.lang, set, fmt.Sprint(word)) }
