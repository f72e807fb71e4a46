package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"

	"redress/internal/casework"
)

// showCounts prints the days, their sum, and the entries, the most answered first.
func showCounts(out io.Writer, days []casework.Asked) error {
	table := tabwriter.NewWriter(out, 0, 8, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "DAY (UTC)\tASKED\tANSWERED\tWENT ON\tSETTLED\t")
	sum := casework.Asked{Day: "all", Entries: map[string]casework.AskedEntry{}}
	for _, d := range days {
		countLine(table, d.Day, d.Asked, d.Answered, d.GoneOn)
		sum.Asked, sum.Answered, sum.GoneOn = sum.Asked+d.Asked, sum.Answered+d.Answered, sum.GoneOn+d.GoneOn
		for id, e := range d.Entries {
			all := sum.Entries[id]
			sum.Entries[id] = casework.AskedEntry{Answered: all.Answered + e.Answered, GoneOn: all.GoneOn + e.GoneOn}
		}
	}
	countLine(table, sum.Day, sum.Asked, sum.Answered, sum.GoneOn)
	fmt.Fprintln(table, "\t\t\t\t\t\nENTRY\t\tANSWERED\tWENT ON\tSETTLED\t")
	ids := slices.SortedFunc(maps.Keys(sum.Entries), func(a, b string) int {
		return cmp.Or(cmp.Compare(sum.Entries[b].Answered, sum.Entries[a].Answered), cmp.Compare(a, b))
	})
	for _, id := range ids {
		e := sum.Entries[id]
		fmt.Fprintf(table, "%s\t\t%d\t%d\t%s\t\n", id, e.Answered, e.GoneOn, settled(e.Answered, e.GoneOn))
	}
	return table.Flush()
}

func countLine(table io.Writer, day string, asked, answered, goneOn int) {
	fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%s\t\n", day, asked, answered, goneOn, settled(answered, goneOn))
}

// settled is the share of what was answered from which nobody went on to a complaint.
func settled(answered, goneOn int) string {
	if answered == 0 {
		return "-"
	}
	return fmt.Sprintf("%.0f %%", 100*float64(max(0, answered-goneOn))/float64(answered))
}
