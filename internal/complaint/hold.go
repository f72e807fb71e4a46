package complaint

import "time"

// Hold keeps a case from being removed or erased (requirement G2), as long as it lasts.
type Hold struct {
	By     string    `json:"by"` // user name
	At     time.Time `json:"at"`
	Reason string    `json:"reason"`
}

// Held says that a case was put under legal hold.
type Held struct {
	Reason string `json:"reason"`
}

// HoldReleased says that a legal hold is over.
type HoldReleased struct {
	Reason string `json:"reason"`
}

func (h Hold) refusal() *Error {
	return Errorf(Conflict, "the case is under legal hold since %s; nothing of it is erased before legal releases it", h.At.Format(time.RFC3339))
}

func (e *Held) apply(c *Case, at time.Time, by Actor) {
	c.Hold = &Hold{By: by.ID, At: at, Reason: e.Reason}
}

func (e *HoldReleased) apply(c *Case, _ time.Time, _ Actor) { c.Hold = nil }

// CheckReason refuses a reason that is none, or too long, as commands do.
func CheckReason(text string) error { return longText("reason", text, maxText) }

// PutOnHold puts a case under legal hold: it is neither removed nor erased until the hold is released.
type PutOnHold struct {
	Reason string `json:"reason"`
}

func (*PutOnHold) name() string { return "hold" }

func (m *PutOnHold) check() error { return longText("reason", m.Reason, maxText) }

func (m *PutOnHold) decide(d *decision) error {
	if d.c.Hold != nil {
		return Errorf(Conflict, "the case is under legal hold already, since %s", d.c.Hold.At.Format(time.RFC3339))
	}
	d.record(&Held{Reason: m.Reason})
	return nil
}

// ReleaseHold ends a legal hold.
type ReleaseHold struct {
	Reason string `json:"reason"`
}

func (*ReleaseHold) name() string { return "release_hold" }

func (m *ReleaseHold) check() error { return longText("reason", m.Reason, maxText) }

func (m *ReleaseHold) decide(d *decision) error {
	if d.c.Hold == nil {
		return Errorf(Conflict, "the case is under no legal hold")
	}
	d.record(&HoldReleased{Reason: m.Reason})
	return nil
}
