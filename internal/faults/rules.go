package faults

import (
	"fmt"
	"regexp"
	"strconv"
)

var spanOfSeconds = regexp.MustCompile(`\b(within|send|expire|after|journey_grace|timer_grace): (\d+)s\b`)

// keptInformed is the one milestone that comes back as long as a case is open: it would never be quiet.
var keptInformed = regexp.MustCompile(`(milestone: kept_informed, within: )\d+s`)

// Slowed is a policy whose deadlines are so much later, for an emulator is slower than AWS, and slower yet with faults.
// Its graces too; and nobody has to be kept informed before the run is over.
func Slowed(src []byte, by float64) []byte {
	src = spanOfSeconds.ReplaceAllFunc(src, func(found []byte) []byte {
		parts := spanOfSeconds.FindSubmatch(found)
		seconds, _ := strconv.ParseFloat(string(parts[2]), 64) // it is digits
		return fmt.Appendf(nil, "%s: %.0fs", parts[1], seconds*by)
	})
	return keptInformed.ReplaceAll(src, []byte("${1}6h"))
}
