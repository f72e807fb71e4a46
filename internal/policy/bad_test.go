package policy

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/golden"
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
			_, err = Parse([]byte(golden.Mistaken(t, string(DefaultSource()), string(src))))
			var refused *complaint.Error
			if !errors.As(err, &refused) || refused.Kind != complaint.Invalid || refused.Field == "" {
				t.Fatalf("got %v, want a refusal that names the field", err)
			}
			golden.Check(t, strings.TrimSuffix(file, ".yaml")+".golden", err.Error()+"\n")
		})
	}
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
