package functions_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"redress/internal/complaint"
)

// staffCommands answers the document's schema of each command by the command's name.
func staffCommands(t *testing.T, doc node) map[string]node {
	t.Helper()
	found := map[string]node{}
	branches, _ := doc.schema(t, "Command")["oneOf"].([]any)
	for _, b := range branches {
		branch := doc.follow(t, b)
		words, _ := branch.at(t, "properties", "do")["enum"].([]any)
		if len(words) != 1 {
			t.Fatalf("a command has the names %v", words)
		}
		found[fmt.Sprint(words[0])] = branch
	}
	return found
}

// TestCommands: the document has the commands of the code, each with its fields, those that are needed, and no others.
func TestCommands(t *testing.T) {
	schemas := staffCommands(t, document(t))
	if got, want := slices.Sorted(maps.Keys(schemas)), slices.Sorted(maps.Keys(complaint.StaffCommands)); !slices.Equal(got, want) {
		t.Fatalf("the document has %v, the code %v", got, want)
	}
	for name, schema := range schemas {
		with := schema.at(t, "properties", "with")
		var fields []string
		if _, some := with["properties"]; some {
			fields = slices.Sorted(maps.Keys(with.at(t, "properties")))
		}
		if want := fieldsOf(reflect.ValueOf(complaint.StaffCommands[name]()).Elem().Interface()); !slices.Equal(fields, want) {
			t.Errorf("%s: the document has %v, the code %v", name, fields, want)
		}
		if schema["additionalProperties"] != false || with["additionalProperties"] != false {
			t.Errorf("%s takes other fields", name)
		}
		want := []string{"do"}
		if len(required(with)) > 0 {
			want = []string{"do", "with"}
		}
		if got := required(schema); !slices.Equal(got, want) {
			t.Errorf("%s: %v are needed, want %v", name, got, want)
		}
	}
}

// TestFieldsOfCommands: what a field of a command may be is what the code takes.
func TestFieldsOfCommands(t *testing.T) {
	doc := document(t)
	for name, schema := range staffCommands(t, doc) {
		with := schema.at(t, "properties", "with")
		cmd := filled(t, doc, name, with)
		if err := complaint.Check(cmd); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		v := reflect.ValueOf(cmd).Elem()
		for i := range v.NumField() {
			field := jsonName(v.Type().Field(i))
			if field == "-" || name == "record_choice" && field == "demand" { // which is needed without an option, see TestTextsOfChoices
				continue
			}
			t.Run(name+" "+field, func(t *testing.T) {
				compareField(t, cmd, v.Field(i), field, with)
			})
		}
	}
}

// compareField holds one field of a command to its schema.
func compareField(t *testing.T, cmd complaint.Command, v reflect.Value, field string, with node) {
	t.Helper()
	good := reflect.ValueOf(v.Interface())
	defer v.Set(good)
	v.SetZero()
	if needed, of := slices.Contains(required(with), field), fieldOf(complaint.Check(cmd)) == field; needed != of {
		t.Errorf("needed in the document: %v, in the code: %v", needed, of)
	}
	if v.Kind() != reflect.String {
		return // grades are a closed set
	}
	schema := document(t).schemaOf(t, with.at(t, "properties"), field)
	compare(t, field, schema, func(text string) bool {
		if text == "" && schema["enum"] != nil {
			return false // an empty word of a closed set is refused before, see TestOrdersThatAreRefused
		}
		v.SetString(text)
		return fieldOf(complaint.Check(cmd)) != field
	})
}

// filled makes a command in which everything is said.
func filled(t *testing.T, doc node, name string, with node) complaint.Command {
	t.Helper()
	cmd := complaint.StaffCommands[name]()
	v := reflect.ValueOf(cmd).Elem()
	for i := range v.NumField() {
		if jsonName(v.Type().Field(i)) == "-" { // not for the desk
			continue
		}
		schema := doc.schemaOf(t, with.at(t, "properties"), jsonName(v.Type().Field(i)))
		words, _ := schema["enum"].([]any)
		switch f := v.Field(i); {
		case f.Type() == reflect.TypeFor[json.RawMessage]():
			f.SetBytes([]byte(`{}`))
		case f.Kind() == reflect.Slice && schema["example"] != nil:
			fillBy(t, f, schema["example"])
		case f.Kind() == reflect.Slice || f.Kind() == reflect.Pointer: // TestPartsOfOffers holds them to their schemas
		case name == "record_choice" && f.Kind() == reflect.Int: // it goes without a demand
		case f.Kind() == reflect.Int:
			f.SetInt(1)
		case f.Kind() == reflect.Bool:
			f.SetBool(true)
		case words != nil:
			f.SetString(fmt.Sprint(words[0]))
		default:
			f.SetString("12345")
			for _, other := range []string{"a@b.example", "8d", strings.Repeat("5a", 32)} {
				if !schema.takes("12345") && schema.takes(other) {
					f.SetString(other)
				}
			}
		}
	}
	return cmd
}

// fillBy fills a list by the example that the document gives of it.
func fillBy(t *testing.T, list reflect.Value, example any) {
	t.Helper()
	src, err := json.Marshal(example)
	if err == nil {
		err = json.Unmarshal(src, list.Addr().Interface())
	}
	if err != nil || list.Len() == 0 {
		t.Fatalf("the document needs an example of each list: %v, %v", example, err)
	}
}

// jsonName is what a field is called in JSON.
func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// required lists what an object needs.
func required(schema node) []string {
	names, _ := schema["required"].([]any)
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = fmt.Sprint(name)
	}
	slices.Sort(list)
	return list
}
