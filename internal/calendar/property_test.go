package calendar

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// drawn is a question with any calendar, beginning, span and pauses.
type drawn struct {
	reference
	*Calendar
	from   time.Time
	span   Span
	pauses []Interval
}

func draw(t *rapid.T) drawn {
	r := drawReference(t)
	q := drawn{reference: r, Calendar: r.calendar(), span: drawSpan(t, Units)}
	q.from = q.instant(t, time.Minute)
	for range rapid.IntRange(0, 4).Draw(t, "pauses") {
		from := q.from.Add(time.Duration(rapid.IntRange(-600, 6000).Draw(t, "pause from")) * time.Minute)
		length := time.Duration(rapid.IntRange(0, 3000).Draw(t, "pause minutes")) * time.Minute
		q.pauses = append(q.pauses, Interval{from, from.Add(length)})
	}
	return q
}

func drawSpan(t *rapid.T, units []Unit) Span {
	return Span{rapid.Int64Range(0, 40).Draw(t, "n"), rapid.SampledFrom(units).Draw(t, "unit")}
}

// instant is any of a year from 2026 on, in the calendar's zone.
func (q drawn) instant(t *rapid.T, step time.Duration) time.Time {
	n := rapid.Int64Range(0, int64(366*wholeDay/step)).Draw(t, "instant")
	return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(n) * step).In(q.Location())
}

func (q drawn) due(from time.Time, s Span, pauses ...Interval) time.Time {
	return must(q.Due(from, s, pauses...)).Due
}

func TestDueIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := draw(t)
		due := q.due(q.from, q.span, q.pauses...)
		if due.Before(q.from) {
			t.Fatalf("due %v before from %v", due, q.from)
		}
		longer := Span{q.span.N + rapid.Int64Range(0, 40).Draw(t, "more"), q.span.Unit}
		if got := q.due(q.from, longer, q.pauses...); got.Before(due) {
			t.Fatalf("%v due %v, %v before it %v", q.span, due, longer, got)
		}
		later := q.from.Add(time.Duration(rapid.IntRange(0, 100_000).Draw(t, "later")) * time.Second)
		if q.span.Unit == Day {
			q.pauses = nil // a paused day takes along its own length, 23 to 25 hours
		}
		if got := q.due(later, q.span, q.pauses...); got.Before(q.due(q.from, q.span, q.pauses...)) {
			t.Fatalf("from %v due %v, from %v before it %v", q.from, due, later, got)
		}
	})
}

func TestSpanIsUsedUpWhenDue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := draw(t)
		due := must(q.Due(q.from, q.span, q.pauses...))
		if got := must(q.Used(q.span.Unit, q.from, due.Due, q.pauses...)); got != q.span {
			t.Fatalf("used %v at %v, want %v", got, due.Due, q.span)
		}
		if s := q.span; s.Unit != WorkDay && s.Unit != Day && sum(due.Open) != s.length() {
			t.Fatalf("counted %v of %v", sum(due.Open), s)
		}
	})
}

func TestPauseNeverMakesADeadlineEarlier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := draw(t)
		for i := range q.pauses {
			with, without := q.due(q.from, q.span, q.pauses[:i+1]...), q.due(q.from, q.span, q.pauses[:i]...)
			if with.Before(without) {
				t.Fatalf("due %v with the pause %v, %v without", with, q.pauses[i], without)
			}
		}
	})
}

func TestPauseOutsideWorkingTimeCostsNoWorkingTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := draw(t)
		s := drawSpan(t, []Unit{WorkMinute, WorkHour, WorkDay})
		at := q.from.Add(time.Duration(rapid.IntRange(0, 10_000).Draw(t, "at")) * time.Minute)
		pause := Interval{at, q.NextOpen(at)}
		want, got := q.due(q.from, s), q.due(q.from, s, pause)
		if !got.Equal(want) {
			t.Fatalf("due %v with the pause %v, %v without", got, pause, want)
		}
	})
}

func TestPausesMayComeInAnyOrderAndOverlap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := draw(t)
		shuffled := rapid.Permutation(slices.Concat(q.pauses, q.pauses)).Draw(t, "shuffled")
		if want, got := q.due(q.from, q.span, q.pauses...), q.due(q.from, q.span, shuffled...); !got.Equal(want) {
			t.Fatalf("due %v, shuffled %v", want, got)
		}
	})
}

func TestWarningIsBetweenFromAndDue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := draw(t)
		w := Warning{before: drawSpan(t, Units)}
		if rapid.Bool().Draw(t, "percent") {
			w = Warning{percent: rapid.IntRange(1, 100).Draw(t, "percentage")}
		}
		at, due := must(q.Warn(q.from, q.span, w, q.pauses...)), q.due(q.from, q.span, q.pauses...)
		if at.After(due) || at.Before(q.from) {
			t.Fatalf("warned at %v, from %v, due %v", at, q.from, due)
		}
	})
}

func TestWarningLeavesItsSpan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := draw(t)
		unit := rapid.SampledFrom([]Unit{Minute, Hour, WorkMinute, WorkHour}).Draw(t, "clock")
		q.span.Unit = unit
		before := Span{rapid.Int64Range(0, q.span.N).Draw(t, "before"), unit}
		at := must(q.Warn(q.from, q.span, Warning{before: before}, q.pauses...))
		if got := must(q.Used(unit, at, q.due(q.from, q.span, q.pauses...), q.pauses...)); got != before {
			t.Fatalf("%v left at %v, want %v", got, at, before)
		}
	})
}

func TestWorkingTimeAgreesWithSteppingByMinutes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := draw(t)
		s := Span{rapid.Int64Range(0, 1500).Draw(t, "minutes"), WorkMinute}
		want, got := q.reference.due(q.from, s.N, q.pauses), q.due(q.from, s, q.pauses...)
		if !got.Equal(want) {
			t.Fatalf("%v from %v due %v, stepping says %v", s, q.from, got, want)
		}
		if at := q.instant(t, time.Minute); q.IsOpen(at) != q.open(at) {
			t.Fatalf("%v open is %v, the wall clock says otherwise", at, q.IsOpen(at))
		}
	})
}
