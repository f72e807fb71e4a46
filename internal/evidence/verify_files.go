package evidence

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strconv"

	"redress/internal/complaint"
)

// recorded is a file as a commit recorded it.
type recorded struct {
	complaint.Exhibit
	revision int
}

// attached checks the files that were given as evidence against the hashes that the commits hold. A commit that was changed has been named
// by then; what it says of files is checked all the same.
func (v *verifier) attached() {
	kept := v.recorded()
	for _, r := range kept {
		name, number := attachedAs(r.Exhibit), strconv.Itoa(r.revision)
		file, there := v.given[name]
		switch {
		case !there:
			v.find("verify.evidence.missing", name, r.Name, number)
		case sumOf(file, int64(r.Size)) != r.SHA256:
			v.find("verify.evidence.swapped", name, r.Name, number)
		default:
			v.Files++
		}
		delete(v.given, name)
	}
	for _, name := range slices.Sorted(maps.Keys(v.given)) {
		v.find("verify.file.extra", name)
	}
}

// recorded are the files that the commits record as kept and not as erased, each as its first commit says. Of a line that cannot be read
// there is nothing.
func (v *verifier) recorded() []recorded {
	var told tale
	for _, line := range split(v.files[commitsFile]) {
		var m complaint.Commit
		if json.Unmarshal(line, &m) != nil {
			continue
		}
		for _, e := range m.Events {
			told.hear(m.Revision, e)
		}
	}
	return told.kept
}

// tale is what commits tell of files, one after the other.
type tale struct {
	expected complaint.Case // with the files that were asked for, by their names
	kept     []recorded
}

func (t *tale) hear(revision int, e complaint.Event) {
	switch e := e.(type) {
	case *complaint.FileExpected:
		t.expected.Files = append(t.expected.Files, complaint.Exhibit{ID: e.File, Name: e.Name})
	case *complaint.Erased:
		if e.Files > 0 { // they went along
			t.kept = nil
		}
	case *complaint.FileKeptAs:
		x, _ := t.expected.Exhibit(e.File)
		x.ID, x.Type, x.Size, x.SHA256 = e.File, e.Type, e.Size, e.SHA256
		if !slices.ContainsFunc(t.kept, func(r recorded) bool { return r.ID == x.ID }) {
			t.kept = append(t.kept, recorded{x, revision})
		}
	}
}

// sumOf is the SHA-256 of a file, in hexadecimal digits; empty: it cannot be read, or has other bytes than its size. No more is unpacked
// than that.
func sumOf(file *zip.File, size int64) string {
	from, err := file.Open()
	if err != nil {
		return ""
	}
	defer from.Close() //nolint:errcheck // it was read to its end
	sum := sha256.New()
	n, err := io.Copy(sum, io.LimitReader(from, size+1))
	if err != nil || n != size {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil))
}
