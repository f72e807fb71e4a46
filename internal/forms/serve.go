package forms

import (
	"encoding/json"
	"fmt"
	"slices"

	"redress/internal/complaint"
)

// Schema is the form as a plain JSON Schema with its texts in a language, for any client to draw. The words of a closed set stand as
// enum and, with their labels, as oneOf; x-order is the order of the fields. needed are required besides.
func (f *Form) Schema(lang complaint.Language, needed ...string) json.RawMessage {
	out := walk(f.schema, func(schema map[string]any) { speak(schema, lang) })
	out["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	out["title"] = f.Title[lang]
	required := stringsOf(out["required"])
	for _, name := range needed {
		if !slices.Contains(required, name) {
			required = append(required, name)
		}
	}
	if len(required) > 0 {
		out["required"] = required
	}
	examples := make([]json.RawMessage, len(f.Examples))
	copy(examples, f.Examples)
	out["examples"] = examples
	text, err := json.Marshal(out)
	if err != nil {
		panic(err) // it was read from a text
	}
	return text
}

// speak turns the texts of a schema into those of a language.
func speak(schema map[string]any, lang complaint.Language) {
	for _, key := range []string{"title", "description"} {
		if t := textOf(unordered(schema[key])); t != nil {
			schema[key] = t[lang]
		}
	}
	if labels, is := schema["labels"].(map[string]any); is {
		schema["oneOf"] = labelled(schema, labels, lang)
	}
	for _, key := range []string{"labels", "same", "tell"} {
		delete(schema, key)
	}
}

// labelled are the words of a closed set, or yes and no, each with its label.
func labelled(schema, labels map[string]any, lang complaint.Language) []any {
	words, _ := schema["enum"].([]any)
	if schema["type"] == "boolean" {
		words = []any{true, false}
	}
	list := make([]any, len(words))
	for i, word := range words {
		list[i] = map[string]any{"const": word, "title": textOf(unordered(labels[fmt.Sprint(word)]))[lang]}
	}
	return list
}
