package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// textColumns are the names under which a file may hold the complaints' texts, the best first.
var textColumns = []string{"content", "text", "review", "narrative", "body", "message"}

// cellOf gives a cell of a row by the name of its column, empty where there is none.
type cellOf func(column string) string

// eachRow takes the rows of a CSV file with a header, until take says that it has enough. A row's text is its cell "content": it stands in a
// column that says so, or else in the one that is the longest in the first row.
func eachRow(path string, take func(cellOf) (more bool)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // only read
	rows := csv.NewReader(file)
	rows.FieldsPerRecord, rows.LazyQuotes = -1, true
	header, err := rows.Read()
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	columns := columnsOf(header)
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if _, named := columns["content"]; !named {
			columns["content"] = longest(row)
		}
		cell := func(name string) string {
			if i, found := columns[name]; found && i < len(row) {
				return strings.TrimSpace(row[i])
			}
			return ""
		}
		if !take(cell) {
			return nil
		}
	}
}

// columnsOf is the place of each column by its name; the text's is under content.
func columnsOf(header []string) map[string]int {
	columns := map[string]int{}
	for i, name := range header {
		columns[strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")))] = i
	}
	for _, name := range textColumns {
		if i, found := columns[name]; found {
			columns["content"] = i
			break
		}
	}
	return columns
}

// longest is the place of a row's longest cell.
func longest(row []string) int {
	place := 0
	for i, cell := range row {
		if len(cell) > len(row[place]) {
			place = i
		}
	}
	return place
}
