package calendar

import "time"

// Deadline is the instant a span is over, with its explanation. Instants are in the calendar's zone.
type Deadline struct {
	Due         time.Time
	Provisional bool       // depends on a year whose holidays are not known yet; reckon again when they are
	Open        []Interval // the time that was counted
}

// Due is the deadline of a span that begins at from and stands still in the pauses, which may overlap and come in any order.
// What is done at the instant is in time. It fails on a span that ParseSpan refuses, a pause without end or that ends before
// it begins, and a deadline more than 100 years away.
func (c *Calendar) Due(from time.Time, s Span, pauses ...Interval) (Deadline, error) {
	k, err := c.clock(from, pauses)
	if err != nil {
		return Deadline{}, err
	}
	due, err := k.due(s)
	if err != nil {
		return Deadline{}, err
	}
	return Deadline{
		Due:         due,
		Provisional: s.Unit.working() && c.provisional(k.from, due),
		Open:        k.counted(s.Unit, due),
	}, nil
}

// due is the instant at which a span is used up.
func (k clock) due(s Span) (time.Time, error) {
	if err := s.check(); err != nil {
		return time.Time{}, err
	}
	if due, ok := k.end(s); ok {
		return due, nil
	}
	return time.Time{}, k.errTooFar(s)
}

// end is the instant at which a span is used up, unless that is too far away.
func (k clock) end(s Span) (time.Time, bool) {
	switch s.Unit {
	case WorkDay:
		return k.closeOf(s.N)
	case Day:
		return k.after(Day, plusDays(k.from, int(s.N)).Sub(k.from))
	case Second, Minute, Hour, WorkMinute, WorkHour:
	}
	return k.after(s.Unit, s.length())
}

// closeOf is the close of the n-th working day, the first being 0.
func (k clock) closeOf(n int64) (time.Time, bool) {
	for t := range k.closes() {
		if n == 0 {
			return t, true
		}
		n--
	}
	return time.Time{}, false
}

// after is the first instant at which the clock has run for total.
func (k clock) after(u Unit, total time.Duration) (time.Time, bool) {
	if total <= 0 {
		return k.from, true
	}
	for iv := range k.running(u) {
		length := iv.To.Sub(iv.From)
		if total <= length {
			return iv.From.Add(total), true
		}
		total -= length
	}
	return time.Time{}, false
}

// counted are the stretches in which the clock ran, up to an instant.
func (k clock) counted(u Unit, to time.Time) (ivs []Interval) {
	for iv := range k.running(u) {
		if !iv.From.Before(to) {
			break
		}
		if iv.To.After(to) {
			iv.To = to
		}
		ivs = join(ivs, iv)
	}
	return ivs
}
