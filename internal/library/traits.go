package library

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strings"
	"unicode"

	"redress/internal/complaint"
	"redress/internal/duplicate"
	"redress/internal/mask"
)

// Traits are what two cases are compared by.
type Traits struct {
	Flow     complaint.Flow     `json:"flow"`
	Category complaint.Category `json:"category"`
	Cause    complaint.Cause    `json:"cause"`
	Grade    complaint.Grade    `json:"grade"`
	Demand   complaint.Demand   `json:"demand,omitempty"`
	Language complaint.Language `json:"language,omitempty"`
	Product  string             `json:"product,omitempty"` // hash of what it is about; the same of the same, nothing else
	Signs    []string           `json:"signs,omitempty"`   // rules of the reading that spoke for category and cause, in order
	Sketch   duplicate.Sketch   `json:"sketch"`            // of the masked text
}

// mostSigns is how many rules of a reading are kept.
const mostSigns = 8

// Look is a case as it is looked for, or kept: its traits, and the pieces of its text that tell most.
type Look struct {
	Traits
	Telling []string // hashes
}

// LookOf is the look of a case: as it is judged now, by what was said when it was filed and what the machine read in it.
// Before anything is taken from the text, all that names somebody is masked.
func LookOf(c complaint.Case, filed *complaint.Filed, reading *complaint.Reading) Look {
	text := strings.Map(notKind, mask.Complaint(filed))
	l := Look{
		Traits: Traits{
			Flow: c.Flow, Category: c.Category, Cause: c.Cause, Grade: c.Grade, Demand: c.Demand, Language: c.Language,
			Product: hashOf(c.Tenant, "product", squeezed(c.Matter.Product)), Sketch: duplicate.SketchOfPieces(saying(text)),
		},
	}
	if reading == nil {
		l.Telling = telling(c.Tenant, text)
		return l
	}
	if l.Demand == "" || l.Demand == complaint.OtherDemand {
		l.Demand = reading.Demand
	}
	for _, r := range reading.Reasons {
		if aspect, _, _ := strings.Cut(r.Says, "="); (aspect == "category" || aspect == "cause") && !slices.Contains(l.Signs, r.Rule) {
			l.Signs = append(l.Signs, r.Rule)
		}
	}
	slices.Sort(l.Signs)
	l.Signs = l.Signs[:min(len(l.Signs), mostSigns)]
	l.Telling = telling(c.Tenant, text)
	return l
}

// notKind takes out the brackets of what was masked, such as [phone].
func notKind(r rune) rune {
	if r == '[' || r == ']' {
		return ' '
	}
	return r
}

// squeezed is a name as it is compared: letters and digits alone, in lower case.
func squeezed(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// hashOf hides a value within its tenant and kind; nothing hides as nothing. It is no secret who tries out all values: what is
// hashed names nobody.
func hashOf(tenant, kind, value string) string {
	if value == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(tenant + "\x00" + kind + "\x00" + value))
	return base64.RawURLEncoding.EncodeToString(sum[:6])
}
