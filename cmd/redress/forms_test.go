package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redress/internal/forms"
	"redress/internal/policy"
)

// A policy's text with other forms is still that policy.
func TestWithForms(t *testing.T) {
	seconds, err := os.ReadFile("../../samples/policy-seconds.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, src := range []string{
		string(policy.DefaultSource()), string(seconds),
		strings.Replace(string(seconds), "forms: {use: redress-forms-1, remember: 1d}", "forms:\n  remember: 1d\n  use: \"redress-forms-1\"", 1),
	} {
		changed, err := withForms(src, "acme-2", "acme-forms-1")
		if err != nil {
			t.Fatal(err)
		}
		p, err := policy.Parse([]byte(changed))
		if err != nil || p.Version != "acme-2" || p.Forms.Use != "acme-forms-1" || len(p.EveryFlow) == 0 {
			t.Errorf("%+v, %v", p, err)
		}
	}
	if _, err := withForms("version: x\n", "acme-2", "acme-forms-1"); err == nil {
		t.Error("a policy without forms was given some")
	}
}

// What show prints can be started from, and check says what is wrong.
func TestFormsAreShownAndChecked(t *testing.T) {
	var out bytes.Buffer
	if err := (formsShow{}).Run(&out); err != nil || !bytes.Equal(out.Bytes(), forms.Source()) {
		t.Fatalf("%v", err)
	}
	file := filepath.Join(t.TempDir(), "mine.yaml")
	for text, want := range map[string]string{
		strings.Replace(out.String(), "version: redress-forms-1", "version: acme-1", 1): "version acme-1 with",
		out.String(): "named like a built-in one",
		"version: acme-1\nover: redress-forms-1\nforms: [{milestone: reward, none: true}]\n": "can be used",
		"version: acme-1\nforms: []\n": "must hold 1 to",
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		if err := (formsCheck{File: file}).Run(&said); err != nil {
			said.WriteString(err.Error())
		}
		if !strings.Contains(said.String(), want) {
			t.Errorf("said %q, want %q", said.String(), want)
		}
	}
}
