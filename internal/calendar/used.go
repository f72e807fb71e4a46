package calendar

import "time"

// Used is the time that a clock has run between two instants, in whole units: of the deadline of a span, that span. Working
// days are counted by their closes, without that of day 0. It fails as Due does.
func (c *Calendar) Used(u Unit, from, to time.Time, pauses ...Interval) (Span, error) {
	k, err := c.clock(from, pauses)
	if err != nil {
		return Span{}, err
	}
	if err := (Span{Unit: u}).check(); err != nil {
		return Span{}, err
	}
	return Span{N: k.used(u, to), Unit: u}, nil
}

// Worked is the working time between two instants without the pauses. It fails on a pause that Due refuses.
func (c *Calendar) Worked(from, to time.Time, pauses ...Interval) (time.Duration, error) {
	k, err := c.clock(from, pauses)
	if err != nil {
		return 0, err
	}
	return sum(k.counted(WorkMinute, to)), nil
}

func (k clock) used(u Unit, to time.Time) int64 {
	switch u {
	case WorkDay:
		return k.daysClosed(to)
	case Day:
		return daysBetween(k.from, k.from.Add(sum(k.counted(Day, to))))
	case Second, Minute, Hour, WorkMinute, WorkHour:
	}
	return int64(sum(k.counted(u, to)) / u.length())
}

// daysClosed are the working days that have closed at an instant, day 0 apart.
func (k clock) daysClosed(at time.Time) int64 {
	return max(0, int64(len(k.closesTo(at)))-1)
}

// closesTo are the closes at or before an instant.
func (k clock) closesTo(at time.Time) (ticks []time.Time) {
	for t := range k.closes() {
		if t.After(at) {
			break
		}
		ticks = append(ticks, t)
	}
	return ticks
}

// daysBetween are the whole calendar days from a to b, which is not before it.
func daysBetween(a, b time.Time) int64 {
	n := int(dayOf(b) - dayOf(a))
	if n > 0 && plusDays(a, n).After(b) {
		n--
	}
	return int64(n)
}

func sum(ivs []Interval) (total time.Duration) {
	for _, iv := range ivs {
		total += iv.To.Sub(iv.From)
	}
	return total
}
