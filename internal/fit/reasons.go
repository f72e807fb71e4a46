package fit

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"redress/internal/complaint"
	"redress/internal/evaluate"
)

// reasons are what a set of tweets to airlines calls the matters of some of them, and the category each stands for. A telephone that nobody
// answers is service there, and so it is for us: attitude first, delay after it.
var reasons = map[string]complaint.Category{
	"Customer Service Issue": complaint.CategoryAttitude,
	"Late Flight":            complaint.CategoryDelay,
	"Lost Luggage":           complaint.CategoryDelivery,
	"Damaged Luggage":        complaint.CategoryDelivery,
}

// reasonWeight is how much such a tweet counts beside a text that was labelled by reading.
const reasonWeight = 0.3

// Of each so many tweets one is fitted to, of those that whoever gave the reason was so sure of.
const (
	oneOf   = 6
	sureFor = 0.9
)

// Reasons reads a sixth of the tweets whose reason stands for a category. They say nothing of safety.
func Reasons(folder string) ([]evaluate.Example, error) {
	names, rows, err := evaluate.Table(os.Open(filepath.Join(folder, "en", "airline.csv")))
	if err != nil {
		return nil, fmt.Errorf("airline.csv: %w", err)
	}
	column := func(name string) int { return slices.Index(names, name) }
	reason, sure, text := column("negativereason"), column("negativereason_confidence"), column("text")
	var all []evaluate.Example
	for i, row := range rows {
		category, known := reasons[row[reason]]
		confidence, err := strconv.ParseFloat(row[sure], 64)
		if i%oneOf == 0 && known && err == nil && confidence >= sureFor {
			all = append(all, evaluate.Example{Lang: complaint.English, Text: row[text], Category: category})
		}
	}
	return all, nil
}
