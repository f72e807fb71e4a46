package forms

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/golden"
)

// tenants is the document of a tenant, from which the bad ones are made.
func tenants(t testing.TB) []byte {
	t.Helper()
	src, err := os.ReadFile("testdata/tenant.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// TestATenantsForms: a field is added without code, a form is replaced, another taken away, one of its own is there, and the rest is
// as it was.
func TestATenantsForms(t *testing.T) {
	s, err := Parse(tenants(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		flow            complaint.Flow
		milestone, told string
		at              string // what is wrong; empty: nothing
	}{
		{complaint.Quality, "inspection_report", `{"findings":"x","cause":"use","responsibility":"open","result":"defect","humidity":12.5}`, ""},
		{complaint.Quality, "inspection_report", `{"findings":"x","cause":"use","responsibility":"open","result":"defect"}`, "data.humidity"},
		{complaint.Quality, "inspection_report", `{"findings":"x","cause":"use","responsibility":"open","result":"defect","humidity":120}`, "data.humidity"},
		{complaint.Quality, "inspection_report", `{"humidity":12,"cause":"use","responsibility":"open","result":"defect"}`, "data.findings"},
		{complaint.Quality, "inspection_report", `{"findings":"x","cause":"use","responsibility":"open","result":"defect","humidity":40}`, "data.dried"},
		{complaint.Delay, "process_improvement", `{"idea":"a light"}`, ""},
		{complaint.Delay, "process_improvement", `{"problem":"x","change":"y","owner":"z"}`, "data.change"},
		{complaint.Quality, "wood_checked", `{"species":"oak"}`, ""},
		{complaint.Quality, "wood_checked", `{"species":"plastic"}`, "data.species"},
		{complaint.Billing, "reconciliation", `{"billed":{"amount":1,"currency":"CNY"},"owed":{"amount":1,"currency":"CNY"},"result":"right"}`, ""},
	} {
		_, err := s.For(c.flow, c.milestone).Fill([]byte(c.told))
		var refused *complaint.Error
		if c.at == "" && err != nil || c.at != "" && (!errors.As(err, &refused) || refused.Field != c.at) {
			t.Errorf("%s %s: %v, want %q", c.milestone, c.told, err, c.at)
		}
	}
	if s.For(complaint.Suggestion, "reward") != nil {
		t.Error("the form that was taken away is there")
	}
	if f := s.For(complaint.Quality, "inspection_report"); !f.Needed || strings.Count(string(f.Schema(complaint.English)), "Humidity") != 1 {
		t.Errorf("the form with a field more: %s", f.Schema(complaint.English))
	}
	if got := standard(t).For(complaint.Suggestion, "reward"); got == nil {
		t.Error("the built-in forms were changed")
	}
}

// Each bad document is the tenant's with a single mistake: FROM and TO in its file, or a document of its own.
func TestBadFormsAreRefusedWithAReason(t *testing.T) {
	files, err := filepath.Glob("testdata/bad_*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no bad forms: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, err = Parse([]byte(golden.Mistaken(t, string(tenants(t)), string(src))))
			var refused *complaint.Error
			if !errors.As(err, &refused) || refused.Kind != complaint.Invalid || refused.Field == "" {
				t.Fatalf("got %v, want a refusal that names the field", err)
			}
			golden.Check(t, strings.TrimSuffix(file, ".yaml")+".golden", err.Error()+"\n")
		})
	}
}

// Every built-in version is kept under its name, and none is made up.
func TestBuiltinVersions(t *testing.T) {
	for _, version := range []string{"redress-forms-0", "", "../doc.go", "acme-1"} {
		if _, err := Builtin(version); !complaint.Is(err, complaint.NotFound) {
			t.Errorf("%q: got %v", version, err)
		}
	}
	if _, err := Parse(Source()); err == nil || !strings.Contains(err.Error(), "named like a built-in one") {
		t.Errorf("a tenant's forms under a built-in name: %v", err)
	}
	if s, err := Parse([]byte(strings.Replace(string(Source()), "version: redress-", "version: acme-", 1))); err != nil || len(s.Forms()) != len(standard(t).Forms()) {
		t.Errorf("the built-in forms under a name of one's own: %v", err)
	}
}
