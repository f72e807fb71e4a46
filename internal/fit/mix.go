package fit

import (
	"fmt"
	"slices"
	"strings"
	"text/template"

	"gonum.org/v1/gonum/floats"

	"redress/internal/classify"
	"redress/internal/complaint"
	"redress/internal/evaluate"
)

// Texts are what is fitted to.
type Texts struct {
	Labelled   []evaluate.Example
	Reasons    []evaluate.Example              // with a category only
	Praise     map[complaint.Language][]string // by their source or a reader
	Complaints map[complaint.Language][]string
}

// Wanted is what is chosen and not fitted.
type Wanted struct {
	PraiseTaken     map[complaint.Language]float64 // share of praise that may be taken for complaints, at most
	DangerPrecision float64                        // share of the texts told to touch safety that do, at least
}

// language is what is believed in one language.
type language struct {
	Name                     complaint.Language
	Rules, Grams             []float64
	Prior, Length            []float64
	PraiseTone, PraiseRules  []float64
	Praise, Danger           []float64
	PraiseBound, DangerBound float64
}

// Fitted is what came of it.
type Fitted struct {
	Mix       string // lexicon/mix.yaml
	Languages []Fair
}

// Fair is how the labelled texts of a language fare, each read by a fit to four fifths of them that it is not among.
type Fair struct {
	Language     complaint.Language
	Right, Texts int // right: the category is the label's first
}

// heard are the texts of a language as the witnesses hear them.
type heard struct {
	labelled, reasons, praise, complaints []example
}

func (t Texts) heard(reader *classify.Rules, language complaint.Language) (h heard) {
	for _, e := range t.Labelled {
		if e.Lang == language {
			h.labelled = append(h.labelled, newExample(reader, e))
		}
	}
	for _, e := range t.Reasons {
		if e.Lang == language {
			r := newExample(reader, e)
			r.weight = reasonWeight
			h.reasons = append(h.reasons, r)
		}
	}
	h.praise, h.complaints = unlabelled(reader, t.Praise[language]), unlabelled(reader, t.Complaints[language])
	return h
}

func unlabelled(reader *classify.Rules, texts []string) (all []example) {
	for _, text := range texts {
		all = append(all, newExample(reader, evaluate.Example{Text: text, Category: complaint.CategoryOther}))
	}
	return all
}

// Mix fits lexicon/mix.yaml.
func Mix(reader *classify.Rules, texts Texts, wanted Wanted) (f Fitted, err error) {
	var all []language
	var given []answer
	for _, name := range complaint.Languages {
		l, some, err := fitLanguage(texts.heard(reader, name), wanted.PraiseTaken[name], wanted.DangerPrecision)
		if err != nil {
			return f, fmt.Errorf("%s: %w", name, err)
		}
		l.Name = name
		all, given = append(all, l), append(given, some...)
		fair := Fair{Language: name, Texts: len(some)}
		for _, a := range some {
			if a.right {
				fair.Right++
			}
		}
		f.Languages = append(f.Languages, fair)
	}
	var out strings.Builder
	err = file.Execute(&out, map[string]any{"Chosen": reader.Mix, "Languages": all, "Sure": curve(given)})
	f.Mix = out.String()
	return f, err
}

func fitLanguage(h heard, praiseTaken, dangerPrecision float64) (l language, given []answer, err error) {
	t, err := fitTrust(slices.Concat(h.labelled, h.reasons))
	if err != nil {
		return l, nil, err
	}
	l.Rules, l.Grams, l.Prior, l.Length = t.of(rules), t.of(grams), t.of(prior), t.of(length)
	if l.Praise, err = fitPraise(h.praise, h.complaints); err != nil {
		return l, nil, err
	}
	l.PraiseTone, l.PraiseRules = l.Praise[2:2+classify.Tones], l.Praise[2+classify.Tones:]
	l.PraiseBound = t.praiseBound(h.praise, l.Praise, praiseTaken)
	if l.Danger, err = fitDanger(h.labelled); err != nil {
		return l, nil, err
	}
	l.DangerBound = dangerBound(h.labelled, l.Danger, dangerPrecision)
	given, err = answers(h.labelled, l.Praise, l.PraiseBound)
	return l, given, err
}

// praiseBound is the highest of some bounds under which not more praise is taken for complaints than wanted.
func (t trust) praiseBound(praise []example, weights []float64, taken float64) float64 {
	for bound := 1.5; bound > -3; bound -= 0.1 {
		n := 0
		for i := range praise {
			if c, _ := t.decide(&praise[i], floats.Dot(weights, praiseFeatures(&praise[i]))-bound); c != complaint.CategoryOther && c != complaint.CategorySuggestion {
				n++
			}
		}
		if float64(n) <= taken*float64(len(praise)) {
			return bound
		}
	}
	return -3
}

var file = template.Must(template.New("mix").Funcs(template.FuncMap{"list": list, "n": number}).Parse(
	`# How much the rules and the linear model are believed; made by "redress fit" of labelled texts (README.md). Lists are in the order of the
# categories: quality, attitude, delay, billing, delivery, safety, suggestion, promotion, contract, other.
mix:
  strong: {{n .Chosen.Strong}}
  excess: {{n .Chosen.Excess}}
  mention: {{n .Chosen.Mention}}
{{- range .Languages}}
  {{.Name}}:
    rules: {{list .Rules}}
    grams: {{list .Grams}}
    prior: {{list .Prior}}
    length: {{list .Length}}
    praise: {bias: {{n (index .Praise 0)}}, grams: {{n (index .Praise 1)}}, bound: {{n .PraiseBound}}, tone: {{list .PraiseTone}}, rules: {{list .PraiseRules}}}
    danger: {bias: {{n (index .Danger 0)}}, grams: {{n (index .Danger 1)}}, class: {{n (index .Danger 2)}}, rules: {{n (index .Danger 3)}}, bound: {{n .DangerBound}}}
{{- end}}
  # How often a category was right that was given with such certainty, each text read by a fit to others.
  sure:
{{- range .Sure}}
    - {raw: {{n .Raw}}, sure: {{n .Sure}}}
{{- end}}
`))

func number(x float64) string { return fmt.Sprintf("%.3g", x) }

func list(x []float64) string {
	var all []string
	for _, v := range x {
		all = append(all, number(v))
	}
	return "[" + strings.Join(all, ", ") + "]"
}
