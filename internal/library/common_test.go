package library

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"redress/internal/duplicate"
	"redress/internal/golden"
)

// leastCommon is in how many lines a piece occurs that is common.
const leastCommon = 5

// The table of common pieces is what the texts that the classifier is trained on say; -update counts them anew.
func TestCommonPiecesAreThoseOfTheTrainingTexts(t *testing.T) {
	files, err := filepath.Glob("../train/texts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(src)) {
			if strings.HasPrefix(line, "=") || strings.HasPrefix(line, "@") || strings.HasPrefix(line, "#") {
				continue
			}
			for piece := range duplicate.Pieces(line) {
				count[piece]++
			}
		}
	}
	pieces := slices.SortedFunc(maps.Keys(count), func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), strings.Compare(a, b)) })
	var b strings.Builder
	for _, piece := range pieces {
		if count[piece] >= leastCommon {
			fmt.Fprintf(&b, "%d\t%s\n", count[piece], piece)
		}
	}
	golden.Check(t, "common.txt", b.String())
}
