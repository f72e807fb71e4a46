package complaint

import "cmp"

// Reopen takes a case up again whose remedy was carried out, or that was closed, with new clocks from now on. What the
// clocks of the rounds before came to stays as it was.
type Reopen struct {
	Reason string `json:"reason"`
}

func (*Reopen) name() string { return "reopen" }

func (m *Reopen) check() error { return longText("reason", m.Reason, maxText) }

func (m *Reopen) decide(d *decision) error {
	if err := cmp.Or(d.in(Executed, Surveying, Concluding, Closed), d.reopenable()); err != nil {
		return err
	}
	disputed := d.disputed()
	d.supersede(Clock.endsWithRound)
	d.record(&Reopened{Reason: m.Reason})
	d.record(&RoundOpened{Round: d.c.Round + 1, Excluded: disputed})
	return d.reach(AtReceipt, d.at)
}

// reopenable refuses when a closed case has been closed for longer than the policy allows. Against a rejection its complainant
// objects, which is possible once.
func (d *decision) reopenable() error {
	if d.by.Role == Customer && (d.c.Leaving == Rejected || d.c.Outcome == Rejected) {
		return Errorf(Conflict, "the complaint was rejected; object to it instead")
	}
	if d.c.Phase != Closed {
		return nil
	}
	until, err := d.rules.ReopenUntil(*d.c.Closed)
	switch {
	case err != nil:
		return err
	case d.at.After(until):
		return Errorf(Conflict, "the case was closed too long ago to be opened again; file a new complaint")
	}
	return nil
}
