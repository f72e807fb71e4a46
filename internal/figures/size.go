package figures

import "fmt"

// sizeGoal is how large a package may be.
const sizeGoal = 5_000_000

// SizeRow is the size of a deployed package, in bytes as Lambda has it, as a row.
func SizeRow(function string, bytes int64) Row {
	return Row{
		What: function, Value: fmt.Sprintf("%.2f MB", float64(bytes)/1e6), Goal: "≤ 5 MB", Missed: bytes > sizeGoal,
		Lever: "letters written without text/template, whose reach by name keeps methods that nobody calls",
	}
}
