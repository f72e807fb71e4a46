package forms

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"

	"go.yaml.in/yaml/v3"

	"redress/internal/complaint"
)

// document is a version of forms as its file says it.
type document struct {
	Version string  `yaml:"version"`
	Over    string  `yaml:"over"` // the built-in version it lies over; empty: it stands alone
	Forms   []entry `yaml:"forms"`
}

// entry is what a document says of a milestone's form.
type entry struct {
	Milestone string           `yaml:"milestone"`
	Flows     []complaint.Flow `yaml:"flows"`  // all unless said
	Title     Text             `yaml:"title"`  // of what is recorded
	Needed    *bool            `yaml:"needed"` // whether the milestone cannot be recorded without; true unless said
	Ledger    string           `yaml:"ledger"` // kind of ledger that the record is an entry of
	WhenSame  []string         `yaml:"when_same"`
	Add       bool             `yaml:"add"`  // its fields are added to those of the form below
	None      bool             `yaml:"none"` // the form below is taken away
	Schema    yaml.Node        `yaml:"schema"`
	Examples  []yaml.Node      `yaml:"examples"`
}

// The limits of a document. A form that needs more is not filled in by anybody.
const (
	maxDocument = 128 << 10 // bytes; a DynamoDB item holds 400 kB
	maxForms    = 120
	maxExamples = 5
)

var (
	// versionShape is a document's version; it is part of keys.
	versionShape = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)
	// nameShape is a milestone's or a ledger's name.
	nameShape = regexp.MustCompile(`^[a-z][a-z0-9_]{1,39}$`)
)

// read reads a document strictly.
func read(src []byte) (document, error) {
	var doc document
	if len(src) > maxDocument {
		return doc, bad("forms", "has more than %d bytes", maxDocument)
	}
	dec := yaml.NewDecoder(bytes.NewReader(src))
	dec.KnownFields(true)
	if err := dec.Decode(&doc); errors.Is(err, io.EOF) {
		return doc, bad("forms", "is empty; start from the built-in forms")
	} else if err != nil {
		return doc, &complaint.Error{Kind: complaint.Invalid, Field: "forms", Detail: err.Error()}
	}
	if err := dec.Decode(new(any)); !errors.Is(err, io.EOF) {
		return doc, bad("forms", "holds more than one document")
	}
	return doc, doc.check()
}

func (d document) check() error {
	switch {
	case !versionShape.MatchString(d.Version):
		return bad("version", "must be 1 to 64 letters, digits, dots, dashes or underscores")
	case d.Over != "" && !IsBuiltin(d.Over):
		return bad("over", "must be a built-in version such as %s, or absent", current)
	case len(d.Forms) == 0 || len(d.Forms) > maxForms:
		return bad("forms", "must hold 1 to %d forms", maxForms)
	}
	for i, e := range d.Forms {
		if err := e.check(d, fmt.Sprintf("forms[%d]", i)); err != nil {
			return err
		}
	}
	return nil
}

func (e entry) check(d document, field string) error {
	switch {
	case !nameShape.MatchString(e.Milestone):
		return bad(field+".milestone", "needs a milestone name of lower-case letters, digits and underscores")
	case e.Ledger != "" && !nameShape.MatchString(e.Ledger):
		return bad(field+".ledger", "must be a name of lower-case letters, digits and underscores")
	case (e.Add || e.None) && d.Over == "":
		return bad(field, "changes a form below, and the document lies over none; say over, such as %s", current)
	case e.Add && e.None:
		return bad(field, "cannot both add to a form and take it away")
	case e.None && !e.Schema.IsZero():
		return bad(field+".schema", "must be absent where the form is taken away")
	case !e.None && e.Schema.IsZero():
		return bad(field+".schema", "is missing")
	}
	return e.checkLists(field)
}

func (e entry) checkLists(field string) error {
	if len(e.Examples) > maxExamples {
		return bad(field+".examples", "must be at most %d", maxExamples)
	}
	for j, f := range e.Flows {
		if !slices.Contains(complaint.Flows, f) || slices.Contains(e.Flows[:j], f) {
			return bad(field+".flows", "must hold each of %v at most once", complaint.Flows)
		}
	}
	return nil
}
