package forms

import (
	"encoding/json"
	"slices"

	"redress/internal/complaint"
)

// Filled is what was told of a milestone, checked.
type Filled struct {
	Data json.RawMessage // canonical: keys in order, numbers in one way, no space
	Tell []complaint.Line
	Same []Number
}

// Number is one by which the same dispute is known again.
type Number struct {
	By    string // voucher or bill
	Value string
}

// Fill checks what is told of a milestone against the form. needed are fields that must be there besides those that the form requires.
// The error is of kind Invalid, names the field and says what is allowed; what was told is not repeated in it.
func (f *Form) Fill(src []byte, needed ...string) (Filled, error) {
	object, err := data(src)
	if err != nil {
		return Filled{}, err
	}
	schema, err := f.compiled()
	if err != nil {
		return Filled{}, err
	}
	if err := schema.Validate(object); err != nil {
		return Filled{}, f.wrong(err)
	}
	for _, name := range needed {
		if _, there := object[name]; !there {
			return Filled{}, bad("data."+name, "is required here, since the same dispute was found in another case")
		}
	}
	text, err := json.Marshal(object)
	if err != nil {
		return Filled{}, err
	}
	if len(text) > complaint.MaxData { // signs that are written longer than they came
		return Filled{}, bad("data", "has more than %d bytes", complaint.MaxData)
	}
	return Filled{Data: text, Tell: f.tell(object), Same: f.same(object)}, nil
}

// same are the numbers of what was told by which the dispute is known again.
func (f *Form) same(object map[string]any) []Number {
	var found []Number
	collect(f.schema, object, func(schema map[string]any, v any) {
		by, is := schema["same"].(string)
		if text, said := v.(string); is && said && text != "" {
			found = append(found, Number{By: by, Value: text})
		}
	})
	slices.SortFunc(found, func(a, b Number) int { return slices.Index(Sames, a.By) - slices.Index(Sames, b.By) })
	return found
}

// collect goes through the fields of a form and what was told of each, in the order of the form.
func collect(schema map[string]any, object map[string]any, each func(schema map[string]any, v any)) {
	names, of := fields(schema)
	for _, name := range names {
		one, _ := of[name].(map[string]any)
		v, said := object[name]
		if one == nil || !said {
			continue
		}
		each(one, v)
		if inner, is := v.(map[string]any); is && !isMoney(one) {
			collect(one, inner, each)
		}
	}
}
