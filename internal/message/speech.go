package message

import (
	"fmt"
	"sync"
	"text/template"

	"redress/internal/complaint"
)

// speech is a catalogue made ready to be spoken: its templates are parsed.
type speech struct {
	*catalogue
	lang      complaint.Language
	templates *template.Template
}

// speeches are made once each, when first spoken: a cold start pays for one language, or for none. A catalogue that
// cannot be read is a fault of the build, which the tests find.
var speeches = map[complaint.Language]func() *speech{
	complaint.Chinese: sync.OnceValue(func() *speech { return mustSpeak(complaint.Chinese) }),
	complaint.English: sync.OnceValue(func() *speech { return mustSpeak(complaint.English) }),
}

func mustSpeak(lang complaint.Language) *speech {
	s, err := newSpeech(lang)
	if err != nil {
		panic(err)
	}
	return s
}

// in is the speech in a language, or in the first one if the language is unknown.
func in(lang complaint.Language) *speech {
	if speak, ok := speeches[lang]; ok {
		return speak()
	}
	return speeches[complaint.Languages[0]]()
}

func newSpeech(lang complaint.Language) (*speech, error) {
	c, err := readCatalogue(lang)
	if err != nil {
		return nil, err
	}
	s := &speech{c, lang, template.New(string(lang)).Option("missingkey=error")}
	for name, text := range c.templates() {
		if _, err := s.templates.New(name).Parse(text); err != nil {
			return nil, fmt.Errorf("catalogue %s: %w", lang, err)
		}
	}
	return s, nil
}

// The parts of a letter, by which its templates are named.
const (
	partSubject = ".subject"
	partSMS     = ".sms"
	partLink    = ".link"
	partBody    = ".body"
)

// The templates that letters have in common.
const (
	matterPart       = "matter"
	complainantFrame = "frame.complainant"
	staffFrame       = "frame.staff"
)

// templates are the texts of the catalogue that must be filled in, by name.
func (c *catalogue) templates() map[string]string {
	texts := map[string]string{
		matterPart: c.Parts.Matter, complainantFrame: c.Parts.Complainant, staffFrame: c.Parts.Staff,
	}
	for kind, l := range c.Letters {
		name := string(kind)
		texts[name+partSubject] = l.Subject
		texts[name+partSMS] = l.SMS
		texts[name+partLink] = l.Link
		texts[name+partBody] = l.Body
		for flow, s := range l.Scripts {
			texts[scriptName(kind, flow)] = s.body()
		}
	}
	return texts
}

func scriptName(kind complaint.NoticeKind, flow complaint.Flow) string {
	return string(kind) + ".script." + string(flow)
}
