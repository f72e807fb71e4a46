package onboard

import (
	"bytes"
	_ "embed" // the templates
	"errors"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

	"redress/internal/complaint"
	"redress/internal/tenant"
)

// Document is everything a client company says of itself, in YAML or JSON. Files that it names lie beside it.
type Document struct {
	Tenant    string                        `yaml:"tenant"`    // id; part of addresses and keys, and never changed
	Names     map[complaint.Language]string `yaml:"names"`     // the brand complainants know
	Language  complaint.Language            `yaml:"language"`  // of its staff
	Site      string                        `yaml:"site"`      // base of the links in letters; empty: the installation's own address
	Sender    string                        `yaml:"sender"`    // of its mail
	Dialling  string                        `yaml:"dialling"`  // code of its country, such as +86
	Mailboxes map[complaint.Level]string    `yaml:"mailboxes"` // where each level of the ladder is told

	Policy    Source  `yaml:"policy"`
	Calendar  Source  `yaml:"calendar"`
	Knowledge *Source `yaml:"knowledge"` // nil: no standard question is answered
	Templates *Source `yaml:"templates"` // nil: the catalogue's letters are sent

	Brand         *tenant.Brand         `yaml:"brand"`
	Departments   []string              `yaml:"departments"`
	Staff         []tenant.Member       `yaml:"staff"`
	SecondOpinion *tenant.SecondOpinion `yaml:"second_opinion"`
}

// Source is where a document of the tenant's comes from: one of what comes with the program, or a file.
type Source struct {
	Builtin string `yaml:"builtin"` // of a policy: "current", or a version; of a calendar its name
	Preset  string `yaml:"preset"`  // a text to start from, which becomes the tenant's own under Version
	File    string `yaml:"file"`    // beside the document
	Version string `yaml:"version"` // with a preset: the tenant's own
}

// said lists which of the ways a source says.
func (s Source) said() []string {
	var ways []string
	for _, way := range [][2]string{{"builtin", s.Builtin}, {"preset", s.Preset}, {"file", s.File}} {
		if way[1] != "" {
			ways = append(ways, way[0])
		}
	}
	return ways
}

// Parse reads a document. The error names each line that is not understood.
func Parse(src []byte) (*Document, error) {
	dec := yaml.NewDecoder(bytes.NewReader(src))
	dec.KnownFields(true)
	var d Document
	err := dec.Decode(&d)
	var several *yaml.TypeError
	switch {
	case errors.Is(err, io.EOF):
		return nil, complaint.InvalidField("document", "is empty; start from redress tenant template")
	case errors.As(err, &several):
		var faults []error
		for _, line := range several.Errors {
			faults = append(faults, &complaint.Error{Kind: complaint.Invalid, Field: "document", Detail: plain(line)})
		}
		return nil, errors.Join(faults...)
	case err != nil:
		return nil, &complaint.Error{Kind: complaint.Invalid, Field: "document", Detail: err.Error()}
	}
	if err := dec.Decode(new(any)); !errors.Is(err, io.EOF) {
		return nil, complaint.InvalidField("document", "holds more than one document")
	}
	return &d, nil
}

// plain leaves the program's own names out of what the reader of YAML says.
func plain(line string) string {
	line, _, _ = strings.Cut(line, " in type ")
	if before, _, is := strings.Cut(line, " into "); is {
		line = strings.Replace(before, "cannot unmarshal ", "", 1) + " cannot stand here"
	}
	return strings.NewReplacer(" found", "", " not", " is not known here", "!!str", "a text", "!!seq", "a list", "!!map", "a mapping").Replace(line)
}

var (
	//go:embed template.en.yaml
	templateEnglish []byte
	//go:embed template.zh.yaml
	templateChinese []byte
)

// Template is a document to start from, with comments in the language.
func Template(lang complaint.Language) []byte {
	if lang == complaint.Chinese {
		return templateChinese
	}
	return templateEnglish
}
