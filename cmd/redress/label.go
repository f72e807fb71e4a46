package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"redress/internal/complaint"
	"redress/internal/label"
)

// labelCmd helps people to label texts.
type labelCmd struct {
	Texts  labelTexts  `cmd:"" default:"withargs" help:"Label texts, one after the other; what was labelled before is skipped."`
	Agree  labelAgree  `cmd:"" help:"How far two readers of the same texts agree."`
	Export labelExport `cmd:"" help:"Write a tenant's complaints that people overruled as labelled texts, masked."`
}

type labelTexts struct {
	Texts string `required:"" type:"existingfile" help:"Texts: CSV with a header, or a JSON object a line with id, lang and text. Labels of another reader are such a file too: what they say is not shown."`
	Out   string `required:"" placeholder:"FILE" help:"File of labels, which grows; redress evaluate reads it."`
	Order string `enum:"given,unsure,random" default:"given" help:"Which texts come first: as they stand, those the machine is least sure of, or any."`
	Seed  uint64 `default:"1" help:"Of the random order."`
}

// Run asks about the texts.
func (c labelTexts) Run(in io.Reader, out io.Writer) error {
	texts, err := readTexts(c.Texts)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Texts, err)
	}
	file, err := label.Open(c.Out)
	if err != nil {
		return err
	}
	reader, err := newGrader()
	if err != nil {
		return err
	}
	switch c.Order {
	case "unsure":
		label.Unsure(texts, reader)
	case "random":
		label.Random(texts, c.Seed)
	}
	return (&label.Session{Texts: texts, File: file, Reader: reader, In: in, Out: out}).Run()
}

// readTexts reads texts from CSV or, where the name does not say so, from JSON lines. No id may stand twice.
func readTexts(path string) ([]label.Text, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // only read
	set := filepath.Base(path)
	read := jsonTexts
	if strings.EqualFold(filepath.Ext(path), ".csv") {
		read = csvTexts
	}
	texts, err := read(file, set)
	seen := map[string]bool{}
	for _, t := range texts {
		if seen[t.ID] {
			return nil, fmt.Errorf("the id %s stands twice", t.ID)
		}
		seen[t.ID] = true
	}
	return texts, err
}

func jsonTexts(in io.Reader, set string) (texts []label.Text, err error) {
	err = eachLine(in, func(line []byte, cause error) error {
		var q question
		if err := errors.Join(cause, json.Unmarshal(line, &q)); err != nil || q.Text == nil {
			return fmt.Errorf("text %d: write one object with id, lang and text: %w", len(texts)+1, err)
		}
		texts = append(texts, label.Text{
			ID: strings.Trim(string(q.ID), `"`), Set: set, Lang: complaint.Language(q.Lang), Text: *q.Text,
		})
		return nil
	})
	return texts, err
}

// csvTexts names each text by its file and its row, from 0 without the header, as the project's own labels do.
func csvTexts(in io.Reader, set string) ([]label.Text, error) {
	rows := csv.NewReader(in)
	rows.FieldsPerRecord, rows.LazyQuotes = -1, true
	header, err := rows.Read()
	if err != nil {
		return nil, err
	}
	columns := columnsOf(header)
	var texts []label.Text
	for row := 0; ; row++ {
		cells, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return texts, nil
		}
		if err != nil {
			return nil, err
		}
		place, named := columns["content"]
		if !named {
			place = longest(cells)
		}
		if place < len(cells) && strings.TrimSpace(cells[place]) != "" {
			texts = append(texts, label.Text{ID: fmt.Sprintf("%s#%d", set, row), Set: set, Text: cells[place]})
		}
	}
}

type labelAgree struct {
	A string `arg:"" type:"existingfile" help:"Labels of one reader."`
	B string `arg:"" type:"existingfile" help:"Labels of the other."`
}

// Run prints agreement and Cohen's kappa of each thing that is said.
func (c labelAgree) Run(out io.Writer) error {
	a, err := readLabels(c.A)
	if err != nil {
		return err
	}
	b, err := readLabels(c.B)
	if err != nil {
		return err
	}
	return label.PrintAgreement(out, a, b)
}

func readLabels(path string) ([]label.Label, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // only read
	labels, err := label.Read(file)
	if err != nil {
		err = fmt.Errorf("%s: %w", path, err)
	}
	return labels, err
}
