package main

import (
	"strings"
	"testing"
)

// The shipped samples are told again and recognised.
func TestDuplicates(t *testing.T) {
	t.Chdir("../..")
	var out strings.Builder
	if err := (duplicatesCmd{Seed: 1, Most: 100}).Run(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"## complaints.csv: 12 texts", "retyped", "another_person", "precision of merges 1.0000"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, out.String())
		}
	}
}
