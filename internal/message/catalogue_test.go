package message

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"redress/internal/complaint"
)

// keys are the paths of a catalogue's texts, read without the program's own idea of the file.
func keys(t *testing.T, lang complaint.Language) []string {
	t.Helper()
	src, err := sources.ReadFile("catalogue/" + string(lang) + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	var root map[string]any
	if err := yaml.Unmarshal(src, &root); err != nil {
		t.Fatal(err)
	}
	paths := map[string]bool{}
	walk(root, "", paths)
	return slices.Sorted(maps.Keys(paths))
}

func walk(node any, path string, into map[string]bool) {
	branches, ok := node.(map[string]any)
	if !ok {
		into[path] = true
		return
	}
	for key, branch := range branches {
		walk(branch, path+"/"+key, into)
	}
}

func TestCataloguesHaveTheSameKeys(t *testing.T) {
	zh, en := keys(t, complaint.Chinese), keys(t, complaint.English)
	for _, key := range zh {
		if !slices.Contains(en, key) {
			t.Errorf("en lacks %s", key)
		}
	}
	for _, key := range en {
		if !slices.Contains(zh, key) {
			t.Errorf("zh lacks %s", key)
		}
	}
}

func TestEveryNoticeHasALetterAndNoOther(t *testing.T) {
	for _, lang := range complaint.Languages {
		for kind, l := range in(lang).Letters {
			if !slices.Contains(everyNotice, kind) {
				t.Errorf("%s has a letter %s that is never sent", lang, kind)
			}
			if (l.Body == "") == (len(l.Scripts) == 0) {
				t.Errorf("%s %s must have a body or scripts, not both", lang, kind)
			}
			if _, ok := l.Scripts[complaint.General]; len(l.Scripts) > 0 && !ok {
				t.Errorf("%s %s has no general script", lang, kind)
			}
		}
	}
}

func TestEveryScriptHasFourSteps(t *testing.T) {
	for _, lang := range complaint.Languages {
		for kind, l := range in(lang).Letters {
			for flow, s := range l.Scripts {
				if slices.Contains([]string{s.Empathy, s.Cause, s.Plan, s.Promise}, "") {
					t.Errorf("%s %s %s lacks a step", lang, kind, flow)
				}
			}
		}
	}
}

func TestEveryPageTextIsTranslated(t *testing.T) {
	for _, lang := range complaint.Languages {
		for key, text := range in(lang).Texts {
			if text == "" || strings.ContainsFunc(text, isHan) != (lang == complaint.Chinese) {
				t.Errorf("%s %s: %q", lang, key, text)
			}
		}
	}
}

func TestTextsTakeTheSameArguments(t *testing.T) {
	zh, en := in(complaint.Chinese).Texts, in(complaint.English).Texts
	for key, text := range zh {
		if strings.Count(text, "%s") != strings.Count(en[key], "%s") {
			t.Errorf("%s: %q and %q", key, text, en[key])
		}
	}
}

func TestText(t *testing.T) {
	got, err := Text(complaint.English, "survey.until", "noon")
	if err != nil || got != "Please answer by noon. You can answer once." {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := Text(complaint.English, "no.such.key"); err == nil {
		t.Error("a key without a text was no error")
	}
}
