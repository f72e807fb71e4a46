// Package explain answers questions about deadlines in JSON: when is it due, when is the warning, which time was counted.
package explain

import (
	"encoding/json"
	"fmt"
	"time"

	"redress/internal/calendar"
)

// Request asks for a deadline. Only from and span are needed.
type Request struct {
	ID       json.RawMessage   `json:"id"`       // any value, comes back in the reply
	Calendar json.RawMessage   `json:"calendar"` // name or path, or the calendar itself; cn if left out
	From     string            `json:"from"`     // RFC 3339
	Span     string            `json:"span"`     // as calendar.ParseSpan reads it
	Pauses   []json.RawMessage `json:"pauses"`   // "FROM/TO" or {"from", "to"}
	Warn     string            `json:"warn"`     // as calendar.ParseWarning reads it
}

// fields are those of Request, for a writer who got them wrong.
const fields = "from and span, and if wanted calendar, pauses, warn, id"

// Reply explains a deadline; its instants are in the zone of the calendar.
type Reply struct {
	ID          json.RawMessage     `json:"id,omitempty"`
	Due         time.Time           `json:"due"`
	Warn        time.Time           `json:"warn,omitzero"`
	Provisional bool                `json:"provisional,omitempty"` // depends on a year whose holidays are unknown
	Open        []calendar.Interval `json:"open"`                  // the time that was counted
}

// Explain answers a request. The error names the field that is wrong and what it may hold.
func (q Request) Explain() (Reply, error) {
	cal, err := readCalendar(q.Calendar)
	if err != nil {
		return Reply{}, err
	}
	from, err := time.Parse(time.RFC3339, q.From)
	if err != nil {
		return Reply{}, fmt.Errorf("from: %q is not an instant; write one such as 2026-04-03T17:30:00+08:00", q.From)
	}
	span, err := calendar.ParseSpan(q.Span)
	if err != nil {
		return Reply{}, err
	}
	pauses, err := readPauses(q.Pauses)
	if err != nil {
		return Reply{}, err
	}
	return q.reckon(cal, from, span, pauses)
}

func (q Request) reckon(cal *calendar.Calendar, from time.Time, span calendar.Span, pauses []calendar.Interval) (Reply, error) {
	deadline, err := cal.Due(from, span, pauses...)
	if err != nil {
		return Reply{}, err
	}
	reply := Reply{ID: q.ID, Due: deadline.Due, Provisional: deadline.Provisional, Open: deadline.Open}
	if reply.Open == nil {
		reply.Open = []calendar.Interval{} // a list in JSON even when nothing was counted
	}
	if q.Warn == "" {
		return reply, nil
	}
	warning, err := calendar.ParseWarning(q.Warn)
	if err != nil {
		return Reply{}, err
	}
	reply.Warn, err = cal.Warn(from, span, warning, pauses...)
	return reply, err
}
