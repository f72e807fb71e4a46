package cabinet

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"redress/internal/complaint"
	"redress/internal/forms"
)

// Sheet is the forms that a case can still be given.
type Sheet struct {
	Case     string             `json:"case"`
	Revision int                `json:"revision"`
	Version  string             `json:"version,omitempty"` // of the forms; empty: the case's rules have none
	Language complaint.Language `json:"language"`
	Forms    []Owed             `json:"forms"`
}

// Owed is a milestone that a person can record, with its form.
type Owed struct {
	Milestone string          `json:"milestone"`
	Due       time.Time       `json:"due"`
	Met       time.Time       `json:"met_at,omitzero"` // of one that something else meets
	Meets     bool            `json:"meets"`           // recording it meets it; else the record is kept beside what does
	Needed    bool            `json:"needed"`          // it cannot be recorded without data
	Ledger    string          `json:"ledger,omitempty"`
	Title     string          `json:"title,omitempty"`
	Schema    json.RawMessage `json:"schema,omitempty"` // JSON Schema of the data; none: it is recorded with a note alone
}

// Sheet answers the forms for the milestones that a case still owes, and for those of this round that something else meets.
func (c *Cabinet) Sheet(ctx context.Context, of complaint.Case, lang complaint.Language) (Sheet, error) {
	sheet := Sheet{Case: of.ID, Revision: of.Revision, Language: lang, Forms: []Owed{}}
	set, _, err := c.set(ctx, of)
	if err != nil {
		return sheet, err
	}
	if set != nil {
		sheet.Version = set.Version
	}
	if !of.Open() {
		return sheet, nil
	}
	for _, k := range of.Clocks {
		meets := of.Owes(k.Milestone)
		if sheet.has(k.Milestone) || !present(of, k, meets) {
			continue
		}
		o := owed(set, of, k, lang)
		if o.Meets = meets; meets || o.Schema != nil && of.FormBeside(k.Milestone) {
			o.Needed = o.Schema != nil && (o.Needed || !meets)
			sheet.Forms = append(sheet.Forms, o)
		}
	}
	return sheet, nil
}

// present says whether a clock is the one of its milestone that a record is about now.
func present(of complaint.Case, k complaint.Clock, meets bool) bool {
	if meets {
		return k.Open()
	}
	return k.Round == of.Round
}

func (s Sheet) has(milestone string) bool {
	return slices.ContainsFunc(s.Forms, func(o Owed) bool { return o.Milestone == milestone })
}

// owed is a milestone with its form, if the set has one for it.
func owed(set *forms.Set, of complaint.Case, k complaint.Clock, lang complaint.Language) Owed {
	o := Owed{Milestone: k.Milestone, Due: k.Due, Met: k.MetAt}
	if set == nil {
		return o
	}
	if f := set.For(of.Flow, k.Milestone); f != nil {
		o.Needed, o.Ledger, o.Title = f.Needed, f.Ledger, f.Title[lang]
		o.Schema = f.Schema(lang, needed(f, of)...)
	}
	return o
}

// Ledgers lists the kinds of ledgers of a tenant's present forms.
func (c *Cabinet) Ledgers(ctx context.Context, tenantID string) ([]string, error) {
	set, _, err := c.set(ctx, complaint.Case{Tenant: tenantID})
	if err != nil || set == nil {
		return nil, err
	}
	return set.Ledgers(), nil
}
