package classify

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"go.yaml.in/yaml/v3"

	"redress/internal/complaint"
)

// Sources are the lexicons as they are written. A program carries them only if it names them; to read complaints it needs just what
// Compile made of them.
//
//go:embed lexicon/*.yaml
var Sources embed.FS

// lexicon is everything the reader knows that is not Go. Each YAML file holds any part of it.
type lexicon struct {
	Rules  []rule         `yaml:"rules"`
	Sets   map[string]set `yaml:"sets"`   // words a phrase may name as <set>
	Idioms phrases        `yaml:"idioms"` // figures of speech: what lies inside one is not heard
	Denial denial         `yaml:"denial"`
	Money  money          `yaml:"money"`
	Scale  scale          `yaml:"scale"`
	Mix    mix            `yaml:"mix"`
	Tone   tone           `yaml:"tone"`
}

// rule says something about the text when one of its phrases is found, or when all the rules it names have spoken.
type rule struct {
	ID       string             `yaml:"id"`
	Category complaint.Category `yaml:"category"` // may be empty: the rule hears a factor only, or is context for others
	Cause    complaint.Cause    `yaml:"cause"`    // may be empty
	Factor   complaint.Factor   `yaml:"factor"`   // what it hears that makes the matter graver; may be empty
	Weight   float64            `yaml:"weight"`   // towards the category, 1 for an ordinary hint
	All      []string           `yaml:"all"`      // ids of earlier rules
	phrases  `yaml:",inline"`
}

// phrases are written as people write. "…" between two parts stands for a few characters of the same clause, "<name>" for any
// word of a set, "~" at the end of an English word for any ending.
type phrases struct {
	Chinese []string `yaml:"zh"`
	English []string `yaml:"en"`
}

func (p phrases) all() []string { return slices.Concat(p.Chinese, p.English) }

type set = phrases

// denial is how a text says that something did not happen: a word before it, with nothing but fillers between, or one behind.
type denial struct {
	Before  phrases `yaml:"before"`
	Fillers phrases `yaml:"fillers"`
	After   phrases `yaml:"after"`
}

// money tells which numbers are sums of money.
type money struct {
	Spent      []string           `yaml:"spent"`    // words before a number without a currency
	SpentIn    complaint.Currency `yaml:"spent_in"` // the currency of such a number
	Prices     []string           `yaml:"prices"`   // words behind a sum that make it a price, not a loss
	Currencies []currency         `yaml:"currencies"`

	spent, asked [][]rune
	firsts       []rune // of the words that may stand behind a sum
	lasts        []rune // of those that may stand before
}

// open folds the words once.
func (m *money) open() {
	m.spent, m.asked = all(m.Spent), all(m.Prices)
	for i, c := range m.Currencies {
		words, behind := all(c.Words), all(c.Behind)
		m.Currencies[i].words, m.Currencies[i].behind = words, slices.Concat(words, behind)
		for _, w := range m.Currencies[i].behind {
			m.firsts = append(m.firsts, w[0])
		}
		for _, w := range words {
			m.lasts = append(m.lasts, w[len(w)-1])
		}
	}
	for _, w := range m.spent {
		m.lasts = append(m.lasts, w[len(w)-1])
	}
	slices.Sort(m.firsts)
	slices.Sort(m.lasts)
	m.firsts, m.lasts = slices.Compact(m.firsts), slices.Compact(m.lasts)
}

// codes are the currencies that are named.
func (m *money) codes() []complaint.Currency {
	var named []complaint.Currency
	if len(m.Spent) > 0 {
		named = append(named, m.SpentIn)
	}
	for _, c := range m.Currencies {
		named = append(named, c.Code)
	}
	return named
}

func all(words []string) [][]rune {
	var folded [][]rune
	for _, w := range words {
		folded = append(folded, []rune(w))
	}
	return folded
}

// currency is how a currency is written.
type currency struct {
	Code   complaint.Currency `yaml:"code"`
	Words  []string           `yaml:"words"`  // before a number or behind it
	Behind []string           `yaml:"behind"` // only behind it

	words, behind [][]rune
}

// scale holds the thresholds of the scores.
type scale struct {
	Danger  float64 `yaml:"danger"`  // from here on safety comes first whatever else is said
	Mention float64 `yaml:"mention"` // from here on a category that is not the first is a second matter
	Repeat  float64 `yaml:"repeat"`  // share of its weight a rule adds for each further phrase
	Repeats int     `yaml:"repeats"` // how many further phrases count
}

// load reads and checks all lexicon files.
func load(files fs.FS) (*lexicon, error) {
	names, err := fs.Glob(files, "lexicon/*.yaml")
	if err != nil {
		return nil, err
	}
	lex := &lexicon{Sets: map[string]set{}}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		if err := lex.merge(data); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	err = lex.validate()
	return lex, err
}

func (l *lexicon) merge(data []byte) error {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	part := *l
	part.Rules, part.Sets = nil, nil
	if err := decoder.Decode(&part); err != nil {
		return err
	}
	part.Rules = slices.Concat(l.Rules, part.Rules)
	maps.Copy(l.Sets, part.Sets)
	part.Sets = l.Sets
	*l = part
	return nil
}

func (l *lexicon) validate() error {
	var errs []error
	seen := map[string]bool{}
	for _, r := range l.Rules {
		if err := r.validate(seen); err != nil {
			errs = append(errs, fmt.Errorf("rule %q: %w", r.ID, err))
		}
		seen[r.ID] = true
	}
	for _, code := range l.Money.codes() {
		if !slices.Contains(complaint.Currencies, code) {
			errs = append(errs, fmt.Errorf("money: %q is not one of %v", code, complaint.Currencies))
		}
	}
	if l.Scale.Danger <= 0 {
		errs = append(errs, errors.New("scale: danger must be above 0"))
	}
	return errors.Join(append(errs, l.Mix.validate(), l.Tone.validate())...)
}

func (r rule) validate(earlier map[string]bool) error {
	if r.ID == "" || earlier[r.ID] {
		return errors.New("id is empty or used before")
	}
	if err := r.validateWords(); err != nil {
		return err
	}
	switch {
	case (r.Category == "") != (r.Weight == 0):
		return errors.New("a category needs a weight, and a weight a category")
	case r.Category == complaint.CategorySafety && r.Factor == "":
		return errors.New("a safety rule needs a factor")
	case len(r.all()) == 0 && len(r.All) == 0:
		return errors.New("it has neither phrases nor rules to build on")
	}
	return r.buildsOn(earlier)
}

// validateWords refuses a word that is not in its closed set.
func (r rule) validateWords() error {
	switch {
	case r.Category != "" && !slices.Contains(complaint.Categories, r.Category):
		return fmt.Errorf("category %q is not one of %v", r.Category, complaint.Categories)
	case r.Cause != "" && !slices.Contains(complaint.Causes, r.Cause):
		return fmt.Errorf("cause %q is not one of %v", r.Cause, complaint.Causes)
	case r.Factor != "" && !slices.Contains(complaint.Factors, r.Factor):
		return fmt.Errorf("factor %q is not one of %v", r.Factor, complaint.Factors)
	}
	return nil
}

// buildsOn refuses a rule that builds on one that does not stand before it.
func (r rule) buildsOn(earlier map[string]bool) error {
	for _, id := range r.All {
		if !earlier[id] {
			return fmt.Errorf("it builds on %q, which does not stand before it", id)
		}
	}
	return nil
}
