package main

import (
	"fmt"
	"io"
	"os"

	"redress/internal/classify"
	"redress/internal/complaint"
	"redress/internal/evaluate"
	"redress/internal/fit"
)

// fitCmd finds how much the rules and the linear model are to be believed.
type fitCmd struct {
	Texts  string                         `required:"" placeholder:"DIR" help:"The folder of the sets that the project's own labels are of."`
	Parts  []string                       `default:"dev,held,fresh,danger" help:"Parts of the labels to fit to."`
	Also   []string                       `placeholder:"FILE" help:"Files of labelled texts to fit to besides, as for evaluate."`
	Praise map[complaint.Language]float64 `default:"zh=0.03;en=0.08" help:"Share of praise that may be taken for complaints, at most, by language."`
	Danger float64                        `default:"0.8" help:"Share of the texts told to touch safety that do, at least."`
	File   string                         `default:"internal/classify/lexicon/mix.yaml" help:"File to write. Then make model."`
}

// Run fits and writes.
func (c fitCmd) Run(out io.Writer) error {
	texts, err := c.texts()
	if err != nil {
		return err
	}
	fitted, err := fit.Mix(classify.New(), texts, fit.Wanted{PraiseTaken: c.Praise, DangerPrecision: c.Danger})
	if err != nil {
		return err
	}
	fmt.Fprint(out, fitted.Mix)
	for _, l := range fitted.Languages {
		fmt.Fprintf(out, "%s: %d of %d right, each read by a fit to others\n", l.Language, l.Right, l.Texts)
	}
	return os.WriteFile(c.File, []byte(fitted.Mix), 0o644) //nolint:gosec // it is part of the sources
}

func (c fitCmd) texts() (texts fit.Texts, err error) {
	if texts.Labelled, err = c.labelled(); err != nil {
		return texts, err
	}
	if texts.Reasons, err = fit.Reasons(c.Texts); err != nil {
		return texts, err
	}
	texts.Praise, texts.Complaints, err = fit.Moods(c.Texts)
	return texts, err
}

func (c fitCmd) labelled() (all []evaluate.Example, err error) {
	for _, language := range complaint.Languages {
		for _, part := range c.Parts {
			some, err := evaluate.Labelled(c.Texts, language, part)
			if err != nil {
				return nil, err
			}
			all = append(all, some...)
		}
	}
	for _, name := range c.Also {
		some, err := evaluate.ReadFile(name)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}
