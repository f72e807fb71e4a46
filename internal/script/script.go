package script

import (
	"fmt"
	"slices"
	"strings"

	"redress/internal/complaint"
	"redress/internal/message"
)

// Script is a script filled in.
type Script struct {
	Language complaint.Language `json:"language"`
	Channel  Channel            `json:"channel"`
	Opening  string             `json:"opening"`
	Steps    []Line             `json:"steps"`
	Closing  string             `json:"closing"`
	Gaps     []Open             `json:"gaps"` // in the order in which they are come to
}

// Line is a step of a script.
type Line struct {
	Step  Step   `json:"step"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// Open is a gap with what is to be filled in, and its mark in the text.
type Open struct {
	Gap  Gap    `json:"gap"`
	Asks string `json:"asks"`
	Mark string `json:"mark"`
}

// Write fills the script of a flow in. A flow without one of its own has the general one.
func Write(lang complaint.Language, channel Channel, f Facts) (Script, error) {
	speak, known := speeches[lang]
	if !known || !slices.Contains(Channels, channel) {
		return Script{}, fmt.Errorf("script: nothing is said in %q by %q", lang, channel)
	}
	s := speak()
	p := &pen{speech: s, page: page{Facts: f, lang: lang, speech: s}}
	script := Script{Language: lang, Channel: channel, Opening: p.write("opening." + string(channel)), Gaps: []Open{}}
	for _, step := range Steps {
		script.Steps = append(script.Steps, Line{step, s.Titles[step], p.write(p.name(step))})
	}
	script.Closing = p.write("closing." + string(channel))
	script.Gaps = append(script.Gaps, p.page.gaps...)
	return script, p.err
}

// pen writes the parts of one script, and remembers the first thing that went wrong.
type pen struct {
	speech *speech
	page   page
	err    error
}

// name is the template of a step, as far as the case has come.
func (p *pen) name(step Step) string {
	way := ""
	switch f := p.page.Facts; step {
	case Empathy:
		if f.Round > 1 {
			return "again"
		}
	case Cause:
		way = choose(f.Found, ".found", ".open")
	case Plan:
		way = choose(f.Remedy != "", ".proposed", choose(f.Found, ".found", ".open"))
	case Promise:
		way = choose(f.Remedy != "", ".proposed", ".open")
	}
	for _, flow := range []complaint.Flow{p.page.Flow, complaint.General} {
		if name := string(flow) + "." + string(step) + way; p.speech.templates.Lookup(name) != nil {
			return name
		}
	}
	return "" // TestEveryStepIsThere finds it
}

func choose(yes bool, then, otherwise string) string {
	if yes {
		return then
	}
	return otherwise
}

func (p *pen) write(name string) string {
	var b strings.Builder
	if err := p.speech.templates.ExecuteTemplate(&b, name, &p.page); err != nil && p.err == nil {
		p.err = fmt.Errorf("script: %w", err)
	}
	return strings.TrimSpace(b.String())
}

// page is what the templates see.
type page struct {
	Facts
	lang   complaint.Language
	speech *speech
	gaps   []Open
}

// Gap marks a gap in the text, and lists it once.
func (p *page) Gap(name Gap) (string, error) {
	asks, known := p.speech.Gaps[name]
	if !known {
		return "", fmt.Errorf("there is no gap %q", name)
	}
	mark := fmt.Sprintf(p.speech.Mark, asks)
	if !slices.ContainsFunc(p.gaps, func(o Open) bool { return o.Gap == name }) {
		p.gaps = append(p.gaps, Open{name, asks, mark})
	}
	return mark, nil
}

// When writes an instant in the language and zone of the script.
func (p *page) When() string { return message.When(p.lang, p.NextDue, p.Zone) }

// Next names what is owed next.
func (p *page) Next() string { return message.Word(p.lang, message.Milestone, p.NextMilestone) }

// Offered names the remedy that was proposed.
func (p *page) Offered() string { return message.Word(p.lang, message.Demand, string(p.Remedy)) }
