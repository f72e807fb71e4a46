package calendar

import "time"

// Unit is what a span is counted in.
type Unit string

// The units. The first four always run, the others in working time.
const (
	Second     Unit = "s"
	Minute     Unit = "m"
	Hour       Unit = "h"
	Day        Unit = "d" // to the same time of day on the next date
	WorkMinute Unit = "wm"
	WorkHour   Unit = "wh"
	WorkDay    Unit = "wd" // to the close of the next working day
)

// Units lists every unit.
var Units = []Unit{Second, Minute, Hour, Day, WorkMinute, WorkHour, WorkDay}

// alias are further spellings.
var alias = map[Unit]Unit{"min": Minute, "wmin": WorkMinute}

// working tells whether the unit passes in working time only.
func (u Unit) working() bool { return u == WorkMinute || u == WorkHour || u == WorkDay }

// length is the time that one unit takes of its kind of time; of a day, about. An unknown unit has none.
func (u Unit) length() time.Duration {
	switch u {
	case Second:
		return time.Second
	case Minute, WorkMinute:
		return time.Minute
	case Hour, WorkHour:
		return time.Hour
	case Day, WorkDay:
		return wholeDay
	}
	return 0
}
