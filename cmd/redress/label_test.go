package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/label"
	"redress/internal/storetest"
)

// work runs the program for a person who writes the lines.
func work(t *testing.T, lines string, args ...string) string {
	t.Helper()
	stdin := filepath.Join(t.TempDir(), "stdin")
	if err := os.WriteFile(stdin, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	return run(t, args, stdin)
}

// One reader labels a file, another labels the same texts from the first one's labels, and they are compared and measured by.
func TestTwoReadersLabelAndAreCompared(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	csv := "name,content\nAnn,\"The sofa broke, after two weeks.\"\nBen,\nCid,Where is my parcel?\n"
	if err := os.WriteFile(file("texts.csv"), []byte(csv), 0o600); err != nil {
		t.Fatal(err)
	}
	work(t, "q - 2 n 1\n", "label", "--texts", file("texts.csv"), "--out", file("a.jsonl"))
	work(t, "d - 3 n 0\n", "label", "--texts", file("texts.csv"), "--out", file("a.jsonl")) // goes on with the next
	seen := work(t, "q - 2 n 1\nv - 3 n 0\n", "label", "--texts", file("a.jsonl"), "--out", file("b.jsonl"), "--order", "random", "--seed", "3")
	if strings.Count(seen, "the machine:") != 2 {
		t.Errorf("the second reader saw\n%s", seen)
	}
	labels, err := readLabels(file("a.jsonl"))
	if err != nil || len(labels) != 2 || labels[0].ID != "texts.csv#0" || labels[1].ID != "texts.csv#2" || labels[1].Category != complaint.CategoryDelay {
		t.Fatalf("%+v, %v", labels, err)
	}
	if table := work(t, "", "label", "agree", file("a.jsonl"), file("b.jsonl")); !strings.Contains(table, "category   2") {
		t.Errorf("they agree in\n%s", table)
	}
	if table := work(t, "", "evaluate", file("a.jsonl")); !strings.Contains(table, "en texts.csv") {
		t.Errorf("evaluate says\n%s", table)
	}
}

func TestTextsThatCannotBeLabelledAreRefused(t *testing.T) {
	for content, want := range map[string]string{
		`{"id": 1}`: "text 1",
		"{\"id\": 1, \"text\": \"a\"}\n{\"id\": \"1\", \"text\": \"b\"}": "the id 1 stands twice",
		"It broke.": "text 1",
	} {
		path := filepath.Join(t.TempDir(), "texts.jsonl")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := readTexts(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error = %v, want %q", content, err, want)
		}
	}
}

// What people overruled becomes labelled texts, which say nothing of who complained.
func TestOverruledComplaintsAreExportedMasked(t *testing.T) {
	memory, at := storetest.NewMemory(), time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)
	for name, decided := range map[string]complaint.Category{"confirmed": complaint.CategoryDelay, "overruled": complaint.CategorySafety} {
		filed := &complaint.Filed{
			Tenant: "acme", ID: casework.NewReference(), ReceivedAt: at, Content: name + "：我是李雷，电话13812345678，充电器冒烟",
			Complainant: complaint.Complainant{Name: "李雷", Email: "li@example.com", Language: complaint.Chinese},
		}
		m := complaint.Commit{Revision: 1, At: at, Events: []complaint.Event{filed}}
		ch := casework.Change{After: complaint.Fold([]complaint.Commit{m}), Commit: m, Judged: &casework.Judgement{
			Case: filed.ID, At: at, Model: "linear-2",
			Given: casework.Said{Category: complaint.CategoryDelay, Grade: 2}, Decided: casework.Said{Category: decided, Grade: 2},
		}}
		if err := memory.Save(t.Context(), ch); err != nil {
			t.Fatal(err)
		}
	}
	for all, want := range map[bool]int{false: 1, true: 2} {
		var out strings.Builder
		if err := (labelExport{Tenant: "acme", All: all}).write(t.Context(), &out, memory, at, at.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		labels, err := label.Read(strings.NewReader(out.String()))
		if err != nil || len(labels) != want {
			t.Fatalf("%v, %s", err, out.String())
		}
		for _, l := range labels {
			if l.Category == complaint.CategorySafety && (l.Text != "overruled：我是[name]，电话[phone]，充电器冒烟" || !*l.Safety) {
				t.Errorf("label %+v", l)
			}
			if strings.Contains(l.Text, "李雷") {
				t.Errorf("label %+v", l)
			}
		}
	}
}
