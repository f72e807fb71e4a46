package message

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"redress/internal/complaint"
)

// placeholder is something of a case that a tenant's own letter may say, spelt as the catalogue spells it.
type placeholder struct {
	spelt string
	kinds []complaint.NoticeKind // whose letters may say it; nil: all
}

// The placeholders that are spoken of by name.
const (
	sayReference = "{{.Reference}}"
	sayLink      = "{{.Link}}"
	sayBody      = "{{.Body}}"
	sayText      = "{{.Text}}"
	sayMilestone = `{{.Word "milestone" .Milestone}}`
)

// placeholders is every one of them. What a person wrote (.Text) is said only where it is what the letter is about: no letter that a
// machine sends unasked can carry words of a stranger's choosing.
var placeholders = []placeholder{
	{spelt: sayReference}, {spelt: "{{.Brand}}"}, {spelt: sayLink}, {spelt: `{{template "matter" .}}`},
	{spelt: `{{.Word "flow" .Flow}}`}, {spelt: `{{.Word "phase" .Phase}}`},
	{spelt: `{{.Word "milestone" .NextMilestone}}`}, {spelt: "{{.When .NextDue}}"},
	{spelt: sayText, kinds: []complaint.NoticeKind{complaint.NoticeMessage, complaint.NoticePlan, complaint.NoticeJoined, complaint.NoticeGoodwill}},
	{spelt: sayMilestone, kinds: []complaint.NoticeKind{complaint.NoticeMilestone}},
	{spelt: "{{.When .Due}}", kinds: []complaint.NoticeKind{complaint.NoticeSurvey}},
	{spelt: `{{.Word "outcome" .Outcome}}`, kinds: []complaint.NoticeKind{complaint.NoticeClosed}},
}

// framePlaceholders are those of the frame, which all of them have to stand in it, and the brand's name.
var framePlaceholders = []string{sayBody, sayReference, sayLink}

// allowed lists what the letters of a kind may say.
func allowed(kind complaint.NoticeKind) []string {
	var all []string
	for _, p := range placeholders {
		if p.kinds == nil || slices.Contains(p.kinds, kind) {
			all = append(all, p.spelt)
		}
	}
	return all
}

// actionShape is anything that a template would take for more than text.
var actionShape = regexp.MustCompile(`\{\{[^{}]*\}\}|\{\{|\}\}`)

// stranger is the first sign of a template in a text that is not allowed there; empty: there is none.
func stranger(text string, may []string) string {
	for _, found := range actionShape.FindAllString(text, -1) {
		if !slices.Contains(may, found) {
			return found
		}
	}
	return ""
}

// guards are the placeholders whose fact a case may not have, each with what says so.
var guards = strings.NewReplacer(
	`{{.Word "milestone" .NextMilestone}}`, `{{.Word "milestone" (.Must .NextMilestone)}}`,
	"{{.When .NextDue}}", "{{.When (.MustBe .NextDue)}}",
	"{{.When .Due}}", "{{.When (.MustBe .Due)}}",
	sayLink, "{{.Must .Link}}",
	`{{.Word "flow" .Flow}}`, `{{.Word "flow" (.Must (print .Flow))}}`,
	`{{.Word "phase" .Phase}}`, `{{.Word "phase" (.Must (print .Phase))}}`,
	`{{.Word "outcome" .Outcome}}`, `{{.Word "outcome" (.Must (print .Outcome))}}`,
)

func guarded(text string) string { return guards.Replace(text) }

// errNoFact says that a letter names something that is not there.
var errNoFact = errors.New("the case has no such fact")

// Must is the fact, which has to be there.
func (page) Must(fact string) (string, error) {
	if strings.TrimSpace(fact) == "" {
		return "", errNoFact
	}
	return fact, nil
}

// MustBe is the instant, which has to be known.
func (page) MustBe(at time.Time) (time.Time, error) {
	if at.IsZero() {
		return at, errNoFact
	}
	return at, nil
}

// ownPen writes with a tenant's templates and remembers the first thing that went wrong.
type ownPen struct {
	wording *Wording
	about   page
	err     error
}

func (p *ownPen) write(key wordingKey) string {
	var b strings.Builder
	if err := p.wording.written[key].Execute(&b, p.about); err != nil && p.err == nil {
		p.err = err
	}
	return strings.TrimSpace(b.String())
}

// frame holds the body as the tenant does, or else as the catalogue does.
func (p *ownPen) frame(lang complaint.Language, catalogue *pen) string {
	if p.wording.Frame[lang] == "" {
		return catalogue.write(complainantFrame, p.about)
	}
	return p.write(wordingKey{lang: lang})
}

func isToStaff(kind complaint.NoticeKind) bool { return slices.Contains(complaint.StaffNotices, kind) }
