package evidence

import (
	"archive/zip"
	"bytes"
	"maps"
	"slices"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"redress/internal/complaint"
	"redress/internal/ledger"
)

// The files of an export. Reports and instructions are there in each language.
const (
	caseFile      = "case.json"     // the case, folded from its commits
	commitsFile   = "commits.jsonl" // the commits as they are stored, byte for byte, one a line
	proofsFile    = "proofs.json"   // where each commit stands in the log, and the proof
	headFile      = "head.txt"      // the signed head of the log that the proofs lead to
	olderFile     = "older.txt"     // an older signed head, where there is one
	keyFile       = "key.pem"       // the public key
	statementFile = "statement.txt" // what the exporter signs: the last revision, the head and the sums of all files
)

func reportFile(lang complaint.Language) string { return "report." + string(lang) + ".html" }

func readmeFile(lang complaint.Language) string { return "README." + string(lang) + ".txt" }

// Files is the content of an export by name.
type Files map[string][]byte

// Proofs says where a case stands in its tenant's log.
type Proofs struct {
	Size    int64       `json:"size"` // of the log, at the head
	Commits []Inclusion `json:"commits"`
	Older   *Growth     `json:"older,omitempty"`
}

// Inclusion proves that a commit is a leaf of the log.
type Inclusion struct {
	Revision int              `json:"revision"`
	Leaf     int64            `json:"leaf"`   // its index
	Commit   ledger.Sum       `json:"commit"` // SHA-256 of the commit as it was entered
	Proof    tlog.RecordProof `json:"proof"`
}

// Growth proves that the log only grew since an older head.
type Growth struct {
	Size  int64          `json:"size"` // of the older head
	Proof tlog.TreeProof `json:"proof"`
}

// Zip packs the files; the same files give the same bytes.
func (f Files) Zip() ([]byte, error) {
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	if err := f.pack(w); err != nil {
		return nil, err
	}
	err := w.Close()
	return packed.Bytes(), err
}

func (f Files) pack(w *zip.Writer) error {
	for _, name := range slices.Sorted(maps.Keys(f)) {
		into, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: unixZero})
		if err != nil {
			return err
		}
		if _, err := into.Write(f[name]); err != nil {
			return err
		}
	}
	return nil
}

// unixZero is when every file of an export was changed last, so that the same files give the same bytes.
var unixZero = time.Unix(0, 0).UTC()
