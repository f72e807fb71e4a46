package message

import (
	"fmt"
	"strings"

	"redress/internal/complaint"
)

// Span names a length of time as policies write it, such as 24h or 3wd: 24 hours, 3 working days. One that is written otherwise is
// an error.
func Span(lang complaint.Language, span string) (string, error) {
	unit := strings.TrimLeft(span, "0123456789")
	number := strings.TrimSuffix(span, unit)
	if number == "" {
		return "", fmt.Errorf("message: %q is no span", span)
	}
	many := "many"
	if number == "1" {
		many = "one"
	}
	return Text(lang, "span."+many+"."+unit, number)
}
