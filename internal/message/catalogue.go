package message

import (
	"bytes"
	"embed"
	"fmt"

	"go.yaml.in/yaml/v3"

	"redress/internal/complaint"
)

//go:embed catalogue/*.yaml
var sources embed.FS

// catalogue is everything Redress says in one language, as the file holds it.
type catalogue struct {
	Brand   string                          `yaml:"brand"` // for a tenant that gave none
	Parts   parts                           `yaml:"parts"`
	Letters map[complaint.NoticeKind]letter `yaml:"letters"`
	Words   map[Set]map[string]string       `yaml:"words"`
	Texts   map[string]string               `yaml:"texts"` // of the pages
}

// parts are the templates that letters have in common.
type parts struct {
	Matter      string `yaml:"matter"`      // what to call the case: a complaint or a suggestion
	Complainant string `yaml:"complainant"` // what holds the body of a mail: salutation, reference, link, signature
	Staff       string `yaml:"staff"`
}

// letter is the templates of one notice.
type letter struct {
	Subject string                    `yaml:"subject"`
	SMS     string                    `yaml:"sms"`     // for complainants only
	Link    string                    `yaml:"link"`    // what the link is for
	Body    string                    `yaml:"body"`    // or Scripts
	Scripts map[complaint.Flow]script `yaml:"scripts"` // by flow; "general" serves the flows that have none
}

// script is a body in the four steps of seed 003.
type script struct {
	Empathy string `yaml:"empathy"`
	Cause   string `yaml:"cause"`
	Plan    string `yaml:"plan"`
	Promise string `yaml:"promise"`
}

func (s script) body() string {
	return s.Empathy + "\n\n" + s.Cause + "\n\n" + s.Plan + "\n\n" + s.Promise
}

func readCatalogue(lang complaint.Language) (*catalogue, error) {
	src, err := sources.ReadFile("catalogue/" + string(lang) + ".yaml")
	if err != nil {
		return nil, err
	}
	dec := yaml.NewDecoder(bytes.NewReader(src))
	dec.KnownFields(true)
	var c catalogue
	if err := dec.Decode(&c); err != nil {
		return nil, fmt.Errorf("catalogue %s: %w", lang, err)
	}
	return &c, nil
}
