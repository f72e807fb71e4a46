package script

import (
	"bytes"
	"embed"
	"fmt"
	"sync"
	"text/template"

	"go.yaml.in/yaml/v3"

	"redress/internal/complaint"
)

//go:embed catalogue/*.yaml
var sources embed.FS

// catalogue is the scripts in one language, as the file holds them.
type catalogue struct {
	Mark    string                   `yaml:"mark"` // how a gap is shown, with %s for what is asked
	Gaps    map[Gap]string           `yaml:"gaps"`
	Titles  map[Step]string          `yaml:"titles"`
	Opening map[Channel]string       `yaml:"opening"`
	Closing map[Channel]string       `yaml:"closing"`
	Again   string                   `yaml:"again"` // empathy from the second round on
	Flows   map[complaint.Flow]steps `yaml:"flows"`
	Advice  map[string]string        `yaml:"advice"` // what is said of past cases
}

// steps are the texts of one flow. What is left out is the general flow's.
type steps struct {
	Empathy string `yaml:"empathy"`
	Cause   ways   `yaml:"cause"`   // open: it is not known yet what happened; found: it is
	Plan    ways   `yaml:"plan"`    // found: what happened is known, but nothing was proposed yet
	Promise ways   `yaml:"promise"` // as of the plan
}

// ways are the texts of a step by how far the case has come.
type ways struct {
	Open     string `yaml:"open"`
	Found    string `yaml:"found"`
	Proposed string `yaml:"proposed"`
}

// speech is a catalogue whose templates are parsed.
type speech struct {
	*catalogue
	templates *template.Template
}

// speeches are made once each, when first spoken.
var speeches = map[complaint.Language]func() *speech{
	complaint.Chinese: sync.OnceValue(func() *speech { return mustSpeak(complaint.Chinese) }),
	complaint.English: sync.OnceValue(func() *speech { return mustSpeak(complaint.English) }),
}

// mustSpeak reads a catalogue. One that cannot be read is a fault of the build, which the tests find.
func mustSpeak(lang complaint.Language) *speech {
	src, err := sources.ReadFile("catalogue/" + string(lang) + ".yaml")
	if err != nil {
		panic(err)
	}
	dec := yaml.NewDecoder(bytes.NewReader(src))
	dec.KnownFields(true)
	s := &speech{catalogue: &catalogue{}, templates: template.New(string(lang)).Option("missingkey=error")}
	if err := dec.Decode(s.catalogue); err != nil {
		panic(fmt.Errorf("catalogue %s: %w", lang, err))
	}
	for name, text := range s.texts() {
		if text != "" {
			template.Must(s.templates.New(name).Parse(text))
		}
	}
	return s
}

// texts are the templates of a catalogue by their names.
func (c *catalogue) texts() map[string]string {
	all := map[string]string{"again": c.Again}
	for _, channel := range Channels {
		all["opening."+string(channel)], all["closing."+string(channel)] = c.Opening[channel], c.Closing[channel]
	}
	for flow, s := range c.Flows {
		all[string(flow)+"."+string(Empathy)] = s.Empathy
		for step, w := range map[Step]ways{Cause: s.Cause, Plan: s.Plan, Promise: s.Promise} {
			at := string(flow) + "." + string(step)
			all[at+".open"], all[at+".found"], all[at+".proposed"] = w.Open, w.Found, w.Proposed
		}
	}
	return all
}

// Text is what is said of past cases under a key, with args put in as fmt does.
func Text(lang complaint.Language, key string, args ...any) string {
	speak, known := speeches[lang]
	if !known {
		speak = speeches[complaint.Languages[0]]
	}
	return fmt.Sprintf(speak().Advice[key], args...)
}
