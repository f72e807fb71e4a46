package classify

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"redress/internal/complaint"
)

// The rules and the linear model are two witnesses. How much each is believed, about which category and in which language, was fitted to
// labelled texts, as was how often a category given with some certainty is right; lexicon/mix.yaml holds the numbers.

// mix says how the two are added up.
type mix struct {
	Chinese trust   `yaml:"zh"`
	English trust   `yaml:"en"`
	Sure    []point `yaml:"sure"`    // certainty against how often it was right
	Mention float64 `yaml:"mention"` // share from which a category is a second matter
	Strong  float64 `yaml:"strong"`  // points of rules above which each counts less
	Excess  float64 `yaml:"excess"`  // how much less
}

// in is the trust in a language.
func (m *mix) in(language complaint.Language) *trust {
	if language == complaint.English {
		return &m.English
	}
	return &m.Chinese
}

// trust is how much is believed about each category, in the order of complaint.Categories.
type trust struct {
	Rules  []float64 `yaml:"rules"`
	Grams  []float64 `yaml:"grams"`
	Prior  []float64 `yaml:"prior"`
	Length []float64 `yaml:"length"` // times Evidence.Length: a review and a letter tell of other matters
	Praise praise    `yaml:"praise"`
	Danger alarm     `yaml:"danger"`
}

// praise tells a text that complains of nothing. Above Bound it is read as one.
type praise struct {
	Bias  float64   `yaml:"bias"`
	Grams float64   `yaml:"grams"`
	Tone  []float64 `yaml:"tone"`
	Rules []float64 `yaml:"rules"`
	Bound float64   `yaml:"bound"`
}

// alarm tells a text that touches somebody's safety. Above Bound it is read as one, whatever else it says.
type alarm struct {
	Bias  float64 `yaml:"bias"`
	Grams float64 `yaml:"grams"` // trust in the linear model's danger
	Class float64 `yaml:"class"` // and in its class of safety against all others
	Rules float64 `yaml:"rules"`
	Bound float64 `yaml:"bound"`
}

// point is a point of the curve from certainty to confidence.
type point struct {
	Raw  float64 `yaml:"raw"`
	Sure float64 `yaml:"sure"`
}

// validate refuses numbers that are not there for every category and language.
func (m *mix) validate() error {
	for _, language := range complaint.Languages {
		t := m.in(language)
		for _, list := range [][]float64{t.Rules, t.Grams, t.Prior, t.Length, t.Praise.Rules} {
			if len(list) != categories {
				return fmt.Errorf("mix: a list of %s has %d numbers, not one for each category", language, len(list))
			}
		}
	}
	if len(m.Chinese.Praise.Tone) != Tones || len(m.English.Praise.Tone) != Tones {
		return fmt.Errorf("mix: tone must have %d numbers", Tones)
	}
	if len(m.Sure) == 0 {
		return errors.New("mix: sure has no points")
	}
	return nil
}

// categories is how many there are.
const categories = 10

// verdict is what the witnesses say together.
type verdict struct {
	shares  [categories]float64 // of belief, by category; they add up to one
	praised float64             // log odds, beyond the bound, that the text is praise
	liked   bool                // something is said to be liked
	alarmed float64             // log odds, beyond the bound, that it touches somebody's safety
}

// judge adds up what was heard.
func (m *mix) judge(heard *Evidence) verdict {
	t, rules, grams := m.in(heard.Language), heard.Rules, heard.Grams
	var v verdict
	v.alarmed = t.Danger.Bias - t.Danger.Bound + t.Danger.Grams*grams[danger] + t.Danger.Rules*m.tame(rules[safety]) +
		t.Danger.Class*(grams[safety]-logSum(grams[:Classes]))
	v.praised = t.Praise.Bias - t.Praise.Bound + t.Praise.Grams*(grams[Praise]-logSum(grams[:Praise]))
	for i, said := range heard.Tone {
		v.praised += t.Praise.Tone[i] * said
	}
	for c := range v.shares {
		said := m.tame(rules[c])
		v.praised += t.Praise.Rules[c] * said
		v.shares[c] = t.Rules[c]*said + t.Grams[c]*grams[c] + t.Prior[c] + t.Length[c]*heard.Length
	}
	v.praised, v.liked = heard.Praised(v.praised), heard.Liked()
	sum := logSum(v.shares[:])
	for c := range v.shares {
		v.shares[c] = math.Exp(v.shares[c] - sum)
	}
	return v
}

// tame lets points above Strong count less.
func (m *mix) tame(points float64) float64 {
	return min(points, m.Strong) + max(points-m.Strong, 0)*m.Excess
}

func logSum(x []float64) float64 {
	top, sum := slices.Max(x), 0.0
	for _, v := range x {
		sum += math.Exp(v - top)
	}
	return top + math.Log(sum)
}

// sure turns a certainty into how often one like it was right.
func (m *mix) sure(raw float64) float64 {
	i, found := slices.BinarySearchFunc(m.Sure, raw, func(p point, raw float64) int { return cmp.Compare(p.Raw, raw) })
	switch {
	case found || i == 0:
		return m.Sure[i].Sure
	case i == len(m.Sure):
		return m.Sure[i-1].Sure
	}
	a, b := m.Sure[i-1], m.Sure[i]
	return a.Sure + (b.Sure-a.Sure)*(raw-a.Raw)/(b.Raw-a.Raw)
}

// place is a category's place in complaint.Categories.
func place(c complaint.Category) int { return slices.Index(complaint.Categories, c) }
