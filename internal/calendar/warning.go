package calendar

import (
	"fmt"
	"strconv"
	"strings"
)

// Warning says how long before a deadline somebody is warned: "1wh" before it, or with "75%" of the clock used.
type Warning struct {
	before  Span
	percent int // 1 to 100; 0 when before says it
}

// ParseWarning reads a span, as ParseSpan does, or a whole percentage from 1 to 100.
func ParseWarning(text string) (Warning, error) {
	number, isPercent := strings.CutSuffix(text, "%")
	if !isPercent {
		s, err := ParseSpan(text)
		if err != nil {
			return Warning{}, fmt.Errorf("warning %q: write a percentage such as 75%%, or a span: %w", text, err)
		}
		return Warning{before: s}, nil
	}
	p, err := strconv.Atoi(number)
	if err != nil || p < 1 || p > 100 {
		return Warning{}, fmt.Errorf("warning %q: write a whole percentage from 1%% to 100%%", text)
	}
	return Warning{percent: p}, nil
}

// IsZero tells whether there is no warning at all.
func (w Warning) IsZero() bool { return w == Warning{} }

func (w Warning) String() string {
	if w.percent > 0 {
		return strconv.Itoa(w.percent) + "%"
	}
	return w.before.String()
}

// MarshalText writes the warning as ParseWarning reads it. The error is ParseWarning's.
func (w Warning) MarshalText() ([]byte, error) {
	_, err := ParseWarning(w.String())
	return []byte(w.String()), err
}

// UnmarshalText is ParseWarning.
func (w *Warning) UnmarshalText(text []byte) (err error) {
	*w, err = ParseWarning(string(text))
	return err
}
