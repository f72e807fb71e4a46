package opinion

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// The bounds of what is quoted from the text.
const (
	mostQuotes = 3
	widest     = 60 // characters
)

// The ways in which an answer is none. None of them holds anything of the text.
var (
	errNoForm   = errors.New("the model did not fill in the form")
	errForm     = errors.New("the form is not filled in as it asks")
	errCategory = errors.New("the category is none of the closed set")
	errGrade    = errors.New("the grade is none of the closed set")
)

// filled is the form as the model filled it in.
type filled struct {
	Category complaint.Category `json:"category"`
	Grade    *complaint.Grade   `json:"grade"`
	Safety   *bool              `json:"safety"`
	Words    []string           `json:"words"`
}

// opinionOf reads what was said of a masked text. Whatever is not exactly what was asked is refused.
func opinionOf(r reply, masked string) (casework.Opinion, error) {
	var forms []json.RawMessage
	for _, part := range r.Output.Message.Content {
		if part.Use != nil && part.Use.Name == formName {
			forms = append(forms, part.Use.Input)
		}
	}
	if len(forms) != 1 || r.Stop != "tool_use" { // it was cut off, refused, or said two things
		return casework.Opinion{}, errNoForm
	}
	dec := json.NewDecoder(bytes.NewReader(forms[0]))
	dec.DisallowUnknownFields()
	var f filled
	switch err := dec.Decode(&f); {
	case err != nil || f.Grade == nil || f.Safety == nil:
		return casework.Opinion{}, errForm
	case !slices.Contains(complaint.Categories, f.Category):
		return casework.Opinion{}, errCategory
	case !slices.Contains(complaint.Grades, *f.Grade):
		return casework.Opinion{}, errGrade
	}
	return casework.Opinion{Category: f.Category, Grade: *f.Grade, Safety: *f.Safety, Words: quoted(f.Words, masked)}, nil
}

// quoted are the words that really stand in the text: what a model made up is no reason.
func quoted(words []string, masked string) (found []string) {
	for _, w := range words {
		w = strings.TrimSpace(w)
		if w != "" && utf8.RuneCountInString(w) <= widest && strings.Contains(masked, w) && !slices.Contains(found, w) && len(found) < mostQuotes {
			found = append(found, w)
		}
	}
	return found
}
