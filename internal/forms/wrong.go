package forms

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// wrong says what does not fit: of several what is wrong before what is missing, in the order of the fields' paths. What was told is not
// repeated: it may be personal.
func (f *Form) wrong(err error) error {
	var invalid *jsonschema.ValidationError
	if !errors.As(err, &invalid) {
		return err
	}
	var found []finding
	gather(invalid, &found)
	slices.SortStableFunc(found, func(a, b finding) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), strings.Compare(a.at, b.at))
	})
	if len(found) == 0 {
		return bad("data", "does not fit the form of %s", f.Milestone)
	}
	return bad(found[0].at, "%s", found[0].says)
}

// finding is one thing that does not fit.
type finding struct {
	rank     int // 0: wrong, 1: missing
	at, says string
}

func gather(e *jsonschema.ValidationError, found *[]finding) {
	for _, cause := range e.Causes {
		gather(cause, found)
	}
	if len(e.Causes) == 0 {
		*found = append(*found, findingOf(e))
	}
}

// findingOf says where and what, in the words of every other refusal.
func findingOf(e *jsonschema.ValidationError) finding {
	at := pathOf(e.InstanceLocation)
	switch k := e.ErrorKind.(type) {
	case *kind.Required:
		return finding{1, at + "." + k.Missing[0], "is required"}
	case *kind.DependentRequired:
		return finding{1, at + "." + k.Missing[0], "is required where " + k.Prop + " is given"}
	case *kind.AdditionalProperties:
		slices.Sort(k.Properties)
		return finding{0, at + "." + shortened(k.Properties[0]), "is not known here"}
	case *kind.FalseSchema, *kind.Not:
		return finding{0, at, "must be absent here"}
	}
	return finding{0, at, ofValue(e.ErrorKind)}
}

// ofValue says what a value must be.
func ofValue(k jsonschema.ErrorKind) string {
	switch k := k.(type) {
	case *kind.Type:
		return "must be " + strings.Join(typeNames(k.Want), " or ")
	case *kind.Enum:
		return "must be one of " + listed(k.Want)
	case *kind.Const:
		return fmt.Sprintf("must be %v", k.Want)
	case *kind.Format:
		return "must be " + formatNames[k.Want]
	case *kind.Pattern:
		return "must fit the pattern " + k.Want
	case *kind.MinLength:
		return fmt.Sprintf("must have at least %d characters", k.Want)
	case *kind.MaxLength:
		return fmt.Sprintf("has more than %d characters", k.Want)
	case *kind.MinItems:
		return fmt.Sprintf("must have at least %d entries", k.Want)
	case *kind.MaxItems:
		return fmt.Sprintf("has more than %d entries", k.Want)
	case *kind.UniqueItems:
		return "holds the same twice"
	}
	return ofNumber(k)
}

func ofNumber(k jsonschema.ErrorKind) string {
	switch k := k.(type) {
	case *kind.Minimum:
		return "must be at least " + k.Want.RatString()
	case *kind.Maximum:
		return "must be at most " + k.Want.RatString()
	case *kind.ExclusiveMinimum:
		return "must be more than " + k.Want.RatString()
	case *kind.ExclusiveMaximum:
		return "must be less than " + k.Want.RatString()
	case *kind.MultipleOf:
		return "must be a multiple of " + k.Want.RatString()
	}
	return "does not fit the form"
}

var typeName = map[string]string{
	"object": "an object", "array": "a list", "string": "a text", "integer": "a whole number", "number": "a number", "boolean": "true or false",
}

func typeNames(types []string) []string {
	names := make([]string, len(types))
	for i, t := range types {
		names[i] = typeName[t]
	}
	return names
}

var formatNames = map[string]string{
	"date": "a day such as 2026-03-02", "date-time": "a time such as 2026-03-02T09:00:00+08:00",
	"email": "a mail address", "uri": "an address such as https://example.com/a",
}

func listed(words []any) string {
	texts := make([]string, len(words))
	for i, word := range words {
		texts[i] = fmt.Sprint(word)
	}
	return strings.Join(texts, ", ")
}

// pathOf is the path of a field: data.heard[2].
func pathOf(location []string) string {
	var path strings.Builder
	path.WriteString("data")
	for _, name := range location {
		if name != "" && strings.Trim(name, "0123456789") == "" {
			path.WriteString("[" + name + "]")
			continue
		}
		path.WriteString("." + name)
	}
	return path.String()
}
