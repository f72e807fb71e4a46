// Package evaluate measures a classifier against labelled texts, beside the simplest thing that could be done instead.
//
// The labels in labels/ were made by reading, by the meanings that README.md gives the categories. They name a text by its set, its row
// and a hash, and hold nothing of it: whoever has the sets can repeat the figures. Those of the part "dev" were looked at while the
// classifier was built; those of "held" were read once, to label them, and no
// decision was made by them. It was one reader, who then wrote the training texts.
package evaluate

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
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
