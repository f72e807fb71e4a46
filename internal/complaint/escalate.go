package complaint

import "time"

// mostRungs is how many rungs one commit fires at the most; each may order a notice, and a transaction holds 100 items.
const mostRungs = 40

// Tick fires what is due. Fired twice, late or early it does what is right: nothing that is not due, nothing twice.
type Tick struct{}

func (*Tick) name() string { return "tick" }

func (*Tick) decide(d *decision) error {
	if !d.c.Open() {
		return nil
	}
	if d.c.Phase == Surveying && !d.at.Before(d.c.Survey.ExpiresAt) {
		d.record(&SurveyExpired{})
		d.conclude(NoAnswer)
	}
	if p, waiting := d.c.Waiting(); waiting && !d.at.Before(p.Until) {
		d.resume(EndedByCap)
	}
	_, err := d.climb(mostRungs)
	return err
}

// Sweep is a tick by the safety net: it also notices that a timer or a journey was lost, and starts another.
type Sweep struct{}

func (*Sweep) name() string { return "sweep" }

func (*Sweep) decide(d *decision) error {
	timerLost := lost(d.c.NextRung(), d.at, d.rules.TimerGrace())
	if err := (&Tick{}).decide(d); err != nil {
		return err
	}
	if timerLost && !d.c.NextRung().IsZero() {
		d.record(&TimerRestarted{})
	}
	if lost(d.c.Journey.Expected, d.at, 0) {
		d.record(&JourneyRestarted{Expected: d.at.Add(patience(d.rules.JourneyGrace(), d.c.Journey.Restarts))})
	}
	return nil
}

// patience doubles with each restart that did not help, up to 64 times the grace.
func patience(grace time.Duration, restarts int) time.Duration {
	return grace << min(restarts, 6)
}

// RestartJourney puts a new execution of the state machine in charge, where somebody found that the old one is gone.
type RestartJourney struct{}

func (*RestartJourney) name() string { return "restart_journey" }

func (*RestartJourney) decide(d *decision) error {
	d.record(&JourneyRestarted{Expected: d.c.Journey.Expected})
	return nil
}

// AcknowledgeEscalation takes an escalation on: the clock's ladder stops climbing, its deadline stays.
type AcknowledgeEscalation struct {
	Clock string `json:"clock"`
}

func (*AcknowledgeEscalation) name() string { return "acknowledge_escalation" }

func (m *AcknowledgeEscalation) check() error { return longText("clock", m.Clock, maxWord) }

func (m *AcknowledgeEscalation) decide(d *decision) error {
	k, known := d.c.ClockByID(m.Clock)
	switch {
	case !known:
		return ConflictField("clock", "must be the id of a clock of this case")
	case !k.AcknowledgedAt.IsZero():
		return nil
	case !k.Open() || k.Fired == 0:
		return Errorf(Conflict, "nothing has escalated on this clock")
	}
	d.record(&EscalationAcknowledged{Clock: m.Clock})
	return nil
}
