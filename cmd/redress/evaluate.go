package main

import (
	"errors"
	"io"

	"redress/internal/complaint"
	"redress/internal/evaluate"
)

// evaluateCmd measures the classifier.
type evaluateCmd struct {
	File    string `arg:"" optional:"" help:"Labelled texts, a JSON object a line: id, lang, text, category, secondary, grade, safety, emotion, set. - is standard input."`
	Texts   string `placeholder:"DIR" help:"Instead of a file: the folder of the sets that the project's own labels are of."`
	Reviews bool   `help:"With --texts: instead, the reviews that were read for how far they complain, and how many of them are taken for complaints."`
	Part    string `enum:"dev,held,fresh,danger," default:"" help:"Of those labels, only one part: dev, held, fresh or danger."`
}

// Run prints how well the classifier does.
func (c evaluateCmd) Run(in io.Reader, out io.Writer) error {
	reader, err := newGrader()
	if err != nil {
		return err
	}
	if c.Reviews {
		return c.reviews(out, reader)
	}
	examples, err := c.examples(in)
	if err != nil {
		return err
	}
	evaluate.Report(out, reader, examples)
	return nil
}

// reviews prints how many of the reviews that were kept are taken for complaints.
func (c evaluateCmd) reviews(out io.Writer, reader evaluate.Reader) error {
	kept, err := evaluate.Reviews(c.Texts, evaluate.KeptReviews)
	if err != nil {
		return err
	}
	evaluate.ReportReviews(out, reader, kept)
	return nil
}

func (c evaluateCmd) examples(in io.Reader) ([]evaluate.Example, error) {
	switch {
	case c.Texts != "":
		var all []evaluate.Example
		for _, language := range complaint.Languages {
			some, err := evaluate.Labelled(c.Texts, language, c.Part)
			if err != nil {
				return nil, err
			}
			all = append(all, some...)
		}
		return all, nil
	case c.File == "":
		return nil, errors.New("name a file of labelled texts, or --texts")
	case c.File == "-":
		return evaluate.Read(in)
	}
	return evaluate.ReadFile(c.File)
}
