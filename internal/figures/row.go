package figures

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Row is one figure with its goal.
type Row struct {
	What   string
	Value  string
	Goal   string // empty: none was set
	Missed bool
	Note   string
	Lever  string // what it would take to reach the goal; said where it is missed
}

// Print writes the rows as a table in Markdown, and below it what it would take where a goal is missed.
func Print(out io.Writer, title string, rows []Row) {
	fmt.Fprintf(out, "\n### %s\n\n| figure | measured | goal | |\n|---|---:|---:|---|\n", title)
	var levers []string
	for _, r := range rows {
		fmt.Fprintf(out, "| %s | %s | %s | %s |\n", r.What, r.Value, r.Goal, r.remark())
		if r.Missed && r.Lever != "" && !slices.Contains(levers, r.Lever) {
			levers = append(levers, r.Lever)
		}
	}
	if len(levers) > 0 {
		fmt.Fprintf(out, "\nTo reach what is missed it would take %s.\n", strings.Join(levers, "; "))
	}
}

// remark is the verdict and what there is to say of it.
func (r Row) remark() string {
	verdict := ""
	switch {
	case r.Missed:
		verdict = "**missed**"
	case r.Goal != "":
		verdict = "held"
	}
	if verdict != "" && r.Note != "" {
		return verdict + ": " + r.Note
	}
	return verdict + r.Note
}
