package apigw

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"reflect"
	"regexp"
	"strings"
	"unicode/utf8"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Decode reads the body strictly into what it must be: an unknown field, a wrong type or anything after the end is
// refused, with the field's name and what is allowed.
func Decode[T any](r *Request) (T, error) {
	var into T
	if strings.TrimSpace(r.body) == "" {
		return into, complaint.Errorf(complaint.Invalid, "the body is empty; send a JSON object")
	}
	if !utf8.ValidString(r.body) {
		return into, complaint.Errorf(complaint.Invalid, "the body is not UTF-8")
	}
	return into, Strict("", []byte(r.body), &into)
}

// Strict reads JSON into what it must be. Errors name the field, within the field that the JSON itself stands in.
func Strict(within string, src []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(src))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return wrongJSON(within, err, reflect.TypeOf(into).Elem())
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return complaint.InvalidField(within, "something follows the JSON object")
	}
	return nil
}

// DecodeForm reads the body of a browser's form.
func DecodeForm(r *Request) (url.Values, error) {
	values, err := url.ParseQuery(r.body)
	if err != nil || !utf8.ValidString(r.body) {
		return nil, complaint.Errorf(complaint.Invalid, "the form cannot be read")
	}
	return values, nil
}

// wrongJSON says where the body is wrong and what would be right.
func wrongJSON(within string, err error, want reflect.Type) error {
	var (
		typed   *json.UnmarshalTypeError
		refused *complaint.Error
	)
	switch {
	case errors.As(err, &refused):
		return refused
	case errors.As(err, &typed):
		return complaint.InvalidField(inside(within, typed.Field), "must be a %s, not a %s", jsonName(typed.Type), typed.Value)
	}
	if unknown, found := strings.CutPrefix(err.Error(), "json: unknown field "); found {
		return complaint.InvalidField(inside(within, strings.Trim(unknown, `"`)), "is not known here; allowed are %s", strings.Join(fieldsOf(want), ", "))
	}
	return complaint.InvalidField(within, "this is not a JSON object that can be read")
}

func inside(within, field string) string {
	return strings.Trim(within+"."+field, ".")
}

// jsonName is what JSON calls a Go type.
func jsonName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "boolean"
	case reflect.Slice, reflect.Array:
		return "array"
	case reflect.Struct, reflect.Map:
		return "object"
	default:
		return "whole number"
	}
}

// fieldsOf lists the fields a JSON object may have, those of inner objects as inner.field.
func fieldsOf(t reflect.Type) []string {
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	var names []string
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		inner := fieldsOf(f.Type)
		if inner == nil {
			names = append(names, name)
		}
		for _, n := range inner {
			names = append(names, name+"."+n)
		}
	}
	return names
}

// keyShape is a client's name for a request.
var keyShape = regexp.MustCompile(`^[\x21-\x7e]{1,128}$`)

// Request names the request so that it is carried out once however often it is sent: by the client's Idempotency-Key,
// within the scope; without one, by what it says if sameIsSame, and not at all otherwise.
func (r *Request) Request(scope string, sameIsSame bool) (*casework.Request, error) {
	sum := sha256.Sum256([]byte(r.body))
	digest := hex.EncodeToString(sum[:])
	key := r.Header("Idempotency-Key")
	switch {
	case key == "" && !sameIsSame:
		return nil, nil
	case key == "":
		key = "same " + digest
	case !keyShape.MatchString(key):
		return nil, complaint.InvalidField("Idempotency-Key", "must be 1 to 128 printable ASCII characters")
	default:
		key = "key " + key
	}
	return &casework.Request{Key: fmt.Sprintf("%s %s", scope, key), Digest: digest}, nil
}
