package web

import (
	"io"

	"redress/internal/complaint"
)

// Problem is why there is no page to show.
type Problem struct {
	Language complaint.Language
	Brand    string
	Look     Look
	Here     string // address of the page, to which the choice of language is added; empty: there is none to go to
	Kind     complaint.Kind
}

// ProblemPage writes the page that says what is wrong, in words of ours only.
func ProblemPage(w io.Writer, p Problem) error {
	s := sheet{Language: p.Language, Brand: p.Brand, Look: p.Look, Content: p, here: p.Here}
	title, err := s.Text("problem." + string(p.Kind) + ".title")
	if err != nil {
		return err
	}
	s.Title = title
	return s.write(w, problemTemplate)
}
