package calendar

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// hours are the stretches of a day that are open, in order, without overlap.
type hours []window

// window is open from one time of day to another; a night closes beyond 24 hours.
type window struct {
	open, close time.Duration // since midnight, as the wall clock reads
	text        string
}

const (
	wholeDay     = 24 * time.Hour
	longestNight = 12 * time.Hour // an inverted "18:00-09:00" is no night
)

// parseHours reads the hours of a day.
func parseHours(texts []string) (hours, error) {
	h := make(hours, 0, len(texts))
	for _, text := range texts {
		w, err := parseWindow(text)
		if err != nil {
			return nil, err
		}
		h = append(h, w)
	}
	slices.SortFunc(h, func(a, b window) int { return cmp.Compare(a.open, b.open) })
	for i := 1; i < len(h); i++ {
		if h[i].open < h[i-1].close {
			return nil, fmt.Errorf("%s and %s overlap; each must begin when the one before is over", h[i-1].text, h[i].text)
		}
	}
	return h, nil
}

var windowForm = regexp.MustCompile(`^(\d\d):([0-5]\d)-(\d\d):([0-5]\d)$`)

// parseWindow reads "09:00-18:00", "22:00-06:00" (a night) or "00:00-24:00".
func parseWindow(text string) (window, error) {
	part := windowForm.FindStringSubmatch(text)
	if part == nil {
		return window{}, fmt.Errorf("%q are no hours; write HH:MM-HH:MM, from 00:00 to 24:00", text)
	}
	w := window{open: timeOfDay(part[1], part[2]), close: timeOfDay(part[3], part[4]), text: text}
	if w.open >= wholeDay || w.close > wholeDay {
		return window{}, fmt.Errorf("%q is outside the day; hours go from 00:00 to 24:00", text)
	}
	if w.close <= w.open {
		w.close += wholeDay
		if w.close-w.open > longestNight {
			return window{}, fmt.Errorf("%q closes before it opens; only a night of at most 12 hours may end on the next day", text)
		}
	}
	return w, nil
}

// timeOfDay takes two digits each.
func timeOfDay(hour, minute string) time.Duration {
	h, _ := strconv.Atoi(hour)
	m, _ := strconv.Atoi(minute)
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
}

// runsInto tells whether the last night of h is not over when next, the hours of the following day, begin.
func (h hours) runsInto(next hours) bool {
	return len(h) > 0 && len(next) > 0 && h[len(h)-1].close-wholeDay > next[0].open
}
