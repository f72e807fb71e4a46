package policy

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redress/internal/complaint"
)

// Each bad policy is the default one with a single mistake: FROM and TO in its file, or a document of its own.
func TestBadPoliciesAreRefusedWithAReason(t *testing.T) {
	files, err := filepath.Glob("testdata/bad_*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no bad policies: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		t.Run(name, func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, err = Parse([]byte(mistaken(t, string(src))))
			var refused *complaint.Error
			if !errors.As(err, &refused) || refused.Kind != complaint.Invalid || refused.Field == "" {
				t.Fatalf("got %v, want a refusal that names the field", err)
			}
			golden(t, strings.TrimSuffix(file, ".yaml")+".golden", err.Error()+"\n")
		})
	}
}

// mistaken is the default policy with one piece of text, between the marks FROM and TO, made into another.
func mistaken(t *testing.T, file string) string {
	t.Helper()
	from, to, edits := strings.Cut(strings.TrimPrefix(file, "# FROM\n"), "# TO\n")
	if !edits {
		return file
	}
	whole := string(DefaultSource())
	if strings.Count(whole, from) != 1 {
		t.Fatalf("the default policy holds %d times\n%s", strings.Count(whole, from), from)
	}
	return strings.Replace(whole, from, to, 1)
}

// Every version that was ever in force is kept under its name, and none is made up.
func TestBuiltinPolicies(t *testing.T) {
	files, err := builtin.ReadDir("builtin")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		version := strings.TrimSuffix(file.Name(), ".yaml")
		if p, err := Builtin(version); err != nil || p.Version != version || !IsBuiltin(version) {
			t.Errorf("%s: %v", file.Name(), err)
		}
	}
	for _, version := range []string{"redress-1949.1", "", "../check.go", "acme-1"} {
		var refused *complaint.Error
		if _, err := Builtin(version); !errors.As(err, &refused) || refused.Kind != complaint.NotFound {
			t.Errorf("%q: got %v", version, err)
		}
	}
	if IsBuiltin("acme-1") {
		t.Error("a tenant's own policy counts as built in")
	}
}

func TestDefaultSourceIsTheDefault(t *testing.T) {
	p, err := Parse(DefaultSource())
	if err != nil {
		t.Fatal(err)
	}
	if d := standard(t); d.Version != p.Version || d.Calendar != "cn" {
		t.Errorf("version %s of calendar %s, want %s of cn", d.Version, d.Calendar, p.Version)
	}
}
