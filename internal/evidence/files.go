package evidence

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
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
	for _, name := range slices.Sorted(maps.Keys(f)) {
		into, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Unix(0, 0).UTC()})
		if err != nil {
			return nil, err
		}
		if _, err := into.Write(f[name]); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return packed.Bytes(), err
}

// Bounds of what is unpacked, far above what a case has: an export comes from somebody who may not be trusted.
const (
	mostFiles = 64
	mostBytes = 1 << 30
)

// Unzip unpacks an export.
func Unzip(packed []byte) (Files, error) {
	r, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return nil, err
	}
	if len(r.File) > mostFiles {
		return nil, fmt.Errorf("it holds %d files", len(r.File))
	}
	files, left := Files{}, int64(mostBytes)
	for _, one := range r.File {
		if _, twice := files[one.Name]; twice {
			return nil, fmt.Errorf("it holds %s twice", one.Name)
		}
		data, err := content(one, left)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", one.Name, err)
		}
		files[one.Name], left = data, left-int64(len(data))
	}
	return files, nil
}

func content(one *zip.File, most int64) ([]byte, error) {
	from, err := one.Open()
	if err != nil {
		return nil, err
	}
	defer from.Close() //nolint:errcheck // it was read to its end
	data, err := io.ReadAll(io.LimitReader(from, most+1))
	if err == nil && int64(len(data)) > most {
		err = errors.New("it is too large")
	}
	return data, err
}
