package web

import (
	"io"

	"redress/internal/complaint"
	"redress/internal/message"
)

// PromiseStep is something that a complainant gets or sees.
type PromiseStep struct {
	Milestone string
	Within    string // a span as policies write it, such as 3wd
	From      complaint.Anchor
	Major     bool // for grave complaints only
}

// PromiseFlow is the way of a kind of complaint.
type PromiseFlow struct {
	Flow  complaint.Flow
	Steps []PromiseStep
}

// Promise is what the public is told of how complaints are handled.
type Promise struct {
	Language complaint.Language
	Brand    string
	Look     Look
	Here     string // address of this page, to which the choice of language is added
	AskAt    string // where a complaint is filed
	Flows    []PromiseFlow
	Always   []PromiseStep
	Informed string // longest time without a word, a span; empty: nothing is said of it
	Remedies []complaint.Demand
	After    string // when the complainant is asked how it went, a span
	Until    string // until when the answer counts, a span
	Rounds   int    // how often a complaint is handled before other recourse is explained
	Policy   string // version of the rules that this page is made of
}

// PromisePage writes the page.
func PromisePage(w io.Writer, p Promise) error {
	s := sheet{Language: p.Language, Brand: p.Brand, Look: p.Look, Content: p, here: p.Here}
	title, err := s.Text("promise.title")
	if err != nil {
		return err
	}
	s.Title = title
	return s.write(w, promiseTemplate)
}

var promiseTemplate = parse("promise.html")

// Span names a length of time in the language of the page.
func (s sheet) Span(span string) (string, error) { return message.Span(s.Language, span) }
