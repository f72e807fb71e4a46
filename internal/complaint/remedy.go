package complaint

// Propose offers the complainant a solution.
type Propose struct {
	Remedy Demand `json:"remedy"`
	Text   string `json:"text"`
}

func (*Propose) name() string { return "propose" }

func (m *Propose) check() error {
	return firstError(among("remedy", m.Remedy, Demands), longText("text", m.Text, maxText))
}

func (m *Propose) decide(d *decision) error {
	if err := firstError(d.in(Handling), d.owned()); err != nil {
		return err
	}
	d.record(&Proposed{Plan: Plan{Remedy: m.Remedy, Text: m.Text, By: d.by.ID, At: d.at}})
	d.signal(SignalProposed)
	if err := d.reach(AtPlan, d.at); err != nil {
		return err
	}
	return d.informed()
}

// Execute says that the proposed remedy was carried out. The survey follows in its window.
type Execute struct {
	Note string `json:"note,omitempty"`
}

func (*Execute) name() string { return "execute" }

func (m *Execute) check() error { return shortWord("note", m.Note, maxText) }

func (m *Execute) decide(d *decision) error {
	if err := firstError(d.in(Handling), d.owned()); err != nil {
		return err
	}
	if d.c.Plan == nil {
		return Errorf(Conflict, "nothing was proposed in this round; propose a solution first")
	}
	send, expires, err := d.rules.SurveyWindow(d.at)
	if err != nil {
		return err
	}
	d.resume(EndedByAction)
	d.signal(SignalExecuted)
	d.supersede(func(k Clock) bool { return k.Recurs })
	d.record(&Carried{
		Note: m.Note, SendAt: send.UTC(), Expires: expires.UTC(),
		Expected: send.UTC().Add(d.rules.JourneyGrace()),
	})
	return d.reach(AtExecution, d.at)
}
