package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"redress/internal/client"
	"redress/internal/complaint"
)

// textColumns are the names under which a file may hold the complaints' texts, the best first.
var textColumns = []string{"content", "text", "review", "narrative", "body", "message"}

// readComplaints reads at most so many complaints from a CSV file with a header. The text stands in a column that says
// so, or else in the one that is the longest in the first row.
func readComplaints(path string, most int) ([]client.Complaint, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // only read
	rows := csv.NewReader(file)
	rows.FieldsPerRecord, rows.LazyQuotes = -1, true
	header, err := rows.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return readRows(rows, columnsOf(header), most)
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

func readRows(rows *csv.Reader, columns map[string]int, most int) ([]client.Complaint, error) {
	var complaints []client.Complaint
	for len(complaints) < most {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
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
		if cell("content") != "" {
			complaints = append(complaints, complaintOf(cell))
		}
	}
	return complaints, nil
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

// complaintOf makes a complaint of a row. A row that says nothing of its complainant gets one made up.
func complaintOf(cell func(string) string) client.Complaint {
	c := client.Complaint{
		Channel: complaint.Channel(cell("channel")), Demand: complaint.Demand(cell("demand")), Content: cell("content"),
		Complainant: complaint.Complainant{
			Name: cell("name"), Email: cell("email"), Phone: cell("phone"), Language: languageOf(cell("language")),
		},
		Matter: complaint.Matter{Product: cell("product"), Order: cell("order")},
	}
	if c.Complainant.Email == "" && c.Complainant.Phone == "" {
		c.Complainant.Email = "someone@example.com"
	}
	return c
}

func languageOf(word string) complaint.Language {
	for _, l := range complaint.Languages {
		if word == string(l) {
			return l
		}
	}
	return ""
}
