package calendar

import "time"

// day is a date, counted from 1970-01-01.
type day int

// dayOf is the date that the wall clock of t's zone shows.
func dayOf(t time.Time) day {
	y, m, d := t.Date()
	return day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// parseDay reads "2026-10-01".
func parseDay(s string) (day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, err
	}
	return dayOf(t), nil
}

func (d day) String() string { return d.at(0, time.UTC).Format(time.DateOnly) }

func (d day) weekday() time.Weekday { return d.at(0, time.UTC).Weekday() }

// at is the instant at which the wall clock of zone reads the given time of day, which may lie beyond 24 hours. Of a reading
// that the zone repeats it is the first; for one that the zone skips it is the end of the gap. So a later reading is never an
// earlier instant.
func (d day) at(ofDay time.Duration, zone *time.Location) time.Time {
	t := time.Date(1970, time.January, 1+int(d), 0, 0, int(ofDay/time.Second), int(ofDay%time.Second), zone)
	start, end := t.ZoneBounds()
	_, offset := t.Zone()
	switch wanted, read := int64(d)*86400+int64(ofDay/time.Second), t.Unix()+int64(offset); {
	case read > wanted:
		return start
	case read < wanted:
		return end
	}
	return first(t, start, offset)
}

// first is the earlier instant with the same reading as t, where the change of zone at start repeats it, or else t.
func first(t, start time.Time, offset int) time.Time {
	if start.IsZero() {
		return t
	}
	_, before := start.Add(-1).Zone()
	if earlier := t.Add(time.Duration(offset-before) * time.Second); before > offset && earlier.Before(start) {
		return earlier
	}
	return t
}

// sinceMidnight is the reading of the wall clock of t's zone.
func sinceMidnight(t time.Time) time.Duration {
	h, m, s := t.Clock()
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s)*time.Second +
		time.Duration(t.Nanosecond())
}

// plusDays is the instant, n dates after t, at which the wall clock reads the same.
func plusDays(t time.Time, n int) time.Time {
	if n == 0 {
		return t
	}
	return (dayOf(t) + day(n)).at(sinceMidnight(t), t.Location())
}
