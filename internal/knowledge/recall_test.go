package knowledge_test

import (
	"encoding/csv"
	"os"
	"testing"

	"redress/internal/knowledge/trial"
)

// questions reads questions with the entry that each asks for.
func questions(t *testing.T, file string) []trial.Asked {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var asked []trial.Asked
	for _, row := range rows[1:] {
		asked = append(asked, trial.Asked{Entry: row[0], Text: row[1]})
	}
	return asked
}

// TestParaphrases asks the built-in list in words of its authors'. Those of paraphrases were written before its questions were, those of
// second_zh.csv before half of them; both were looked at when limits and words were chosen. Those of held_zh.csv were written after that,
// and nothing was changed by them.
func TestParaphrases(t *testing.T) {
	l := shop(t)
	for _, c := range []struct {
		file                   string
		least                  int     // texts
		nearest, answered, bad float64 // shares: at least, at least, at most
	}{
		{"testdata/paraphrases_zh.csv", 100, 0.94, 0.80, 0.03},
		{"testdata/paraphrases_en.csv", 50, 0.92, 0.80, 0.03},
		{"testdata/second_zh.csv", 60, 0.90, 0.70, 0.06},
		{"testdata/held_zh.csv", 50, 0.70, 0.50, 0.10},
	} {
		asked := questions(t, c.file)
		for _, one := range asked {
			if !l.Has(one.Entry) {
				t.Errorf("%s: there is no entry %s", c.file, one.Entry)
			}
		}
		r := trial.Try(l, reader, asked, now)
		t.Logf("%s: %d questions, right %.3f, answered %.3f, wrongly %.3f, found %.3f, taken for complaints %.3f",
			c.file, r.Asked, r.Share(r.Nearest), r.Share(r.Answered), r.Share(r.Wrong), r.Share(r.Found), r.Share(r.Complains))
		if r.Asked < c.least || r.Share(r.Nearest) < c.nearest || r.Share(r.Answered) < c.answered || r.Share(r.Wrong) > c.bad {
			t.Errorf("%s: %+v", c.file, r)
		}
	}
}
