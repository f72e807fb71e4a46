package evaluate

import (
	"crypto/sha256"
	"embed"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"redress/internal/complaint"
)

//go:embed labels/*.csv
var labels embed.FS

// The columns of a file of labels.
const (
	colSet = iota
	colRow
	colHash
	colCategory
	colSecondary
	colGrade
	colSafety
	colEmotion
	colPart
	columns
)

// Labelled joins the labels of a language and a part (empty: all) with the texts in a folder. It fails at a text that is not the one that
// was labelled.
func Labelled(folder string, language complaint.Language, part string) ([]Example, error) {
	_, rows, err := Table(labels.Open("labels/" + string(language) + ".csv"))
	if err != nil {
		return nil, err
	}
	sets := map[string][][]string{}
	var all []Example
	for _, row := range rows {
		if len(row) != columns {
			return nil, fmt.Errorf("a label has %d columns: %v", len(row), row)
		}
		if part != "" && row[colPart] != part {
			continue
		}
		if sets[row[colSet]] == nil {
			if _, sets[row[colSet]], err = Table(os.Open(filepath.Join(folder, filepath.FromSlash(row[colSet])))); err != nil {
				return nil, err
			}
		}
		e, err := labelled(row, sets[row[colSet]])
		if err != nil {
			return nil, err
		}
		e.Lang = language
		all = append(all, e)
	}
	return all, nil
}

// Table reads a CSV file with a line of names at its head, forgiving in the number of its fields. It closes the file, and takes the
// answer of the call that opened it.
func Table(file io.ReadCloser, err error) (names []string, rows [][]string, _ error) {
	if err != nil {
		return nil, nil, err
	}
	defer file.Close() //nolint:errcheck // it was only read
	reader := csv.NewReader(file)
	reader.FieldsPerRecord, reader.LazyQuotes = -1, true
	if rows, err = reader.ReadAll(); err != nil || len(rows) == 0 {
		return nil, nil, errors.Join(errors.New("a table without rows"), err)
	}
	return rows[0], rows[1:], nil
}

// labelled finds the text of a label: the field of its row that has its hash.
func labelled(label []string, set [][]string) (Example, error) {
	e := Example{
		ID: label[colSet] + "#" + label[colRow], Set: label[colSet], Part: label[colPart], Category: complaint.Category(label[colCategory]),
	}
	row, err := strconv.Atoi(label[colRow])
	if err != nil || row < 0 || row >= len(set) {
		return e, fmt.Errorf("%s has no row %s", label[colSet], label[colRow])
	}
	for _, field := range set[row] {
		if sum := sha256.Sum256([]byte(field)); strings.HasPrefix(hex.EncodeToString(sum[:]), label[colHash]) {
			e.Text = field
		}
	}
	if e.Text == "" {
		return e, fmt.Errorf("%v: the text is not the one that was labelled", e.ID)
	}
	for second := range strings.SplitSeq(label[colSecondary], "|") {
		if second != "" {
			e.Secondary = append(e.Secondary, complaint.Category(second))
		}
	}
	grade, _ := strconv.Atoi(label[colGrade])
	safety := label[colSafety] == "1"
	e.Grade, e.Safety = complaint.Grade(grade), &safety
	if emotion, err := strconv.Atoi(label[colEmotion]); err == nil { // many have none
		e.Emotion = &emotion
	}
	return e, nil
}
