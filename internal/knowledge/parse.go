package knowledge

import (
	"bytes"
	"errors"
	"io"

	"go.yaml.in/yaml/v3"

	"redress/internal/complaint"
)

// maxSource is how long a list may be, in bytes, so that it stays well inside one database item of 400 KB.
const maxSource = 256 << 10

// Parse reads a list and refuses one with an unknown field, or one that could not be used. The error is of kind Invalid and names
// what is wrong and what is allowed.
func Parse(src []byte) (*List, error) {
	if len(src) > maxSource {
		return nil, bad("knowledge", "has more than %d bytes", maxSource)
	}
	dec := yaml.NewDecoder(bytes.NewReader(src))
	dec.KnownFields(true)
	var l List
	if err := dec.Decode(&l); errors.Is(err, io.EOF) {
		return nil, bad("knowledge", "is empty; start from redress knowledge show")
	} else if err != nil {
		return nil, &complaint.Error{Kind: complaint.Invalid, Field: "knowledge", Detail: err.Error()}
	}
	if err := dec.Decode(new(any)); !errors.Is(err, io.EOF) {
		return nil, bad("knowledge", "holds more than one document")
	}
	if err := l.check(); err != nil {
		return nil, err
	}
	l.index = newIndex(l.Entries)
	return &l, nil
}
