package forms

import (
	"encoding/json"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"redress/internal/complaint"
	"redress/internal/golden"
)

// trial is what is tried on a form.
type trial struct {
	Form string           `yaml:"form"`
	Flow complaint.Flow   `yaml:"flow"`
	Good []map[string]any `yaml:"good"`
	Bad  []struct {
		Set  map[string]any `yaml:"set"`
		Drop []string       `yaml:"drop"`
		At   string         `yaml:"at"`
		Says string         `yaml:"says"`
	} `yaml:"bad"`
}

func standard(t testing.TB) *Set {
	t.Helper()
	s, err := Builtin(current)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func trials(t *testing.T) []trial {
	t.Helper()
	src, err := os.ReadFile("testdata/examples.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all []trial
	if err := yaml.Unmarshal(src, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestBuiltinForms: every built-in form takes what fits it and refuses what does not, naming the field and what is allowed.
func TestBuiltinForms(t *testing.T) {
	s := standard(t)
	if err := s.prove(); err != nil {
		t.Fatal(err)
	}
	tried := map[*Form]bool{}
	for _, c := range trials(t) {
		t.Run(c.Form+string(c.Flow), func(t *testing.T) {
			f := s.For(c.Flow, c.Form)
			if f == nil || len(c.Good) == 0 || len(c.Bad) < 3 {
				t.Fatal("there is no such form, or too little is tried on it")
			}
			tried[f] = true
			for _, good := range c.Good {
				if _, err := f.Fill(marshal(t, good), f.WhenSame...); err != nil {
					t.Errorf("%v: %v", good, err)
				}
			}
			for _, bad := range c.Bad {
				told := map[string]any{}
				if err := json.Unmarshal(f.Examples[0], &told); err != nil {
					t.Fatal(err)
				}
				maps.Copy(told, bad.Set)
				for _, name := range bad.Drop {
					delete(told, name)
				}
				wantRefused(t, f, marshal(t, told), bad.At, bad.Says)
			}
		})
	}
	for _, f := range s.Forms() {
		if !tried[f] {
			t.Errorf("nothing is tried on the form of %s for %v", f.Milestone, f.Flows)
		}
	}
}

func wantRefused(t *testing.T, f *Form, src []byte, at, says string) {
	t.Helper()
	_, err := f.Fill(src, f.WhenSame...)
	known, is := err.(*complaint.Error) //nolint:errorlint // it is answered as it is
	if !is || known.Kind != complaint.Invalid || known.Field != at || !strings.Contains(known.Detail, says) {
		t.Errorf("%.200s: %v, want %s to be refused: %s", src, err, at, says)
	}
}

func marshal(t testing.TB, v any) []byte {
	t.Helper()
	src, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// TestServedForms: what a client is given, in both languages, is kept to be looked at; it is JSON Schema by itself, and takes and refuses
// what the form does.
func TestServedForms(t *testing.T) {
	s := standard(t)
	for _, lang := range complaint.Languages {
		all := map[string]json.RawMessage{}
		for _, f := range s.Forms() {
			served := f.Schema(lang)
			all[f.Milestone+string(append(f.Flows, "")[0])] = served
			schema := map[string]any{}
			if err := json.Unmarshal(served, &schema); err != nil {
				t.Fatal(err)
			}
			again, err := compilePlain(t, schema)
			if err != nil {
				t.Fatalf("%s: %v", f.Milestone, err)
			}
			for _, example := range f.Examples {
				told, err := data(example)
				if err != nil {
					t.Fatal(err)
				}
				if err := again.Validate(told); err != nil {
					t.Errorf("%s: the client's schema refuses the example: %v", f.Milestone, err)
				}
				told["other"] = "x"
				if again.Validate(told) == nil {
					t.Errorf("%s: the client's schema takes other fields", f.Milestone)
				}
			}
		}
		src, err := json.MarshalIndent(all, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		golden.Check(t, "testdata/golden/served_"+string(lang)+".json", string(src)+"\n")
	}
}

// TestEveryTextIsInBothLanguages: no text of a form is there in one language only.
func TestEveryTextIsInBothLanguages(t *testing.T) {
	s := standard(t)
	for _, f := range s.Forms() {
		if zh, en := f.Schema(complaint.Chinese), f.Schema(complaint.English); string(zh) == string(en) {
			t.Errorf("%s says the same in both languages", f.Milestone)
		}
	}
}

// compilePlain compiles a schema as a client would, with nothing of ours.
func compilePlain(t *testing.T, schema map[string]any) (*jsonschema.Schema, error) {
	t.Helper()
	c := jsonschema.NewCompiler()
	if err := c.AddResource("urn:client", schema); err != nil {
		return nil, err
	}
	return c.Compile("urn:client")
}
