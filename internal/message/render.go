package message

import (
	"fmt"
	"slices"
	"strings"

	"redress/internal/complaint"
)

// Letter is a notice in words. SMS is empty in what staff get.
type Letter struct{ Subject, Body, SMS string }

// Render writes the letter of a notice. It refuses a language or kind it has no text for, and facts too few to say
// anything.
func Render(lang complaint.Language, kind complaint.NoticeKind, f Facts) (Letter, error) {
	if _, ok := speeches[lang]; !ok {
		return Letter{}, fmt.Errorf("message: no catalogue in %q", lang)
	}
	s := in(lang)
	if _, ok := s.Letters[kind]; !ok {
		return Letter{}, fmt.Errorf("message: no letter for %q", kind)
	}
	if fact := f.lacks(kind); fact != "" {
		return Letter{}, fmt.Errorf("message: %s cannot be written without the %s", kind, fact)
	}
	p := &pen{speech: s, facts: s.fillIn(f)}
	letter := p.letter(kind)
	return letter, p.err
}

// fillIn gives a tenant without a brand the catalogue's.
func (s *speech) fillIn(f Facts) Facts {
	if f.Brand == "" {
		f.Brand = s.Brand
	}
	return f
}

// pen writes the parts of one letter and remembers the first thing that went wrong.
type pen struct {
	speech *speech
	facts  Facts
	err    error
}

func (p *pen) letter(kind complaint.NoticeKind) Letter {
	name := string(kind)
	body := page{Facts: p.facts, lang: p.speech.lang}
	body.Body = p.write(p.bodyName(kind), body)
	body.LinkLabel = p.write(name+partLink, body)
	return Letter{
		Subject: oneLine(p.write(name+partSubject, body)),
		Body:    p.write(frameName(kind), body) + "\n",
		SMS:     oneLine(p.write(name+partSMS, body)),
	}
}

// bodyName is the template of the body: the flow's script, the general script, or a body without steps.
func (p *pen) bodyName(kind complaint.NoticeKind) string {
	for _, flow := range []complaint.Flow{p.facts.Flow, complaint.General} {
		if _, ok := p.speech.Letters[kind].Scripts[flow]; ok {
			return scriptName(kind, flow)
		}
	}
	return string(kind) + partBody
}

func frameName(kind complaint.NoticeKind) string {
	if slices.Contains(complaint.StaffNotices, kind) {
		return staffFrame
	}
	return complainantFrame
}

func (p *pen) write(name string, about page) string {
	var b strings.Builder
	if err := p.speech.templates.ExecuteTemplate(&b, name, about); err != nil && p.err == nil {
		p.err = fmt.Errorf("message: %w", err)
	}
	return strings.TrimSpace(b.String())
}

// oneLine keeps a line break in a fact from becoming a header of the mail.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
