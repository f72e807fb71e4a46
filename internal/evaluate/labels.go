package evaluate

import (
	"embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
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
	texts := texts{folder: folder}
	var all []Example
	for _, row := range rows {
		if len(row) != columns {
			return nil, fmt.Errorf("a label has %d columns: %v", len(row), row)
		}
		if part != "" && row[colPart] != part {
			continue
		}
		text, err := texts.find(row)
		if err != nil {
			return nil, err
		}
		all = append(all, labelled(row, language, text))
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

// labelled is a text with what its label says of it.
func labelled(label []string, language complaint.Language, text string) Example {
	e := Example{
		ID: id(label), Set: label[colSet], Part: label[colPart], Lang: language, Text: text, Category: complaint.Category(label[colCategory]),
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
	return e
}
