package web

import (
	"bytes"
	"embed"
	"html/template"
	"io"
	"slices"
	"time"

	"redress/internal/complaint"
	"redress/internal/message"
)

//go:embed *.html
var pages embed.FS

var (
	trackTemplate   = parse("track.html", "ends.html")
	surveyTemplate  = parse("survey.html")
	problemTemplate = parse("problem.html")
	askTemplate     = parse("ask.html")
	uploadTemplate  = parse("upload.html")
)

func parse(files ...string) *template.Template {
	return template.Must(template.New("layout.html").Option("missingkey=error").ParseFS(pages, append(files, "layout.html")...))
}

// sheet is what every page has around its content.
type sheet struct {
	Language complaint.Language
	Brand    string
	Look     Look
	Title    string
	Wrong    bool // the page asks for a correction
	Content  any
	here     string
	zone     *time.Location
}

// write sends a whole page or nothing.
func (s sheet) write(w io.Writer, t *template.Template) error {
	if !slices.Contains(complaint.Languages, s.Language) {
		s.Language = complaint.Languages[0]
	}
	var page bytes.Buffer
	if err := t.Execute(&page, s); err != nil {
		return err
	}
	_, err := page.WriteTo(w)
	return err
}

// Style is the style sheet, which is ours and needs no escaping.
func (s sheet) Style() template.CSS { return template.CSS(style) } //nolint:gosec // embedded, not from outside

// OwnStyle is the tenant's colour as a style sheet.
func (s sheet) OwnStyle() template.CSS { return s.Look.style() }

// Text is a text of the catalogue in the language of the page.
func (s sheet) Text(key string, args ...any) (string, error) {
	return message.Text(s.Language, key, args...)
}

// Word names a word of the domain in the language of the page.
func (s sheet) Word(set message.Set, word string) string { return message.Word(s.Language, set, word) }

// When writes an instant in the language of the page and the zone of the tenant.
func (s sheet) When(t time.Time) string { return message.When(s.Language, t, s.zone) }

// Detail is a line of what was recorded, in the language of the page and the zone of the tenant.
func (s sheet) Detail(l complaint.Line) detail {
	title, text := message.Line(s.Language, l, s.zone)
	return detail{title, text}
}

// detail is a line of what was recorded.
type detail struct{ Title, Text string }
