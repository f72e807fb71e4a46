package simulate

import (
	"slices"
	"sort"
	"strconv"
	"sync"
	"time"
)

// worktime is a calendar written out: every stretch of open time, one after the other. Deadlines are reckoned in it by
// counting, with no look at package calendar, so that each can be reckoned twice. Instants are in milliseconds.
type worktime struct {
	zone      *time.Location
	stretches []stretch
	closes    []int64 // the end of each working day
	dayLength int64   // what is open in a working day, on the average
}

// stretch is time from an instant up to another.
type stretch struct{ from, to int64 }

// The dates a worktime is written out for.
var firstDate, lastDate = date("2025-12-01"), date("2028-12-31")

const dayMillis = 24 * 60 * 60 * 1000

// worktimes are the almanacs written out, by name.
var worktimes = sync.OnceValues(func() (map[string]*worktime, error) {
	all := map[string]*worktime{}
	for _, a := range almanacs {
		w, err := a.worktime()
		if err != nil {
			return nil, err
		}
		all[a.name] = w
	}
	return all, nil
})

func (a almanac) worktime() (*worktime, error) {
	zone, err := time.LoadLocation(a.zone)
	if err != nil {
		return nil, err
	}
	w, special, total := &worktime{zone: zone}, a.special(), int64(0)
	for d := firstDate; !d.After(lastDate); d = d.AddDate(0, 0, 1) {
		hours, other := special[d.Format(time.DateOnly)]
		if !other {
			hours = a.week[d.Weekday()]
		}
		for _, text := range hours {
			s := opening(d, text, zone)
			total += s.to - s.from
			w.stretches = append(w.stretches, s)
		}
		if len(hours) > 0 {
			w.closes = append(w.closes, w.stretches[len(w.stretches)-1].to)
		}
	}
	w.dayLength = total / int64(len(w.closes))
	return w, nil
}

// opening is a stretch such as "21:00-05:00" on a date.
func opening(d time.Time, text string, zone *time.Location) stretch {
	at := func(text string, nextDay int) int64 {
		hour, _ := strconv.Atoi(text[:2])
		minute, _ := strconv.Atoi(text[3:5])
		return time.Date(d.Year(), d.Month(), d.Day()+nextDay, hour, minute, 0, 0, zone).UnixMilli()
	}
	s := stretch{at(text[:5], 0), at(text[6:], 0)}
	if s.to <= s.from {
		s.to = at(text[6:], 1)
	}
	return s
}

// nextOpen is the first instant of working time at or after another.
func (w *worktime) nextOpen(at int64) int64 {
	i := w.after(at)
	if i == len(w.stretches) {
		return at
	}
	return max(at, w.stretches[i].from)
}

// after is the number of the first stretch that ends after an instant.
func (w *worktime) after(at int64) int {
	return sort.Search(len(w.stretches), func(i int) bool { return w.stretches[i].to > at })
}

// workingDays is the working time between two instants in working days.
func (w *worktime) workingDays(from, to int64) float64 {
	open := int64(0)
	for i := w.after(from); i < len(w.stretches) && w.stretches[i].from < to; i++ {
		open += min(to, w.stretches[i].to) - max(from, w.stretches[i].from)
	}
	return float64(open) / float64(w.dayLength)
}

// due is the instant at which a span such as "3d" or "2wd" is over that stands still in the pauses; false: the span is not
// one this calendar can reckon.
func (w *worktime) due(from int64, span string, pauses []stretch) (int64, bool) {
	unit := len(span)
	for i := range span {
		if span[i] > '9' {
			unit = i
			break
		}
	}
	n, err := strconv.ParseInt(span[:unit], 10, 64)
	if err != nil {
		return 0, false
	}
	switch span[unit:] {
	case "s":
		return elapse(from, n*1000, pauses), true
	case "m":
		return elapse(from, n*60_000, pauses), true
	case "h":
		return elapse(from, n*3_600_000, pauses), true
	case "d":
		return elapse(from, w.sameTime(from, int(n))-from, pauses), true
	case "wm":
		return w.work(from, n*60_000, pauses), true
	case "wh":
		return w.work(from, n*3_600_000, pauses), true
	case "wd":
		return w.close(from, n, pauses), true
	}
	return 0, false
}

// sameTime is the instant so many dates later at which the wall clock reads the same: of a reading that comes twice the
// first, of one that is skipped the end of the gap.
func (w *worktime) sameTime(from int64, dates int) int64 {
	t := time.UnixMilli(from).In(w.zone)
	reading := time.Date(t.Year(), t.Month(), t.Day()+dates, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC).UnixMilli()
	before, after := w.offset(reading-dayMillis), w.offset(reading+dayMillis)
	first, second := reading-max(before, after), reading-min(before, after)
	for _, at := range [2]int64{first, second} {
		if at+w.offset(at) == reading {
			return at
		}
	}
	_, gapEnds := time.UnixMilli(first).In(w.zone).ZoneBounds()
	return gapEnds.UnixMilli()
}

// offset is by how much the wall clock is ahead of UTC.
func (w *worktime) offset(at int64) int64 {
	_, seconds := time.UnixMilli(at).In(w.zone).Zone()
	return int64(seconds) * 1000
}

// elapse is the instant at which so many milliseconds have gone by outside the pauses.
func elapse(from, length int64, pauses []stretch) int64 {
	at := from
	for _, p := range merged(pauses) {
		if p.to <= at {
			continue
		}
		if p.from >= at+length {
			break
		}
		length -= max(0, p.from-at)
		at = p.to
	}
	return at + length
}

// work is the instant at which so many milliseconds of working time have gone by outside the pauses.
func (w *worktime) work(from, length int64, pauses []stretch) int64 {
	for i := w.after(from); i < len(w.stretches); i++ {
		s := stretch{max(from, w.stretches[i].from), w.stretches[i].to}
		for _, open := range s.without(merged(pauses)) {
			if open.to-open.from >= length {
				return open.from + length
			}
			length -= open.to - open.from
		}
	}
	return 0
}

// close is the end of the n-th working day after the one, the 0th, that is open at an instant or opens next. A day that
// ends in a pause does not count.
func (w *worktime) close(from, n int64, pauses []stretch) int64 {
	for i := sort.Search(len(w.closes), func(i int) bool { return w.closes[i] > from }); i < len(w.closes); i++ {
		end := w.closes[i]
		if slices.ContainsFunc(pauses, func(p stretch) bool { return p.from < end && end <= p.to }) {
			continue
		}
		if n == 0 {
			return end
		}
		n--
	}
	return 0
}

// without is what remains of a stretch outside pauses that are in order and apart.
func (s stretch) without(pauses []stretch) (left []stretch) {
	for _, p := range pauses {
		if p.to <= s.from || p.from >= s.to {
			continue
		}
		if p.from > s.from {
			left = append(left, stretch{s.from, p.from})
		}
		s.from = p.to
	}
	if s.from < s.to {
		left = append(left, s)
	}
	return left
}

// merged are pauses in order and apart.
func merged(pauses []stretch) (apart []stretch) {
	if len(pauses) == 0 {
		return nil
	}
	sorted := slices.SortedFunc(slices.Values(pauses), func(a, b stretch) int { return int(a.from - b.from) })
	for _, p := range sorted {
		if n := len(apart); n > 0 && p.from <= apart[n-1].to {
			apart[n-1].to = max(apart[n-1].to, p.to)
			continue
		}
		apart = append(apart, p)
	}
	return apart
}
