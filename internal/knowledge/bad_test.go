package knowledge_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/golden"
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
			_, err = knowledge.Parse([]byte(golden.Mistaken(t, good(t), string(src))))
			var refused *complaint.Error
			if !errors.As(err, &refused) || refused.Kind != complaint.Invalid || refused.Field == "" {
				t.Fatalf("got %v, want a refusal that names the field", err)
			}
			golden.Check(t, strings.TrimSuffix(file, ".yaml")+".golden", err.Error()+"\n")
		})
	}
}

func TestAListThatIsFarTooLong(t *testing.T) {
	_, err := knowledge.Parse([]byte(strings.Repeat("# a comment\n", 30_000)))
	if !complaint.Is(err, complaint.Invalid) {
		t.Errorf("got %v", err)
	}
}
