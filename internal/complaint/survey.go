package complaint

import "cmp"

// Ask orders the survey. Where it was ordered already it does nothing.
type Ask struct{}

func (*Ask) name() string { return "ask" }

func (*Ask) decide(d *decision) error {
	if d.c.Phase != Executed || d.at.Before(d.c.Survey.SendAt) { // of a round before this one
		return nil
	}
	d.record(&Asked{})
	return nil
}

// Reply answers the survey, once.
type Reply struct {
	Answer Answer
}

func (*Reply) name() string { return "answer_survey" }

func (m *Reply) check() error { return m.Answer.check() }

func (m *Reply) decide(d *decision) error {
	switch {
	case d.c.Survey != nil && d.c.Survey.Answer != nil && d.c.Phase != Executed:
		return Errorf(Conflict, "this survey was answered already")
	case d.c.Phase != Surveying || !d.at.Before(d.c.Survey.ExpiresAt):
		return Errorf(Conflict, "this survey is not open")
	}
	answer := m.Answer
	answer.At = d.at
	satisfied := d.rules.Satisfied(answer)
	d.record(&Answered{Answer: answer, Satisfied: satisfied})
	d.showGoodwill(answer, satisfied)
	if satisfied {
		d.conclude(Satisfied)
		return nil
	}
	return d.tryAgain()
}

func (a Answer) check() error {
	return cmp.Or(
		rating("attitude", a.Attitude), rating("solved", a.Solved), rating("speed", a.Speed),
		rating("process", a.Process), rating("overall", a.Overall), shortWord("comment", a.Comment, maxText),
	)
}

func rating(field string, n int) error {
	if n < 1 || n > 5 {
		return InvalidField(field, "must be a whole number from 1 (bad) to 5 (good)")
	}
	return nil
}

// tryAgain opens another round, by another handler; after the last one the complainant is told where else to turn.
func (d *decision) tryAgain() error {
	d.supersede(Clock.endsWithRound)
	if d.c.Round-d.c.Reopened >= d.rules.LastRound() {
		d.record(&ConclusionStarted{Outcome: RecourseGiven})
		return d.reach(AtLastRefusal, d.at)
	}
	again := &RoundOpened{Round: d.c.Round + 1}
	if d.c.Owner != nil {
		again.Excluded = d.c.Owner.ID
	}
	d.record(again)
	return d.reach(AtReceipt, d.at)
}

// conclude lets the complainant go; the case closes once the tenant has kept all it owes.
func (d *decision) conclude(outcome Outcome) {
	d.supersede(func(k Clock) bool { return k.Recurs || k.MeetableBy(SignalSurveyed) })
	if len(d.c.OpenObligations()) == 0 {
		d.record(&Ended{Outcome: outcome})
		return
	}
	d.record(&ConclusionStarted{Outcome: outcome})
}

// finish closes a concluding case that owes nothing any more, whatever met the last milestone.
func (d *decision) finish() {
	if d.c.Phase == Concluding && len(d.c.OpenObligations()) == 0 {
		d.record(&Ended{Outcome: d.c.Leaving})
	}
}
