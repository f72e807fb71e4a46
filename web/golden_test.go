package web

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redress/internal/complaint"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden shows the pages without their style sheet, which is a file of its own.
func TestGolden(t *testing.T) {
	for _, lang := range complaint.Languages {
		pages := everyPage(t, lang)
		for _, name := range []string{"track", "survey.open", "survey.refused.speed", "ask.open", "ask.answered", "ask.complains", "ask.refused.complainant", "problem.not_found"} {
			file := filepath.Join("testdata", "golden", name+"."+string(lang)+".html")
			checkGolden(t, file, strings.Replace(pages[name], style, "", 1))
		}
	}
}

func checkGolden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		writeGolden(t, file, got)
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; if that is meant, run go test -update.\n%s", file, got)
	}
}

func writeGolden(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
