package calendar

import (
	"os"
	"slices"
	"testing"
	"time"
)

// load is an embedded calendar, or the one of a file in testdata.
func load(t *testing.T, name string) *Calendar {
	t.Helper()
	if slices.Contains(Names(), name) {
		return must(Embedded(name))
	}
	return must(Parse(must(os.ReadFile("testdata/" + name + ".yaml"))))
}

// on is an instant, read from the wall clock of a calendar unless the text gives an offset.
func on(t *testing.T, c *Calendar, text string) time.Time {
	t.Helper()
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", text, c.Location())
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func span(text string) Span { return must(ParseSpan(text)) }

// must panics on the errors that only a mistake in a test can cause.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
