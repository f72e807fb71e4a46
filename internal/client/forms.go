package client

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Sheet is the forms that a case can still be given.
type Sheet struct {
	Case    string `json:"case"`
	Version string `json:"version"` // of the forms
	Forms   []Form `json:"forms"`
}

// Form is a milestone that a person can record, with what it asks for.
type Form struct {
	Milestone string          `json:"milestone"`
	Due       time.Time       `json:"due"`
	Meets     bool            `json:"meets"` // recording it meets it
	Needed    bool            `json:"needed"`
	Ledger    string          `json:"ledger"`
	Title     string          `json:"title"`
	Schema    json.RawMessage `json:"schema"` // JSON Schema; none: a note is all there is
}

// Example is what the form shows as filled in; nil: it asks for nothing.
func (f Form) Example() (json.RawMessage, error) {
	if f.Schema == nil {
		return nil, nil
	}
	var schema struct {
		Examples []json.RawMessage `json:"examples"`
	}
	if err := json.Unmarshal(f.Schema, &schema); err != nil || len(schema.Examples) == 0 {
		return nil, err
	}
	return schema.Examples[0], nil
}

// Forms answers the forms of a case, with their texts in a language.
func (a API) Forms(ctx context.Context, id string, lang complaint.Language) (Sheet, error) {
	var s Sheet
	err := a.Call(ctx, http.MethodGet, "/desk/cases/"+id+"/forms?lang="+string(lang), nil, nil, &s)
	return s, err
}

// Ledger answers a page of what was entered in a ledger.
func (a API) Ledger(ctx context.Context, query url.Values) (casework.EntryPage, error) {
	var page casework.EntryPage
	err := a.Call(ctx, http.MethodGet, "/desk/ledger?"+query.Encode(), nil, nil, &page)
	return page, err
}
