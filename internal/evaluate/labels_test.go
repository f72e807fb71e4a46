package evaluate

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"redress/internal/classify"
	"redress/internal/complaint"
)

// Every label is in the closed sets, and no text is labelled twice.
func TestLabelsAreSound(t *testing.T) {
	for _, lang := range complaint.Languages {
		_, rows, err := Table(labels.Open("labels/" + string(lang) + ".csv"))
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, row := range rows {
			id := row[colSet] + row[colRow]
			if seen[id] || len(row) != columns || !slices.Contains([]string{"dev", "held", "fresh", "danger"}, row[colPart]) {
				t.Errorf("%v", row)
			}
			seen[id] = true
			for c := range strings.SplitSeq(row[colCategory]+"|"+row[colSecondary], "|") {
				if c != "" && !slices.Contains(complaint.Categories, complaint.Category(c)) {
					t.Errorf("%v", row)
				}
			}
		}
	}
}

// The same of the reviews that were read.
func TestReviewsAreSound(t *testing.T) {
	_, rows, err := Table(labels.Open("labels/reviews.csv"))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, row := range rows {
		if len(row) != reviewColumns || seen[id(row)] || len(row[colHash]) != 16 ||
			!slices.Contains([]Complains{Nothing, Aside, Mainly}, Complains(row[reviewComplains])) ||
			!slices.Contains([]string{FitReviews, KeptReviews}, row[reviewPart]) {
			t.Errorf("%v", row)
		}
		seen[id(row)] = true
	}
}

// A text is found by its row and its hash, and one that was changed since it was labelled is refused.
func TestFindTheTextOfALabel(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "set.csv"), []byte("stars,review\n5,很好\n2,慢\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	texts := texts{folder: folder}
	sum := sha256.Sum256([]byte("慢"))
	hash := hex.EncodeToString(sum[:8])
	if text, err := texts.find([]string{"set.csv", "1", hash}); text != "慢" || err != nil {
		t.Errorf("%q %v", text, err)
	}
	for _, wrong := range [][]string{{"set.csv", "0", hash}, {"set.csv", "2", hash}, {"set.csv", "-1", hash}, {"set.csv", "x", hash}, {"other.csv", "1", hash}} {
		if text, err := texts.find(wrong); err == nil {
			t.Errorf("%v: %q", wrong, text)
		}
	}
}

// What a review complains of and what it is taken for are counted by set and over all.
func TestReportReviews(t *testing.T) {
	var out strings.Builder
	ReportReviews(&out, classify.New(), []Review{
		{Set: "zh/a.csv", Text: "非常好，很满意，下次还会再来", Complains: Nothing},
		{Set: "zh/a.csv", Text: "退款拖了一个月还不到账，客服也不回复", Complains: Mainly},
		{Set: "zh/b.csv", Text: "用了两天就坏了，质量太差", Complains: Mainly},
	})
	fields := strings.Join(strings.Fields(out.String()), " ")
	for _, want := range []string{"all mainly 2 1.000 1.000", "all nothing 1 0.000 0.000", "a.csv mainly 1", "b.csv mainly 1"} {
		if !strings.Contains(fields, want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
}
