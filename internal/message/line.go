package message

import (
	"time"

	"redress/internal/complaint"
)

// Line is a line of what was recorded, as the complainant reads it: its title, and what it says.
func Line(lang complaint.Language, l complaint.Line, zone *time.Location) (title, text string) {
	if !l.At.IsZero() {
		return l.Title[lang], When(lang, l.At, zone)
	}
	return l.Title[lang], l.Text[lang]
}

// Say writes a line of what was recorded in the language and zone of the letter, on one line.
func (p page) Say(l complaint.Line) string {
	title, text := Line(p.lang, l, p.Zone)
	return oneLine(title + p.colon() + text)
}

// colon stands between a title and what it says; it is a mark of the language, as the space after it is.
func (p page) colon() string {
	if p.lang == complaint.Chinese {
		return "："
	}
	return ": "
}
