package forms

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// What a schema may say. A form must be something that any client can draw and a person can fill in, so it takes these keywords and no
// others; above all none that refers to another place ($ref, $id, $dynamicRef).
var (
	everyField = []string{"type", "title", "description", "tell", orderKey}

	ofType = map[string][]string{
		"object":  {"properties", "required", "additionalProperties", "dependentRequired", "allOf", "if", "then", "else"},
		"array":   {"items", "minItems", "maxItems", "uniqueItems"},
		"string":  {"enum", "const", "format", "pattern", "minLength", "maxLength", "labels", "same"},
		"integer": {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "const", "enum", "labels"},
		"number":  {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"},
		"boolean": {"const", "labels"},
	}

	// ofCondition is what the parts of if, then, else and allOf may say of fields that stand elsewhere.
	ofCondition = []string{
		"properties", "required", "allOf", "anyOf", "not", "if", "then", "else", "const", "enum", "minimum", "maximum", "minLength", "minItems", orderKey,
	}

	formats = []string{"date", "date-time", "email", "uri"}
)

const (
	maxFields  = 40
	maxPattern = 200 // characters
	maxSame    = 2   // numbers of a form that are looked for in other cases: each costs a request
)

// fieldShape is a field's name.
var fieldShape = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// Sames are the numbers by which a dispute is known again, besides the order's.
var Sames = []string{"voucher", "bill"}

// checkForm refuses a schema that is no form. field says where it stands.
func checkForm(field string, schema map[string]any) error {
	if schema["type"] != "object" {
		return bad(field+".type", "must be object: a form has fields")
	}
	if schema["properties"] == nil {
		return bad(field+".properties", "is missing: a form has at least one field")
	}
	seen := map[string]bool{}
	if err := checkField(field, schema, true, seen); err != nil {
		return err
	}
	if len(seen) > maxSame {
		return bad(field, "has more than %d fields with same", maxSame)
	}
	return nil
}

// checkField checks the schema of a field, or of the whole form. seen gathers what its fields are the same by.
func checkField(field string, schema map[string]any, whole bool, seen map[string]bool) error {
	kind, _ := schema["type"].(string)
	allowed, known := ofType[kind]
	if !known {
		return bad(field+".type", "must be one of %s", strings.Join(slices.Sorted(maps.Keys(ofType)), ", "))
	}
	if err := onlyOf(field, schema, slices.Concat(everyField, allowed)); err != nil {
		return err
	}
	if title := textOf(unordered(schema["title"])); !whole {
		if err := title.check(field + ".title"); err != nil {
			return err
		}
	}
	if d, there := schema["description"]; there {
		if err := textOf(unordered(d)).check(field + ".description"); err != nil {
			return err
		}
	}
	if err := checkWords(field, schema); err != nil {
		return err
	}
	if err := checkMarks(field, schema, seen); err != nil {
		return err
	}
	switch kind {
	case "object":
		return checkObject(field, schema, seen)
	case "array":
		items, is := schema["items"].(map[string]any)
		if !is {
			return bad(field+".items", "is missing: say what the list holds")
		}
		return checkField(field+".items", items, false, seen)
	}
	return nil
}

func onlyOf(field string, schema map[string]any, allowed []string) error {
	for _, key := range slices.Sorted(maps.Keys(schema)) {
		if !slices.Contains(allowed, key) {
			return bad(field+"."+key, "is not taken here; allowed are %s", strings.Join(slices.DeleteFunc(slices.Clone(allowed), isOrder), ", "))
		}
	}
	return nil
}

func isOrder(key string) bool { return key == orderKey }

// checkWords wants a label for each word of a closed set, a format that is known, and a pattern that can be read.
func checkWords(field string, schema map[string]any) error {
	if f, there := schema["format"]; there && !slices.Contains(formats, fmt.Sprint(f)) {
		return bad(field+".format", "must be one of %s", strings.Join(formats, ", "))
	}
	if p, there := schema["pattern"]; there {
		text, _ := p.(string)
		if _, err := regexp.Compile(text); err != nil || text == "" || len(text) > maxPattern {
			return bad(field+".pattern", "must be a regular expression (RE2) of at most %d characters", maxPattern)
		}
	}
	labels, _ := schema["labels"].(map[string]any)
	for _, word := range slices.Sorted(maps.Keys(labels)) {
		if word == orderKey {
			continue
		}
		if err := textOf(unordered(labels[word])).check(field + ".labels." + word); err != nil {
			return err
		}
	}
	for _, word := range wordsOf(schema) {
		if labels[word] == nil {
			return bad(field+".labels", "has none for %s; each word needs one in every language", word)
		}
	}
	return nil
}

// wordsOf are the words that need a label.
func wordsOf(schema map[string]any) []string {
	list, _ := schema["enum"].([]any)
	words := make([]string, len(list))
	for i, word := range list {
		words[i] = fmt.Sprint(word)
	}
	if schema["type"] == "boolean" && schema["labels"] != nil {
		words = []string{"true", "false"}
	}
	return words
}

// checkMarks checks what a field says beyond JSON Schema.
func checkMarks(field string, schema map[string]any, seen map[string]bool) error {
	if tell, there := schema["tell"]; there {
		if _, is := tell.(bool); !is {
			return bad(field+".tell", "must be true or false")
		}
		if !tellable(schema) {
			return bad(field+".tell", "goes with a text, a number, a word, an amount, a list of these, or a yes or no that has labels")
		}
	}
	same, there := schema["same"]
	if !there {
		return nil
	}
	by, _ := same.(string)
	if !slices.Contains(Sames, by) || seen[by] {
		return bad(field+".same", "must be one of %s, each once in a form", strings.Join(Sames, ", "))
	}
	seen[by] = true
	return nil
}

func tellable(schema map[string]any) bool {
	switch schema["type"] {
	case "boolean":
		return schema["labels"] != nil
	case "object":
		return isMoney(schema)
	case "array":
		items, _ := schema["items"].(map[string]any)
		return items != nil && items["type"] != "array" && tellable(items)
	}
	return true
}

// isMoney says whether an object is an amount: whole minor units with a currency.
func isMoney(schema map[string]any) bool {
	fields, _ := schema["properties"].(map[string]any)
	amount, _ := fields["amount"].(map[string]any)
	currency, _ := fields["currency"].(map[string]any)
	return amount["type"] == "integer" && currency["type"] == "string" && len(orderOf(fields)) == 2
}

func checkObject(field string, schema map[string]any, seen map[string]bool) error {
	fields, is := schema["properties"].(map[string]any)
	names := orderOf(fields)
	if !is || len(names) == 0 || len(names) > maxFields {
		return bad(field+".properties", "must hold 1 to %d fields", maxFields)
	}
	if more, there := schema["additionalProperties"]; there && more != false {
		return bad(field+".additionalProperties", "must be false, which it is unless said: a form takes its fields and no others")
	}
	for _, name := range names {
		at := field + ".properties." + name
		if !fieldShape.MatchString(name) {
			return bad(at, "needs a name of at most 40 lower-case letters, digits and underscores")
		}
		one, is := fields[name].(map[string]any)
		if !is {
			return bad(at, "must be a schema")
		}
		if err := checkField(at, one, false, seen); err != nil {
			return err
		}
	}
	return checkRules(field, schema, names)
}

// checkRules checks what an object says of its fields together.
func checkRules(field string, schema map[string]any, names []string) error {
	for _, name := range stringsOf(schema["required"]) {
		if !slices.Contains(names, name) {
			return bad(field+".required", "names %s, which is none of its fields", name)
		}
	}
	for _, key := range []string{"if", "then", "else"} {
		if err := checkCondition(field+"."+key, schema[key]); err != nil {
			return err
		}
	}
	all, _ := schema["allOf"].([]any)
	for i, one := range all {
		if err := checkCondition(fmt.Sprintf("%s.allOf[%d]", field, i), one); err != nil {
			return err
		}
	}
	return nil
}

// checkCondition checks a schema that says something of fields which stand elsewhere; nil is none.
func checkCondition(field string, v any) error {
	if v == nil {
		return nil
	}
	schema, is := v.(map[string]any)
	if !is {
		return bad(field, "must be a schema")
	}
	if err := onlyOf(field, schema, ofCondition); err != nil {
		return err
	}
	for _, p := range partsOf(schema) {
		if err := checkCondition(field+"."+p.at, p.schema); err != nil {
			return err
		}
	}
	return nil
}

// part is a schema within a condition, and where it stands there.
type part struct {
	at     string
	schema any
}

func partsOf(schema map[string]any) []part {
	var parts []part
	for _, key := range []string{"if", "then", "else", "not"} {
		parts = append(parts, part{key, schema[key]})
	}
	for _, key := range []string{"allOf", "anyOf"} {
		list, _ := schema[key].([]any)
		for i, one := range list {
			parts = append(parts, part{fmt.Sprintf("%s[%d]", key, i), one})
		}
	}
	names, of := fields(schema)
	for _, name := range names {
		parts = append(parts, part{"properties." + name, of[name]})
	}
	return parts
}

func stringsOf(v any) []string {
	list, _ := v.([]any)
	texts := make([]string, len(list))
	for i, one := range list {
		texts[i] = fmt.Sprint(one)
	}
	return texts
}

// unordered is a value without the order of its keys, at any depth: plain JSON.
func unordered(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, one := range v {
			if key != orderKey {
				out[key] = unordered(one)
			}
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, one := range v {
			out[i] = unordered(one)
		}
		return out
	}
	return v
}
