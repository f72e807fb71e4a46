// Package golden compares what a test got with a file that was looked at and kept.
package golden

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Update says whether the golden files are to be written anew.
func Update() bool { return *update }

// Check compares with a file. With -update it writes the file first, so that the difference is looked at in the commit.
func Check(t testing.TB, file, got string) {
	t.Helper()
	if *update {
		write(t, file, got)
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; if that is meant, run go test -update.\n--- got\n%s\n--- want\n%s", file, got, want)
	}
}

func write(t testing.TB, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Mistaken is a good text with one piece, between the marks FROM and TO of a file, made into another; a file without the marks is the
// whole text.
func Mistaken(t testing.TB, whole, file string) string {
	t.Helper()
	from, to, edits := strings.Cut(strings.TrimPrefix(file, "# FROM\n"), "# TO\n")
	if !edits {
		return file
	}
	if strings.Count(whole, from) != 1 { // a piece within a line ends without its line's end
		from, to = strings.TrimSuffix(from, "\n"), strings.TrimSuffix(to, "\n")
	}
	if n := strings.Count(whole, from); n != 1 {
		t.Fatalf("the good text holds %d times\n%s", n, from)
	}
	return strings.Replace(whole, from, to, 1)
}
