package classify

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"redress/internal/complaint"
)

// source is the lexicons as they are written.
var source = func() *lexicon {
	lex, err := load(Sources)
	if err != nil {
		panic(err)
	}
	return lex
}()

// What is embedded is what the lexicons say: make model after a change.
func TestLexiconIsCompiled(t *testing.T) {
	data, err := Compile(Sources)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(data, lexiconBytes) {
		t.Error("lexicon.bin is not what the lexicons say; run make model")
	}
}

func TestEveryCategoryHasRulesInBothLanguages(t *testing.T) {
	for _, c := range complaint.Categories {
		if c == complaint.CategoryOther {
			continue // what no rule speaks for
		}
		var zh, en int
		for _, r := range source.Rules {
			if r.Category == c {
				zh, en = zh+len(r.Chinese), en+len(r.English)
			}
		}
		if zh == 0 || en == 0 {
			t.Errorf("%s: %d Chinese and %d English phrases", c, zh, en)
		}
	}
}

func TestEveryCauseHasARule(t *testing.T) {
	for _, c := range complaint.Causes {
		if c != complaint.CauseUnknown && !slices.ContainsFunc(source.Rules, func(r rule) bool { return r.Cause == c }) {
			t.Errorf("no rule gives the cause %s", c)
		}
	}
}

// A phrase that stands alone must be heard: no idiom and no denial may silence it, and no longer phrase of another rule that is
// not about the same category.
func TestEveryPhraseIsHeard(t *testing.T) {
	for _, r := range source.Rules {
		for _, line := range r.Chinese {
			hear(t, r, spoken(line, "", set.chinese))
		}
		for _, line := range r.English {
			hear(t, r, spoken(line, " ", set.english))
		}
	}
}

func (p phrases) chinese() []string { return p.Chinese }
func (p phrases) english() []string { return p.English }

func hear(t *testing.T, r rule, texts []string) {
	t.Helper()
	for _, text := range texts {
		s := reader.papers.take(text, reader.Finder.Parts)
		reader.listen(s)
		if !heard(s.spoke, r.ID) {
			t.Errorf("%s is not heard in %q", r.ID, text)
		}
	}
}

// spoken is a line of a lexicon as a text might say it, once for each word of a set at its head.
func spoken(line, space string, words func(set) []string) []string {
	head, rest, more := strings.Cut(line, "…")
	texts := members(head, words)
	for i := range texts {
		for part := range strings.SplitSeq(rest, "…") {
			if more {
				texts[i] += space + members(part, words)[0]
			}
		}
	}
	return texts
}

func members(part string, words func(set) []string) []string {
	if name, ok := strings.CutPrefix(part, "<"); ok {
		return slices.Clone(words(source.Sets[strings.TrimSuffix(name, ">")]))
	}
	return []string{strings.TrimSuffix(part, "~")}
}

func TestLoadRefuses(t *testing.T) {
	const scale = "\nscale: {danger: 1}\n"
	for name, data := range map[string]string{
		"unknown field":         "rules: [{id: a, categroy: quality}]",
		"unknown category":      "rules: [{id: a, category: qualty, weight: 1, zh: [坏]}]",
		"unknown cause":         "rules: [{id: a, cause: product.colour, factor: loss, zh: [坏]}]",
		"unknown factor":        "rules: [{id: a, factor: bad_luck, zh: [坏]}]",
		"a grade":               "rules: [{id: a, grade: 2, zh: [坏]}]",
		"unknown currency":      "rules: [{id: a, factor: loss, zh: [坏]}]\nmoney: {currencies: [{code: XAU, words: [金]}]}",
		"no currency to spend":  "rules: [{id: a, factor: loss, zh: [坏]}]\nmoney: {spent: [花了]}",
		"double id":             "rules: [{id: a, factor: loss, zh: [坏]}, {id: a, factor: loss, zh: [好]}]",
		"weight missing":        "rules: [{id: a, category: quality, zh: [坏]}]",
		"safety without factor": "rules: [{id: a, category: safety, weight: 1, zh: [火]}]",
		"no phrases":            "rules: [{id: a, factor: loss}]",
		"builds on nothing":     "rules: [{id: a, factor: loss, all: [b]}]",
	} {
		files := fstest.MapFS{"lexicon/x.yaml": {Data: []byte(data + scale)}}
		if _, err := load(files); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
