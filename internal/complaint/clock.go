package complaint

import (
	"slices"
	"time"
)

// Clock is one deadline of one case: a milestone with the instant it is due and the rungs that will fire if nobody
// meets it. All instants were computed when the clock started, by the policy and calendar of the case.
type Clock struct {
	ID          string    `json:"id"` // the milestone's name, with the round from the second on: "inspection_arranged.2"
	Milestone   string    `json:"milestone"`
	Round       int       `json:"round"`
	Anchor      Anchor    `json:"anchor"`
	From        time.Time `json:"from"`
	Span        string    `json:"span"` // as the policy writes it: "3d", "2wd"
	Due         time.Time `json:"due"`
	Provisional bool      `json:"provisional,omitempty"` // the calendar has no holidays yet for a year it counted in
	MetBy       []Signal  `json:"met_by"`
	Tell        bool      `json:"tell,omitempty"`    // the complainant hears when it is met
	Recurs      bool      `json:"recurs,omitempty"`  // when met it starts again
	RunsOn      bool      `json:"runs_on,omitempty"` // it does not stop while the complainant is waited for
	Complex     bool      `json:"complex,omitempty"` // it has the span of what is hard to read
	Paused      bool      `json:"paused,omitempty"`  // it stands still: the complainant is waited for
	Grade       Grade     `json:"grade,omitempty"`   // whose ladder it climbs
	Rungs       []Rung    `json:"rungs,omitempty"`   // in the order of their instants
	Fired       int       `json:"fired,omitempty"`   // how many of Rungs have fired
	Brought     *Brought  `json:"brought,omitempty"` // it is the deadline of a case that was merged into this one, which had waited

	AcknowledgedAt time.Time `json:"acknowledged_at,omitzero"` // somebody took the escalation on; the ladder stops
	AcknowledgedBy string    `json:"acknowledged_by,omitempty"`
	MetAt          time.Time `json:"met_at,omitzero"`
	SupersededAt   time.Time `json:"superseded_at,omitzero"`
	Regraded       bool      `json:"regraded,omitempty"` // already past due when a change of flow or grade started it
}

// Rung is one step of the ladder of one clock.
type Rung struct {
	At    time.Time `json:"at"`
	Level Level     `json:"level"`
}

// Open says whether the clock still runs.
func (k Clock) Open() bool { return k.MetAt.IsZero() && k.SupersededAt.IsZero() }

// Breached says whether the milestone was met late, or is open and late at the instant. Exactly at due is in time.
func (k Clock) Breached(at time.Time) bool {
	switch {
	case !k.MetAt.IsZero():
		return k.MetAt.After(k.Due)
	case !k.SupersededAt.IsZero(), k.Paused: // a clock that stopped was in time
		return false
	default:
		return at.After(k.Due)
	}
}

// NextRung is the next rung that will fire, if the clock runs, does not stand still and nobody has taken the escalation on.
func (k Clock) NextRung() (Rung, bool) {
	if !k.Open() || k.Paused || !k.AcknowledgedAt.IsZero() || k.Fired >= len(k.Rungs) {
		return Rung{}, false
	}
	return k.Rungs[k.Fired], true
}

// MeetableBy says whether a signal meets this clock's milestone.
func (k Clock) MeetableBy(s Signal) bool {
	return slices.Contains(k.MetBy, s)
}

// noticed are the signals that a complainant sees for themselves.
var noticed = []Signal{SignalAcknowledged, SignalContacted, SignalProposed, SignalExecuted, SignalSurveyed}

// ForComplainant says whether the milestone is one that the complainant hears of or sees, rather than the tenant's own.
func (k Clock) ForComplainant() bool {
	return !k.Recurs && (k.Tell || slices.ContainsFunc(noticed, k.MeetableBy))
}
