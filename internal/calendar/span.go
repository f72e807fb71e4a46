package calendar

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Span is a length of time, such as 18 working hours, written "18wh".
type Span struct {
	N    int64
	Unit Unit
}

// longest bounds a span and the search for its end.
const (
	longestYears = 100
	longest      = longestYears * 365 * wholeDay
)

var spanForm = regexp.MustCompile(`^(\d{1,12})([a-z]+)$`)

// ParseSpan reads a whole number with a unit: s, m (or min), h, d, wm (or wmin), wh, wd. A span is at most 100 years.
func ParseSpan(text string) (Span, error) {
	part := spanForm.FindStringSubmatch(text)
	if part == nil {
		return Span{}, fmt.Errorf("span %q: write a whole number and one of the units %v, such as 18wh", text, Units)
	}
	n, _ := strconv.ParseInt(part[1], 10, 64)
	s := Span{N: n, Unit: Unit(part[2])}
	if full, ok := alias[s.Unit]; ok {
		s.Unit = full
	}
	return s, s.check()
}

// check refuses what no deadline can be reckoned from.
func (s Span) check() error {
	length := s.Unit.length()
	if length == 0 {
		return fmt.Errorf("span %q: unknown unit %q; allowed are %v", s, s.Unit, Units)
	}
	if s.N < 0 || s.N > int64(longest/length) {
		return fmt.Errorf("span %q: allowed is 0 to %d%s, that is %d years", s, longest/length, s.Unit, longestYears)
	}
	return nil
}

// length is the time the span takes of its kind of time; of days, about.
func (s Span) length() time.Duration { return time.Duration(s.N) * s.Unit.length() }

// IsZero tells whether there is no span at all.
func (s Span) IsZero() bool { return s == Span{} }

func (s Span) String() string { return strconv.FormatInt(s.N, 10) + string(s.Unit) }

// MarshalText writes the span as ParseSpan reads it. The error is ParseSpan's.
func (s Span) MarshalText() ([]byte, error) { return []byte(s.String()), s.check() }

// UnmarshalText is ParseSpan.
func (s *Span) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSpan(string(text))
	return err
}
