package policy

import (
	"time"

	"redress/internal/calendar"
)

// elapsed is a span as a duration, for those units that always run; a day is 24 hours.
func elapsed(s calendar.Span) (time.Duration, bool) {
	units := map[calendar.Unit]time.Duration{
		calendar.Second: time.Second, calendar.Minute: time.Minute, calendar.Hour: time.Hour, calendar.Day: 24 * time.Hour,
	}
	unit, always := units[s.Unit]
	return time.Duration(s.N) * unit, always
}
