package main

import (
	"os"
	"path/filepath"
	"testing"

	"redress/internal/complaint"
)

func TestTheSampleIsTwelveComplaints(t *testing.T) {
	complaints, err := readComplaints("../../samples/complaints.csv", 100)
	if err != nil || len(complaints) != 12 {
		t.Fatalf("%d complaints, %v", len(complaints), err)
	}
	for _, c := range complaints {
		if c.Channel == "" || c.Demand == "" || c.Content == "" || c.Complainant.Language == "" {
			t.Errorf("incomplete: %+v", c)
		}
	}
}

// Other people's files name their columns as they like, or have none that says it is the text.
func TestOtherFilesAreReadToo(t *testing.T) {
	for name, src := range map[string]string{
		"named":        "label,review\n0,the wheel came off\n",
		"with a mark":  "\ufefftext,label\nthe wheel came off,1\n",
		"the longest":  "year,summary,code\n2020,the wheel came off,7\n",
		"bad quotes":   "review\nthe wheel came off\n",
		"ragged":       "label,text,more\n0,the wheel came off\n",
		"empty before": "text\n\"\"\nthe wheel came off\n",
	} {
		path := filepath.Join(t.TempDir(), "file.csv")
		if err := os.WriteFile(path, []byte(src), 0o600); err != nil {
			t.Fatal(err)
		}
		complaints, err := readComplaints(path, 5)
		if err != nil || len(complaints) != 1 || complaints[0].Content != "the wheel came off" {
			t.Errorf("%s: %+v, %v", name, complaints, err)
			continue
		}
		if who := complaints[0].Complainant; who.Email == "" || who.Language != complaint.Language("") {
			t.Errorf("%s: complainant %+v", name, who)
		}
	}
}
