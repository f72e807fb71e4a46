package main

import (
	"errors"
	"fmt"
	"io"

	"redress/internal/classify"
	price "redress/internal/opinion/cost"
)

// opinionCmd is about second opinions.
type opinionCmd struct {
	Cost opinionCost `cmd:"" help:"Reckon what second opinions cost for a thousand complaints."`
}

type opinionCost struct {
	Texts  []string `arg:"" type:"existingfile" help:"Sample texts: CSV with a header, or a JSON object a line with id and text."`
	Below  float64  `default:"0.4" help:"Asked is about what the own reading is less sure of, as the tenant's record says (second_opinion: below)."`
	Unsure *float64 `help:"Share of complaints that are asked about, from 0 to 1; what is measured on the texts unless said."`
	Model  string   `help:"Only of this model; with --in and --out of any."`
	In     float64  `help:"Dollars for a million tokens of questions."`
	Out    float64  `help:"Dollars for a million tokens of answers."`
}

// Run reckons and prints.
func (c opinionCost) Run(out io.Writer) error {
	table, err := c.table()
	if err != nil {
		return err
	}
	var texts []string
	for _, path := range c.Texts {
		some, err := readTexts(path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		for _, t := range some {
			texts = append(texts, t.Text)
		}
	}
	s := price.Measure(texts, classify.New(), c.Below, table)
	share := s.Share()
	if c.Unsure != nil {
		share = *c.Unsure
	}
	return price.Print(out, s, share, table)
}

// table is the program's table, or what the operator says.
func (c opinionCost) table() (price.Table, error) {
	t, err := price.Prices()
	if err != nil {
		return t, err
	}
	p, known := t.Models[c.Model]
	switch {
	case c.In > 0 && c.Out > 0:
		if c.Model == "" {
			c.Model = "as said"
		}
		p = price.Price{In: c.In, Out: c.Out}
	case c.In > 0 || c.Out > 0:
		return t, errors.New("say both --in and --out, in dollars for a million tokens")
	case c.Model == "":
		return t, nil
	case !known:
		return t, fmt.Errorf("%s is not in the table; say --in and --out", c.Model)
	}
	t.Models = map[string]price.Price{c.Model: p}
	return t, nil
}
