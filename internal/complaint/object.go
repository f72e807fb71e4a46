package complaint

import (
	"slices"
	"time"
)

// Objected says that the complainant does not accept a rejection. Whoever had a part in it handles the case no further.
type Objected struct {
	Reason   string   `json:"reason"`
	Excluded []string `json:"excluded,omitempty"`
}

// Object is the complainant's answer to a rejection: once, within the policy's time. The case is handled again by another
// person, with new clocks (requirement E4).
type Object struct {
	Reason string `json:"reason"`
}

func (*Object) name() string { return "object" }

func (m *Object) check() error { return longText("reason", m.Reason, maxText) }

func (m *Object) decide(d *decision) error {
	r := d.c.Rejection
	switch {
	case d.c.Leaving != Rejected && d.c.Outcome != Rejected:
		return Errorf(Conflict, "the complaint was not rejected; there is nothing to object to")
	case r.ObjectUntil.IsZero():
		return Errorf(Conflict, "this rejection is final here; the letter says where else you can turn")
	case d.at.After(r.ObjectUntil):
		return Errorf(Conflict, "the time to object ended %s", r.ObjectUntil.Format(time.RFC3339))
	}
	again := &RoundOpened{Round: d.c.Round + 1}
	if d.c.Owner != nil {
		again.Excluded = d.c.Owner.ID
	}
	d.supersede(func(Clock) bool { return true })
	d.record(&Objected{Reason: m.Reason, Excluded: slices.Compact([]string{r.By, r.ConfirmedBy})})
	d.record(again)
	return d.reach(AtReceipt, d.at)
}

func (e *Objected) apply(c *Case, _ time.Time, _ Actor) {
	c.Objected = true
	if c.Closed != nil { // its journey is over; one that concludes waits, and is told
		c.Closed, c.Journey = nil, Journey{Started: c.Revision}
	}
	c.Outcome, c.Leaving = NoOutcome, NoOutcome
	for _, id := range e.Excluded {
		if !slices.Contains(c.Excluded, id) {
			c.Excluded = append(c.Excluded, id)
		}
	}
}
