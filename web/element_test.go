package web

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// element is one element of a page with what it stands in.
type element struct {
	name  string
	attr  map[string]string
	text  string // of the element and all within
	inner []*element
	outer *element
}

// parsePage reads a page as strictly as XML is read, so that a tag left open is an error. It answers every element.
func parsePage(t *testing.T, page string) []*element {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(page))
	var all []*element
	var open *element
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("the page is not well-formed: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			open = open.begin(token)
			all = append(all, open)
		case xml.EndElement:
			open = open.outer
		case xml.CharData:
			open.say(string(token))
		}
	}
}

func (e *element) begin(start xml.StartElement) *element {
	child := &element{name: start.Name.Local, attr: map[string]string{}, outer: e}
	for _, a := range start.Attr {
		child.attr[a.Name.Local] = a.Value
	}
	if e != nil {
		e.inner = append(e.inner, child)
	}
	return child
}

func (e *element) say(text string) {
	for ; e != nil; e = e.outer {
		e.text += text
	}
}

// within says whether the element stands in one of that name, however deep.
func (e *element) within(name string) bool {
	for outer := e.outer; outer != nil; outer = outer.outer {
		if outer.name == name {
			return true
		}
	}
	return false
}

// named are the elements of a name.
func named(all []*element, name string) []*element {
	var found []*element
	for _, e := range all {
		if e.name == name {
			found = append(found, e)
		}
	}
	return found
}
