package tenant

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"redress/internal/complaint"
)

// Brand is how a tenant's pages look beside its name. Everything in it may be left out.
type Brand struct {
	Colour  string                        `json:"colour,omitempty"`  // such as #1b5e52; shades that can be read are made of it
	Logo    map[complaint.Language]string `json:"logo,omitempty"`    // short text in the head of each page, instead of the name
	Contact map[complaint.Language]string `json:"contact,omitempty"` // one line at the foot of each page: telephone, hours, address
	Imprint string                        `json:"imprint,omitempty"` // address of the page that says who the company is
	Privacy string                        `json:"privacy,omitempty"` // address of the page on what becomes of personal data
}

// What fits the head and the foot of a page on a telephone, in characters.
const (
	maxLogo    = 40
	maxContact = 200
	maxAddress = 500
)

var colourShape = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

// Faults are all that is wrong with a brand, each of kind Invalid. A nil brand has none.
func (b *Brand) Faults() []error {
	if b == nil {
		return nil
	}
	var faults []error
	add := func(field, says string, args ...any) {
		faults = append(faults, complaint.InvalidField("brand."+field, says, args...))
	}
	if b.Colour != "" && !colourShape.MatchString(b.Colour) {
		add("colour", "must be six hexadecimal digits behind a #, such as #1b5e52")
	}
	faults = append(faults, lineFaults("logo", b.Logo, maxLogo)...)
	faults = append(faults, lineFaults("contact", b.Contact, maxContact)...)
	for _, page := range [][2]string{{"imprint", b.Imprint}, {"privacy", b.Privacy}} {
		if field, address := page[0], page[1]; address != "" && !isPage(address) {
			add(field, "must be an address that begins with https:// and has at most %d characters", maxAddress)
		}
	}
	return faults
}

// lineFaults are what is wrong with a line that is said in every language, or in none.
func lineFaults(field string, said map[complaint.Language]string, most int) (faults []error) {
	if len(said) == 0 {
		return nil
	}
	for _, lang := range complaint.Languages {
		if text := said[lang]; !oneLine(text) || utf8.RuneCountInString(text) > most {
			faults = append(faults, complaint.InvalidField("brand."+field+"."+string(lang),
				"must be one line of 1 to %d characters; a text is needed in each of %v, or in none", most, complaint.Languages))
		}
	}
	if len(said) > len(complaint.Languages) {
		faults = append(faults, complaint.InvalidField("brand."+field, "may only be said in %v", complaint.Languages))
	}
	return faults
}

// oneLine says whether a text has words and no signs that are not seen.
func oneLine(text string) bool {
	return strings.TrimSpace(text) != "" && utf8.ValidString(text) && !strings.ContainsFunc(text, unicode.IsControl)
}

// isPage says whether a text is the address of a page that a browser may be sent to.
func isPage(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "https" && u.Host != "" && u.User == nil && len(address) <= maxAddress
}
