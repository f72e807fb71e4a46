package web

import (
	"net/url"

	"redress/internal/complaint"
	"redress/internal/message"
)

// tongue is a language the page can be read in.
type tongue struct {
	Language complaint.Language
	Name     string
	Address  string // of the page in that language
	Spoken   bool   // the page is in it already
}

// Tongues lists the languages of the page, each under its own name.
func (s sheet) Tongues() ([]tongue, error) {
	tongues := make([]tongue, 0, len(complaint.Languages))
	for _, lang := range complaint.Languages {
		name, err := message.Text(lang, "language.name")
		if err != nil {
			return nil, err
		}
		tongues = append(tongues, tongue{lang, name, inLanguage(s.here, lang), lang == s.Language})
	}
	return tongues, nil
}

// inLanguage is the address of a page in a language; it keeps what else the address says.
func inLanguage(here string, lang complaint.Language) string {
	u, err := url.Parse(here)
	if err != nil {
		u = &url.URL{}
	}
	query := u.Query()
	query.Set("lang", string(lang))
	u.RawQuery = query.Encode()
	return u.String()
}
