package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"redress/internal/casework"
	"redress/internal/knowledge/preset"
)

// aList is the list of the examples.
const aList = "../../internal/knowledge/testdata/good.yaml"

func TestKnowledge(t *testing.T) {
	bad := filepath.Join(t.TempDir(), "bad.yaml")
	src, err := os.ReadFile(aList)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(bad, []byte(strings.Replace(string(src), "most: 2", "most: 20", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	at := "--at=2026-11-23T09:00:00Z"
	for _, v := range []struct {
		name string
		args []string
	}{
		{"knowledge_check", []string{"knowledge", "check", aList}},
		{"knowledge_check_bad", []string{"knowledge", "check", bad}},
		{"knowledge_ask", []string{"knowledge", "ask", at, "请问退货的运费谁承担？"}},
		{"knowledge_ask_a_file", []string{"knowledge", "ask", at, "--file", aList, "can i return this"}},
		{"knowledge_ask_danger", []string{"knowledge", "ask", at, "电暖器着火了，怎么退货？"}},
		{"knowledge_ask_nothing", []string{"knowledge", "ask", at, "How far is the moon?"}},
		{"knowledge_measure_nothing", []string{"knowledge", "measure"}},
	} {
		t.Run(v.name, func(t *testing.T) {
			keep(t, v.name, steadied(run(t, v.args, ""), filepath.Dir(bad)))
		})
	}
}

// The shipped complaints are measured: none is answered. The words of the questions are in the list, or in what was learnt of them.
func TestKnowledgeMeasure(t *testing.T) {
	questions := "../../internal/knowledge/testdata/held_zh.csv"
	got := run(t, []string{"knowledge", "measure", "--questions", questions, "--complaints", "../../samples/complaints.csv", "--mistakes=1"}, "")
	for _, want := range []string{"QUESTIONS", "held_zh.csv  54 ", "COMPLAINTS", "complaints.csv  12    0.00 %", " for "} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q:\n%s", want, got)
		}
	}
	if got := run(t, []string{"knowledge", "measure", "--questions", questions, "--learn=2"}, ""); strings.Contains(got, "error") || strings.Contains(got, " 54 ") {
		t.Errorf("learnt:\n%s", got)
	}
	if got := run(t, []string{"knowledge", "measure", "--complaints", questions}, ""); !strings.Contains(got, "error: ") || !strings.Contains(got, "more than 1 %") {
		t.Errorf("questions pass for complaints:\n%s", got)
	}
	if got := run(t, []string{"knowledge", "measure", "--questions", questions, "--where", "id=invoice"}, ""); !strings.Contains(got, "held_zh.csv  2 ") {
		t.Errorf("of one entry:\n%s", got)
	}
}

// reading is what the classifier says, which has tests of its own.
var reading = regexp.MustCompile(`(?m)^reading: .*$`)

// steadied is what was printed, without folders and without what the classifier says.
func steadied(text, dir string) string {
	here, err := filepath.Abs(filepath.Dir(aList))
	if err == nil {
		text = strings.NewReplacer(dir, "DIR", here, "DIR").Replace(text)
	}
	return reading.ReplaceAllString(text, "reading: ...")
}

// What is printed is the very text, comments and all, to start one's own from.
func TestKnowledgeShowPrintsTheBuiltInList(t *testing.T) {
	if got := run(t, []string{"knowledge", "show"}, ""); got != string(preset.Shop) {
		t.Error(got)
	}
}

func TestKnowledgeCounts(t *testing.T) {
	var out strings.Builder
	if err := showCounts(&out, []casework.Asked{
		{Day: "2026-11-22", Asked: 10, Answered: 6, GoneOn: 1, Entries: map[string]casework.AskedEntry{"returns": {Answered: 4, GoneOn: 1}, "invoice": {Answered: 2}}},
		{Day: "2026-11-23", Asked: 3, Answered: 2, Entries: map[string]casework.AskedEntry{"invoice": {Answered: 2}}},
		{Day: "2026-11-24", Asked: 1, Entries: map[string]casework.AskedEntry{}},
	}); err != nil {
		t.Fatal(err)
	}
	keep(t, "knowledge_counts", out.String())
}
