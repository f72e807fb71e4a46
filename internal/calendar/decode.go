package calendar

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// decode reads one document, and refuses a field it does not know.
func decode(src []byte, into any) error {
	dec := yaml.NewDecoder(bytes.NewReader(src))
	dec.KnownFields(true)
	switch err := dec.Decode(into); {
	case errors.Is(err, io.EOF):
		return errors.New("nothing written; it needs at least zone and week")
	case err != nil:
		return explain(err)
	}
	if err := dec.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return errors.New("more than one document; write one calendar a file")
	}
	return nil
}

var (
	unknownField = regexp.MustCompile(`field (\S+) not found in type calendar\.(\w+)`)
	written      = map[string]reflect.Type{
		"document": reflect.TypeFor[document](),
		"almanac":  reflect.TypeFor[almanac](),
		"holiday":  reflect.TypeFor[holiday](),
		"workday":  reflect.TypeFor[workday](),
		"index":    reflect.TypeFor[index](),
		"state":    reflect.TypeFor[state](),
	}
)

// explain tells the writer what is allowed where the decoder tells the Go type.
func explain(err error) error {
	typed, ok := errors.AsType[*yaml.TypeError](err)
	if !ok {
		return err
	}
	text := strings.ReplaceAll(strings.Join(typed.Errors, "; "), "into []string", `as hours; write a list such as ["09:00-18:00"]`)
	return errors.New(unknownField.ReplaceAllStringFunc(text, func(found string) string {
		part := unknownField.FindStringSubmatch(found)
		return fmt.Sprintf("unknown field %q; allowed are %s", part[1], strings.Join(fields(written[part[2]]), ", "))
	}))
}

// fields are the names of a type as they are written.
func fields(t reflect.Type) (names []string) {
	for f := range t.Fields() {
		if name, options, _ := strings.Cut(f.Tag.Get("yaml"), ","); options == "inline" {
			names = append(names, fields(f.Type)...)
		} else {
			names = append(names, name)
		}
	}
	return names
}
