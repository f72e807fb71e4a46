package message

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"text/template"

	"go.yaml.in/yaml/v3"

	"redress/internal/complaint"
)

// Wording is one version of a tenant's own letters to complainants, which stand in the place of the catalogue's. It is immutable
// once ParseWording has read it, and safe for concurrent use. What it does not say is said as the catalogue says it.
type Wording struct {
	Version string                        `yaml:"version"`
	Frame   map[complaint.Language]string `yaml:"frame"` // what holds the body of a mail; empty: the catalogue's
	Letters []Rewording                   `yaml:"letters"`

	written map[wordingKey]*template.Template
}

// Rewording is a letter in the tenant's own words.
type Rewording struct {
	Letter complaint.NoticeKind `yaml:"letter"`
	Flow   complaint.Flow       `yaml:"flow"`    // of this flow only; empty: of every flow but safety, whose letters warn of danger
	In     map[string]Words     `yaml:",inline"` // by language
}

// Words are a letter's templates in one language. They hold the placeholders that its kind allows and no other sign of a template.
type Words struct {
	Subject string `yaml:"subject"`
	SMS     string `yaml:"sms"`
	Body    string `yaml:"body"` // of the mail, inside the frame
}

// wordingKey names one template of a wording.
type wordingKey struct {
	lang complaint.Language
	kind complaint.NoticeKind
	flow complaint.Flow
	part string
}

// maxWording is how long a wording may be, in bytes, so that it stays well inside one database item of 400 KB.
const maxWording = 128 << 10

// ParseWording reads a tenant's letters and refuses those that could not be sent. The error joins one of kind Invalid for each
// mistake, which names the field and says what is allowed.
func ParseWording(src []byte) (*Wording, error) {
	if len(src) > maxWording {
		return nil, complaint.InvalidField("templates", "has more than %d bytes", maxWording)
	}
	dec := yaml.NewDecoder(bytes.NewReader(src))
	dec.KnownFields(true)
	var w Wording
	if err := dec.Decode(&w); errors.Is(err, io.EOF) {
		return nil, complaint.InvalidField("templates", "is empty; it needs a version and letters")
	} else if err != nil {
		return nil, &complaint.Error{Kind: complaint.Invalid, Field: "templates", Detail: err.Error()}
	}
	if err := dec.Decode(new(any)); !errors.Is(err, io.EOF) {
		return nil, complaint.InvalidField("templates", "holds more than one document")
	}
	if err := w.check(); err != nil {
		return nil, err
	}
	return &w, w.write()
}

// Render writes the letter of a notice in the tenant's words, or in the catalogue's: where the wording has none for it, or names a
// fact that the case does not have. A nil Wording has none at all.
func (w *Wording) Render(lang complaint.Language, kind complaint.NoticeKind, f Facts) (Letter, error) {
	letter, err := Render(lang, kind, f)
	if w == nil || err != nil {
		return letter, err
	}
	s := in(lang)
	p := page{Facts: s.fillIn(f), lang: lang}
	flow, has := w.flowOf(lang, kind, f.Flow)
	if !has && w.Frame[lang] == "" || isToStaff(kind) {
		return letter, nil
	}
	catalogue := &pen{speech: s, facts: p.Facts}
	p.LinkLabel = catalogue.write(string(kind)+partLink, p)
	p.Body = catalogue.write(catalogue.bodyName(kind), p)
	own := &ownPen{wording: w, about: p}
	if has {
		letter.Subject = oneLine(own.write(wordingKey{lang, kind, flow, partSubject}))
		letter.SMS = oneLine(own.write(wordingKey{lang, kind, flow, partSMS}))
		own.about.Body = own.write(wordingKey{lang, kind, flow, partBody})
	}
	letter.Body = own.frame(lang, catalogue) + "\n"
	switch {
	case catalogue.err != nil:
		return Letter{}, catalogue.err
	case errors.Is(own.err, errNoFact):
		return Render(lang, kind, f)
	}
	return letter, own.err
}

// flowOf is the flow under which a wording has a letter for a case: the case's own, or that of every flow.
func (w *Wording) flowOf(lang complaint.Language, kind complaint.NoticeKind, flow complaint.Flow) (complaint.Flow, bool) {
	if _, has := w.written[wordingKey{lang, kind, flow, partBody}]; has {
		return flow, true
	}
	_, has := w.written[wordingKey{lang, kind, "", partBody}]
	return "", has && flow != complaint.Safety
}

// write makes the templates ready. Their placeholders are known, so that it fails only where a test should have.
func (w *Wording) write() error {
	w.written = map[wordingKey]*template.Template{}
	for _, r := range w.Letters {
		for lang, words := range r.In {
			for part, text := range map[string]string{partSubject: words.Subject, partSMS: words.SMS, partBody: words.Body} {
				if err := w.parse(wordingKey{complaint.Language(lang), r.Letter, r.Flow, part}, text); err != nil {
					return err
				}
			}
		}
	}
	for lang, text := range w.Frame {
		if err := w.parse(wordingKey{lang: lang}, text); err != nil {
			return err
		}
	}
	return nil
}

func (w *Wording) parse(key wordingKey, text string) error {
	matter, err := template.New(matterPart).Parse(in(key.lang).Parts.Matter)
	if err != nil {
		return err
	}
	if w.written[key], err = matter.New("own").Parse(guarded(text)); err != nil {
		return fmt.Errorf("message: %w", err)
	}
	return nil
}
