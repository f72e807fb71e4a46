package label

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/evaluate"
)

// machine reads every text as a late delivery, and is the surer the longer the text.
type machine struct{}

func (machine) Read(text string) complaint.Reading {
	return complaint.Reading{Category: complaint.CategoryDelay, Grade: complaint.Ordinary, Confidence: min(float64(len(text))/100, 1), Language: complaint.English}
}

var three = []Text{
	{ID: "a#1", Set: "a", Text: "It never came."},
	{ID: "a#2", Set: "a", Text: "The plug smoked, and nobody called."},
	{ID: "a#3", Set: "a", Text: "Rude!"},
}

// work lets a person write the lines, and answers what they saw and what was kept.
func work(t *testing.T, path string, lines ...string) (string, []Label) {
	t.Helper()
	file, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	var seen strings.Builder
	s := Session{Texts: three, File: file, Reader: machine{}, In: strings.NewReader(strings.Join(lines, "\n")), Out: &seen}
	if err := s.Run(); err != nil {
		t.Fatal(err)
	}
	kept, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return seen.String(), kept.labels
}

func TestAPersonLabelsAndStopsAndGoesOn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "labels.jsonl")
	seen, kept := work(t, path, "d", "?", "-", "2", "n", "1", ".")
	if len(kept) != 1 || kept[0].Category != complaint.CategoryDelay || kept[0].Grade != complaint.Ordinary || *kept[0].Safety || *kept[0].Emotion != 1 {
		t.Fatalf("labels %+v", kept)
	}
	if !strings.Contains(seen, "illness") && !strings.Contains(seen, "health or safety") {
		t.Errorf("the help does not say what safety means:\n%s", seen)
	}
	seen, kept = work(t, path, "s da 1 y 2", "/", "") // all of one text on a line; the last is skipped
	if len(kept) != 2 || kept[1].ID != "a#2" || len(kept[1].Secondary) != 2 || !*kept[1].Safety || strings.Contains(seen, "a#1") {
		t.Fatalf("labels %+v after\n%s", kept, seen)
	}
	seen, kept = work(t, path, "a - 3 n 2")
	if len(kept) != 3 || !strings.Contains(seen, "All 3 are labelled") {
		t.Errorf("labels %+v after\n%s", kept, seen)
	}
}

// The machine's word comes after the person's own, or else they would lean on it.
func TestTheMachinesAnswerIsHiddenUntilThePersonHasGivenTheirs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "labels.jsonl")
	seen, _ := work(t, path, "q - 2 n")
	if strings.Contains(seen, "the machine:") {
		t.Errorf("it is shown before the last answer:\n%s", seen)
	}
	seen, kept := work(t, path, "q - 2 n 0", "<", "d - 2 n 0", ".")
	if strings.Count(seen, "the machine: delay") != 2 || !strings.Contains(seen, "you say quality") {
		t.Errorf("it is not shown after it:\n%s", seen)
	}
	if len(kept) != 1 || kept[0].Category != complaint.CategoryDelay || !kept[0].Seen {
		t.Errorf("a label that was changed then is not marked: %+v", kept)
	}
}

func TestAPersonGoesBackWithinAText(t *testing.T) {
	_, kept := work(t, filepath.Join(t.TempDir(), "l"), "q", "<", "d", "-", "2", "<", "3", "n", "0", ".")
	if len(kept) != 1 || kept[0].Category != complaint.CategoryDelay || kept[0].Grade != complaint.Minor || kept[0].Seen {
		t.Errorf("labels %+v", kept)
	}
}

func TestAWrongKeyIsAskedAgain(t *testing.T) {
	for name, lines := range map[string][]string{
		"an unknown category":         {"x", "d - 2 n 0"},
		"a second matter twice":       {"d aa", "- 2 n 0"},
		"the first matter as second":  {"d d", "- 2 n 0"},
		"a grade there is not":        {"d - 4", "2 n 0"},
		"neither yes nor no":          {"d - 2 maybe", "n 0"},
		"an emotion there is not":     {"d - 2 n 9", "0"},
		"what stands behind is wrong": {"d - 5 y 2", "2 n 0"},
	} {
		t.Run(name, func(t *testing.T) {
			_, kept := work(t, filepath.Join(t.TempDir(), "l"), append(lines, ".")...)
			if len(kept) != 1 || kept[0].Category != complaint.CategoryDelay || kept[0].Grade != complaint.Ordinary || *kept[0].Safety || *kept[0].Emotion != 0 {
				t.Errorf("labels %+v", kept)
			}
		})
	}
}

// What is written is what the classifier is measured by.
func TestEvaluateReadsTheLabels(t *testing.T) {
	path := filepath.Join(t.TempDir(), "labels.jsonl")
	work(t, path, "d - 2 n 1", "s d 1 y 2", "a - 3 n 2")
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	examples, err := evaluate.Read(file)
	if err != nil || len(examples) != 3 {
		t.Fatalf("%+v, %v", examples, err)
	}
	e := examples[1]
	if e.ID != "a#2" || e.Set != "a" || e.Lang != complaint.English || e.Category != complaint.CategorySafety || e.Grade != complaint.Major ||
		len(e.Secondary) != 1 || !*e.Safety || *e.Emotion != 2 || e.Text != three[1].Text {
		t.Errorf("example %+v", e)
	}
}

func TestEveryCategoryHasAKeyOfItsOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range keys {
		seen[k.letter], seen[string(k.category)] = true, true
	}
	if len(keys) != len(complaint.Categories) || len(seen) != 2*len(complaint.Categories) {
		t.Errorf("keys %+v", keys)
	}
	for _, c := range complaint.Categories {
		if !seen[string(c)] {
			t.Errorf("%s has no key", c)
		}
	}
}

func TestOrders(t *testing.T) {
	ids := func(order func([]Text)) string {
		texts := append([]Text{}, three...)
		order(texts)
		return texts[0].ID + texts[1].ID + texts[2].ID
	}
	if got := ids(func(t []Text) { Unsure(t, machine{}) }); got != "a#3a#1a#2" {
		t.Errorf("unsure first: %s", got)
	}
	if one, again := ids(func(t []Text) { Random(t, 7) }), ids(func(t []Text) { Random(t, 7) }); one != again {
		t.Errorf("the same seed gives %s and %s", one, again)
	}
}
