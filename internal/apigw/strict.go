package apigw

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"

	"redress/internal/complaint"
)

// Strict reads a JSON object into what it must be. Errors name the field, within the field that the JSON itself stands
// in.
func Strict(within string, src []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(src))
	var object json.RawMessage
	if err := dec.Decode(&object); err != nil {
		return complaint.InvalidField(within, "this is not a JSON object that can be read")
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return complaint.InvalidField(within, "something follows the JSON object")
	}
	if object[0] != '{' {
		return complaint.InvalidField(within, "must be an object")
	}
	if err := checkNames(within, object, reflect.TypeOf(into).Elem()); err != nil {
		return err
	}
	if err := json.Unmarshal(object, into); err != nil {
		return wrongType(within, err)
	}
	return nil
}

// wrongType says where a value is of another type than it must be.
func wrongType(within string, err error) error {
	var typed *json.UnmarshalTypeError
	if !errors.As(err, &typed) {
		return complaint.InvalidField(within, "this is not a JSON object that can be read")
	}
	want, given := jsonName(typed.Type), wordOf[strings.Fields(typed.Value)[0]] // "number 1.5" says its value
	if want == wholeNumber && given == wordOf["number"] {
		return complaint.InvalidField(inside(within, typed.Field), "must be %s that is not too large", want)
	}
	return complaint.InvalidField(inside(within, typed.Field), "must be %s, not %s", want, given)
}

func inside(within, field string) string {
	return strings.Trim(within+"."+field, ".")
}

const wholeNumber = "a whole number"

// wordOf is what encoding/json calls the type of a value, in words.
var wordOf = map[string]string{
	"object": "an object", "array": "an array", "string": "a string", "number": "a number", "bool": "true or false",
}

// jsonName is what JSON calls a Go type.
func jsonName(t reflect.Type) string {
	if name, ok := nameOf[t.Kind()]; ok {
		return name
	}
	return wholeNumber
}

var nameOf = map[reflect.Kind]string{
	reflect.String: wordOf["string"], reflect.Bool: wordOf["bool"], reflect.Slice: wordOf["array"], reflect.Struct: wordOf["object"],
}

// names walks through JSON that can be read and refuses what encoding/json would let pass: a field that is written in
// another case, given twice, not known, null, or a word of a closed set that is empty; and a time that is none, for which
// it has no field to name.
type names struct{ *json.Decoder }

func checkNames(within string, src []byte, want reflect.Type) error {
	dec := json.NewDecoder(bytes.NewReader(src))
	dec.UseNumber() // a number of any size can be walked over
	return names{dec}.value(within, want)
}

var (
	instant  = reflect.TypeFor[time.Time]()
	anything = reflect.TypeFor[json.RawMessage]()
)

// value walks through a value that should be of a type; nil: of any.
func (n names) value(path string, want reflect.Type) error {
	if want != nil && want.Kind() == reflect.Pointer {
		want = want.Elem()
	}
	token, err := n.Token()
	if err != nil {
		return err
	}
	switch {
	case want == nil || want == anything:
	case token == nil:
		return complaint.InvalidField(path, "must not be null; leave it out if you do not say it")
	case want == instant:
		return checkInstant(path, token)
	case emptyWord(token, want):
		return complaint.InvalidField(path, "must not be empty; leave it out if you do not say it")
	case emptyNumber(token, want):
		return complaint.InvalidField(path, "must not be 0; leave it out if you do not say it")
	}
	switch {
	case token == json.Delim('{'):
		return n.object(path, want)
	case token == json.Delim('['):
		return n.array(path, want)
	}
	return nil
}

func (n names) object(path string, want reflect.Type) error {
	known := fieldTypes(want)
	seen := map[string]bool{}
	for n.More() {
		token, err := n.Token()
		if err != nil {
			return err
		}
		name, _ := token.(string)
		field, allowed := known[name]
		switch {
		case known != nil && !allowed:
			return unknown(inside(path, name), want)
		case seen[name]:
			return complaint.InvalidField(inside(path, name), "is given twice")
		}
		seen[name] = true
		if err := n.value(inside(path, name), field); err != nil {
			return err
		}
	}
	_, err := n.Token()
	return err
}

// array walks through an array, which should be of a type; nil: of any.
func (n names) array(path string, want reflect.Type) error {
	var element reflect.Type
	if want != nil && want.Kind() == reflect.Slice && want != anything {
		element = want.Elem()
	}
	for i := 0; n.More(); i++ {
		if err := n.value(fmt.Sprintf("%s[%d]", path, i), element); err != nil {
			return err
		}
	}
	_, err := n.Token()
	return err
}

// emptyWord says whether a word of a closed set, which has a type of its own, was given and says nothing.
func emptyWord(token json.Token, want reflect.Type) bool {
	return want.Kind() == reflect.String && want.PkgPath() != "" && token == ""
}

// emptyNumber says the same of a number that has a type of its own, however its 0 is written.
func emptyNumber(token json.Token, want reflect.Type) bool {
	if want.Kind() != reflect.Int || want.PkgPath() == "" {
		return false
	}
	number, is := token.(json.Number)
	value, err := number.Float64()
	return is && err == nil && value == 0
}

func checkInstant(path string, token json.Token) error {
	text, _ := token.(string)
	if _, err := time.Parse(time.RFC3339, text); err != nil {
		return complaint.InvalidField(path, "must be a time such as 2026-03-02T09:00:00+08:00")
	}
	return nil
}

// longestName is how much of a name nobody knows is repeated.
const longestName = 100

func unknown(path string, in reflect.Type) error {
	if path == "" || strings.HasSuffix(path, ".") { // a name of no letters is shown as one
		path += `""`
	}
	if len(path) > longestName {
		path = strings.ToValidUTF8(path[:longestName], "") + "..."
	}
	allowed := fieldsOf(in)
	if allowed == nil {
		return complaint.InvalidField(path, "is not known here; no field is")
	}
	return complaint.InvalidField(path, "is not known here; allowed are %s", strings.Join(allowed, ", "))
}

// fieldTypes are the fields of a JSON object by their names; nil: whatever it has.
func fieldTypes(t reflect.Type) map[string]reflect.Type {
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	known := map[string]reflect.Type{}
	for f := range t.Fields() {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && name != "-" {
			known[name] = f.Type
		}
	}
	return known
}

// fieldsOf lists the fields a JSON object may have, those of inner objects as inner.field.
func fieldsOf(t reflect.Type) []string {
	if t.Kind() != reflect.Struct {
		return nil
	}
	var list []string
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		inner := fieldsOf(f.Type)
		if inner == nil {
			list = append(list, name)
		}
		for _, one := range inner {
			list = append(list, name+"."+one)
		}
	}
	return list
}
