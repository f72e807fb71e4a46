package calendar

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// nameShape is the version of a calendar that is kept under it; it is part of keys.
var nameShape = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

// largestKept is a bound on a calendar that is kept, in bytes: it is one item of a table, which has room for 400 KB.
const largestKept = 256 << 10

// CheckName refuses a text that cannot be kept under its version: it must have one, that could not be taken for one of the
// program's, and not be too long.
func CheckName(src []byte) error {
	if len(src) > largestKept {
		return fmt.Errorf("calendar: has %d bytes; allowed are %d", len(src), largestKept)
	}
	var doc document
	if err := decode(src, &doc); err != nil {
		return fmt.Errorf("calendar: %w", err)
	}
	return checkName(doc.Version)
}

func checkName(version string) error {
	if !nameShape.MatchString(version) {
		return fmt.Errorf("calendar: version: %q cannot name a calendar; write 1 to 64 letters, digits, dots, dashes or underscores, such as acme-2027.1", version)
	}
	first, _, _ := strings.Cut(version, "-")
	if slices.Contains(Names(), first) {
		return fmt.Errorf("calendar: version: %q is named like one that comes with the program; give it a name of your own", version)
	}
	return nil
}
