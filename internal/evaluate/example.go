// Package evaluate measures a classifier against labelled texts, beside the simplest thing that could be done instead.
//
// The labels in labels/ were made by reading, by the meanings that README.md gives the categories. They name a text by its set, its row
// and a hash, and hold nothing of it: whoever has the sets can repeat the figures. "dev" was looked at while the classifier was built,
// "held" was measured a few times; "fresh" and "danger" were labelled by a second reader, then their missed dangers were read.
package evaluate

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path"
	"slices"

	"redress/internal/complaint"
)

// Example is a text and what a careful reader says of it.
type Example struct {
	ID        any                  `json:"id"`
	Set       string               `json:"set"` // empty: taken from the id, up to a #
	Part      string               `json:"part"`
	Lang      complaint.Language   `json:"lang"`
	Text      string               `json:"text"`
	Category  complaint.Category   `json:"category"`
	Secondary []complaint.Category `json:"secondary"`
	Grade     complaint.Grade      `json:"grade"`
	Safety    *bool                `json:"safety"`
	Emotion   *int                 `json:"emotion"`
}

// longestLine is how many bytes of a line are taken.
const longestLine = 4 << 20

// Read reads labelled texts, a JSON object a line.
func Read(in io.Reader) ([]Example, error) {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longestLine)
	var all []Example
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var e Example
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if !slices.Contains(complaint.Categories, e.Category) {
			return nil, fmt.Errorf("line %d: category %q is not one of %v", n, e.Category, complaint.Categories)
		}
		all = append(all, e)
	}
	return all, lines.Err()
}

// ReadFile reads a file of labelled texts.
func ReadFile(name string) ([]Example, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // it was only read
	return Read(file)
}

// about says whether a category is among those of the label.
func (e Example) about(c complaint.Category) bool {
	return c == e.Category || slices.Contains(e.Secondary, c)
}

// set names where the text is from.
func (e Example) set() string {
	if e.Set != "" {
		return path.Base(e.Set)
	}
	return "all"
}
