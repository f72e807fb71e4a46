package label

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"redress/internal/complaint"
)

// Label is a text and what a person says of it: a line for package evaluate.
type Label struct {
	ID        string               `json:"id"`
	Set       string               `json:"set,omitempty"`
	Lang      complaint.Language   `json:"lang"`
	Text      string               `json:"text"`
	Category  complaint.Category   `json:"category"`
	Secondary []complaint.Category `json:"secondary"`
	Grade     complaint.Grade      `json:"grade,omitempty"`
	Safety    *bool                `json:"safety,omitempty"`
	Emotion   *int                 `json:"emotion,omitempty"`
	Seen      bool                 `json:"seen,omitempty"` // the person had seen the machine's answer when they changed theirs
}

// longestLine is how many bytes of a line are taken.
const longestLine = 4 << 20

// Read reads labels, a JSON object a line.
func Read(in io.Reader) ([]Label, error) {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longestLine)
	var all []Label
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var l Label
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		all = append(all, l)
	}
	return all, lines.Err()
}

// Write writes labels, a JSON object a line.
func Write(out io.Writer, labels ...Label) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, l := range labels {
		if l.Secondary == nil {
			l.Secondary = []complaint.Category{}
		}
		if err := enc.Encode(l); err != nil {
			return err
		}
	}
	return nil
}

// File is a file of labels that grows by one line after the other, so that whoever stops goes on where they were.
type File struct {
	path   string
	labels []Label
}

// Open reads what was labelled before; a file that is not there yet is empty.
func Open(path string) (*File, error) {
	src, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	labels, err := Read(bytes.NewReader(src))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &File{path, labels}, nil
}

// Has says whether a text was labelled.
func (f *File) Has(id string) bool {
	for i := range f.labels {
		if f.labels[i].ID == id {
			return true
		}
	}
	return false
}

// Len is how many texts were labelled.
func (f *File) Len() int { return len(f.labels) }

// Put keeps a label, in place of one of the same text.
func (f *File) Put(l Label) error {
	for i := range f.labels {
		if f.labels[i].ID == l.ID {
			f.labels[i] = l
			return f.rewrite()
		}
	}
	out, err := os.OpenFile(f.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(Write(out, l), out.Sync(), out.Close()); err != nil {
		return err
	}
	f.labels = append(f.labels, l)
	return nil
}

// rewrite writes the file whole beside the old one and then takes its place, so that nothing is lost by an interruption.
func (f *File) rewrite() error {
	out, err := os.CreateTemp(filepath.Dir(f.path), ".labels-*")
	if err != nil {
		return err
	}
	if err := errors.Join(Write(out, f.labels...), out.Sync(), out.Close()); err != nil {
		return errors.Join(err, os.Remove(out.Name()))
	}
	return os.Rename(out.Name(), f.path)
}
