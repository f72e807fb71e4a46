package forms

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"redress/internal/complaint"
)

// The limits of what is told of a milestone.
const (
	maxLevels = 6     // of objects and lists in one another
	maxValues = 1_000 // in all
	maxString = 4_000 // characters of one text
)

// numberShape is a number as people write it. An exponent could make a few signs into a number of a billion digits.
var numberShape = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$`)

// data reads what is told as plain JSON: texts without control characters, plain numbers, true and false; nothing is null. The error is of
// kind Invalid and names the field.
func data(src []byte) (map[string]any, error) {
	if len(src) > complaint.MaxData {
		return nil, bad("data", "has more than %d bytes", complaint.MaxData)
	}
	dec := json.NewDecoder(bytes.NewReader(src))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return nil, bad("data", "is not JSON that can be read")
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, bad("data", "is followed by something else")
	}
	object, is := v.(map[string]any)
	if !is {
		return nil, bad("data", "must be an object")
	}
	w := &walker{}
	if _, err := w.plain("data", object, 0); err != nil {
		return nil, err
	}
	return object, nil
}

// walker goes through data, counts what it holds and writes numbers in one way only.
type walker struct{ values int }

func (w *walker) plain(field string, v any, depth int) (any, error) {
	if w.values++; w.values > maxValues || depth > maxLevels {
		return nil, bad(field, "holds too much; at most %d values, %d deep", maxValues, maxLevels)
	}
	switch v := v.(type) {
	case string:
		if v == "" {
			return v, nil
		}
		return v, complaint.CheckText(field, v, maxString)
	case json.Number:
		return number(field, v)
	case bool:
		return v, nil
	case []any:
		return v, w.list(field, v, depth+1)
	case map[string]any:
		return v, w.object(field, v, depth+1)
	}
	return nil, bad(field, "must not be null; leave it out if you do not say it")
}

func (w *walker) list(field string, v []any, depth int) (err error) {
	for i := range v {
		if v[i], err = w.plain(fmt.Sprintf("%s[%d]", field, i), v[i], depth); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) object(field string, v map[string]any, depth int) (err error) {
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if v[name], err = w.plain(field+"."+shortened(name), v[name], depth); err != nil {
			return err
		}
	}
	return nil
}

// number writes a number in one way only: without zeros that say nothing.
func number(field string, n json.Number) (json.Number, error) {
	text := n.String()
	if !numberShape.MatchString(text) {
		return n, bad(field, "must be a plain number of at most 15 digits, without an exponent")
	}
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		text = "0"
	}
	return json.Number(text), nil
}

// longestName is how much of a name nobody knows is repeated.
const longestName = 60

func shortened(name string) string {
	if len(name) > longestName {
		return strings.ToValidUTF8(name[:longestName], "") + "..."
	}
	return name
}
