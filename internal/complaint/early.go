package complaint

import "slices"

// withoutRemedy are the outcomes of cases that end while people are at work on them, with nothing to carry out.
var withoutRemedy = []Outcome{Rejected, Withdrawn}

// ofRemedy are the signals that come of a remedy, or of work on one. They never come where there is none.
var ofRemedy = []Signal{SignalProposed, SignalPlanTold, SignalExecuted, SignalSurveyed, SignalInformed, SignalVerified}

// grave says whether the case touches somebody's safety, or is graded as if it did: what the tenant owes to others than the
// complainant does not end with the complaint.
func (c Case) grave() bool { return c.Grade == Major || c.Flow == Safety }

// stays says whether a milestone stays owed though the case ends without a remedy. Of every case a person looks at the reading
// once, for the machine may have missed a danger; of a rejected one the recourse is explained (ISO 10002 7.9), and an answer that
// is owed is the letter that rejects it; of a grave one everything is owed but what comes of a remedy.
func (c Case) stays(k Clock, outcome Outcome) bool {
	switch {
	case k.MeetableBy(SignalAssessed), k.Anchor == AtLastRefusal:
		return true
	case k.Recurs, k.Anchor == AtPlan, k.Anchor == AtExecution:
		return false
	case outcome == Rejected && k.MeetableBy(SignalPlanTold):
		return true
	case !c.grave():
		return false
	}
	return slices.ContainsFunc(k.MetBy, func(s Signal) bool { return !slices.Contains(ofRemedy, s) })
}

// endWithoutRemedy gives up what is owed no longer, each clock on record, and concludes the case.
func (d *decision) endWithoutRemedy(outcome Outcome) {
	d.resume(EndedByAction)
	d.release(outcome)
	d.conclude(outcome)
}

func (d *decision) release(outcome Outcome) {
	d.supersede(func(k Clock) bool { return !d.c.stays(k, outcome) })
}

// ending says whether the case is on its way to an end without a remedy.
func (d *decision) ending() bool {
	return d.c.Phase == Concluding && slices.Contains(withoutRemedy, d.c.Leaving)
}

// turnedGrave has a case that is ending owe what a grave one does, where a person finds only now that it is one. The other
// way round nothing changes: no look at it later talks a hazard away.
func (d *decision) turnedGrave(before bool) error {
	if before || !d.ending() || !d.c.grave() {
		return nil
	}
	if err := d.replan(sooner); err != nil {
		return err
	}
	d.release(d.c.Leaving)
	return nil
}

// beginAnew forgets in a new round how the one before ended. What was found to be real stays so.
func (c *Case) beginAnew() {
	c.Rejection, c.Withdrawal = nil, nil
	if c.Verification != nil && c.Verification.Result != VerdictVerified {
		c.Verification = nil
	}
}
