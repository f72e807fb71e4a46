package web

import (
	"testing"

	"redress/internal/complaint"
)

func TestInLanguage(t *testing.T) {
	cases := map[string]string{
		"":                "?lang=en",
		"/t/RD-1?s=kX3":   "/t/RD-1?lang=en&s=kX3",
		"/t/RD-1?lang=zh": "/t/RD-1?lang=en",
		"://":             "?lang=en",
	}
	for here, want := range cases {
		if got := inLanguage(here, complaint.English); got != want {
			t.Errorf("%q became %q, want %q", here, got, want)
		}
	}
}
