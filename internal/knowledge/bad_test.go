package knowledge_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/functest"
	"redress/internal/knowledge"
)

func good(t *testing.T) string {
	t.Helper()
	src, err := os.ReadFile("testdata/good.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// Each bad list is the good one with a single mistake: FROM and TO in its file, or a document of its own.
func TestBadListsAreRefusedWithAReason(t *testing.T) {
	files, err := filepath.Glob("testdata/bad_*.yaml")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d bad lists: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, err = knowledge.Parse([]byte(mistaken(t, string(src))))
			var refused *complaint.Error
			if !errors.As(err, &refused) || refused.Kind != complaint.Invalid || refused.Field == "" {
				t.Fatalf("got %v, want a refusal that names the field", err)
			}
			golden(t, strings.TrimSuffix(file, ".yaml")+".golden", err.Error()+"\n")
		})
	}
}

// mistaken is the good list with one piece of text, between the marks FROM and TO, made into another.
func mistaken(t *testing.T, file string) string {
	t.Helper()
	from, to, edits := strings.Cut(strings.TrimPrefix(file, "# FROM\n"), "# TO\n")
	if !edits {
		return file
	}
	whole := good(t)
	if strings.Count(whole, from) != 1 { // a piece within a line ends without its line's end
		from, to = strings.TrimSuffix(from, "\n"), strings.TrimSuffix(to, "\n")
	}
	if strings.Count(whole, from) != 1 {
		t.Fatalf("the good list holds %d times\n%s", strings.Count(whole, from), from)
	}
	return strings.Replace(whole, from, to, 1)
}

func TestAListThatIsFarTooLong(t *testing.T) {
	_, err := knowledge.Parse([]byte(strings.Repeat("# a comment\n", 30_000)))
	if !complaint.Is(err, complaint.Invalid) {
		t.Errorf("got %v", err)
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if functest.Update() {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got  %swant %s", got, want)
	}
}
