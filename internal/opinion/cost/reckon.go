package cost

import (
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
	"unicode"

	"go.yaml.in/yaml/v3"

	"redress/internal/complaint"
	"redress/internal/mask"
	"redress/internal/opinion"
)

//go:embed prices.yaml
var pricesSource []byte

// Price is what a model takes, in US dollars for a million tokens.
type Price struct {
	In  float64 `yaml:"in"`
	Out float64 `yaml:"out"`
}

// Table is what models take, when that was written down, and how tokens are reckoned.
type Table struct {
	AsOf   string           `yaml:"as_of"`
	Region string           `yaml:"region"`
	Models map[string]Price `yaml:"models"`
	Tokens struct {
		Han    float64 `yaml:"han"`   // tokens of one Chinese character
		Other  float64 `yaml:"other"` // of any other one
		Answer float64 `yaml:"answer"`
	} `yaml:"tokens"`
}

// Prices is the table that comes with the program.
func Prices() (Table, error) {
	dec := yaml.NewDecoder(bytes.NewReader(pricesSource))
	dec.KnownFields(true)
	var t Table
	err := dec.Decode(&t)
	return t, err
}

// Reader reads a text, as the machine does.
type Reader interface {
	Read(text string) complaint.Reading
}

// Sample is what was measured over some texts.
type Sample struct {
	Texts  int
	Unsure int     // less sure than the tenant says
	In     float64 // tokens of a question, mean of those asked; of all texts where none is
	Out    float64 // tokens of an answer
}

// Measure reads the texts and reckons the questions about those that the reading is less sure of than below.
func Measure(texts []string, reader Reader, below float64, t Table) Sample {
	s := Sample{Texts: len(texts), Out: t.Tokens.Answer}
	asked, all := 0.0, 0.0
	for _, text := range texts {
		tokens := t.tokens(opinion.Sent(mask.Text(text, nil)))
		if all += tokens; reader.Read(text).Confidence < below {
			s.Unsure++
			asked += tokens
		}
	}
	if s.In = asked / float64(max(s.Unsure, 1)); s.Unsure == 0 {
		s.In = all / float64(max(len(texts), 1))
	}
	return s
}

func (t Table) tokens(text string) (n float64) {
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			n += t.Tokens.Han
		} else {
			n += t.Tokens.Other
		}
	}
	return n
}

// Share is how many of the texts a question is asked about.
func (s Sample) Share() float64 { return float64(s.Unsure) / float64(max(s.Texts, 1)) }

// Question is what one question costs, in dollars.
func (s Sample) Question(p Price) float64 { return (s.In*p.In + s.Out*p.Out) / 1e6 }

// Print writes what a thousand complaints cost with each model, where a question is asked about the share of them.
func Print(out io.Writer, s Sample, share float64, t Table) error {
	fmt.Fprintf(out, "%d texts, %d of them unsure (%.1f %%); a question of %.0f tokens, an answer of %.0f; %.1f %% are asked about\n\n",
		s.Texts, s.Unsure, 100*s.Share(), s.In, s.Out, 100*share)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "MODEL\tIN\tOUT\tDOLLARS A QUESTION\tDOLLARS FOR 1,000 COMPLAINTS")
	for _, model := range slices.Sorted(maps.Keys(t.Models)) {
		p := t.Models[model]
		fmt.Fprintf(w, "%s\t%g\t%g\t%.6f\t%.4f\n", model, p.In, p.Out, s.Question(p), 1000*share*s.Question(p))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "\nPrices for a million tokens, %s, %s; tokens reckoned.\n", t.Region, t.AsOf)
	return err
}
