package complaint

// AdoptRules moves an open case to other rules than it was received under: another version of the policy, or of the
// calendar. It is decided under the new rules, and is itself the approval for what becomes later by them.
type AdoptRules struct {
	Reason string `json:"reason"`
}

func (*AdoptRules) name() string { return "adopt_rules" }

func (m *AdoptRules) check() error { return longText("reason", m.Reason, maxText) }

func (m *AdoptRules) decide(d *decision) error {
	policy, calendar := d.rules.Versions()
	if policy == d.c.Policy && calendar == d.c.Calendar {
		return nil
	}
	d.record(&RulesAdopted{Policy: policy, Calendar: calendar, Reason: m.Reason})
	if err := d.replan(exactly); err != nil {
		return err
	}
	if d.ending() {
		d.release(d.c.Leaving)
	}
	return nil
}
