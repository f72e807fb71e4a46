package complaint

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// Fold rebuilds a case from its commits.
func Fold(commits []Commit) Case {
	if len(commits) == 0 {
		return Case{}
	}
	c := Case{}.Clone() // nobody else holds it, so that each commit may change it in place
	for _, m := range commits {
		c.take(m)
	}
	return c
}

// After is the case as a commit leaves it. The case it is called on stays as it was.
func (c Case) After(m Commit) Case {
	next := c.Clone()
	next.take(m)
	return next
}

// take applies a commit in place.
func (c *Case) take(m Commit) {
	before := c.NextRung()
	c.Revision = m.Revision
	for _, e := range m.Events {
		e.apply(c, m.At, m.Actor)
	}
	c.chooseTimer(before)
}

// chooseTimer puts a new timer in charge if the next rung came forward of what the old timer sleeps for, and none if
// nothing is left to wait for. A timer that is no longer in charge finds nothing to do when it wakes.
func (c *Case) chooseTimer(before time.Time) {
	next := c.NextRung()
	switch {
	case next.IsZero():
		c.Timer = 0
	case c.Timer == 0 || before.IsZero() || next.Before(before):
		c.Timer = c.Revision
	}
}

// Clone copies the case with everything that events change in place.
func (c Case) Clone() Case {
	c.Clocks = slices.Clone(c.Clocks)
	c.Excluded = slices.Clone(c.Excluded)
	c.Tasks = slices.Clone(c.Tasks)
	c.Files = slices.Clone(c.Files)
	c.Goodwill = slices.Clone(c.Goodwill)
	c.Pauses = slices.Clone(c.Pauses)
	c.Extensions = slices.Clone(c.Extensions)
	c.Findings = slices.Clone(c.Findings)
	c.Absorbed = slices.Clone(c.Absorbed)
	c.Twins, c.Apart = slices.Clone(c.Twins), slices.Clone(c.Apart)
	c.Disputes = slices.Clone(c.Disputes)
	c.Promises, c.Granted = slices.Clone(c.Promises), slices.Clone(c.Granted)
	anchors := make(map[Anchor]time.Time, len(c.Anchors)+1)
	for a, t := range c.Anchors {
		anchors[a] = t
	}
	c.Anchors = anchors
	c.Heard = maps.Clone(c.Heard)
	if c.Survey != nil {
		survey := *c.Survey
		c.Survey = &survey
	}
	return c
}

// clock answers the clock of an id, to be changed in place; nil if there is none.
func (c *Case) clock(id string) *Clock {
	for i := range c.Clocks {
		if c.Clocks[i].ID == id {
			return &c.Clocks[i]
		}
	}
	return nil
}

// hear keeps when a signal first came in this round; no signal is none.
func (c *Case) hear(s Signal, at time.Time) {
	if _, before := c.Heard[s]; before || s == "" {
		return
	}
	if c.Heard == nil {
		c.Heard = map[Signal]time.Time{}
	}
	c.Heard[s] = at
}

func (e *Filed) apply(c *Case, _ time.Time, _ Actor) {
	c.Tenant, c.ID = e.Tenant, e.ID
	c.Phase, c.Round = Received, 1
	c.Policy, c.Calendar = e.Policy, e.Calendar
	c.ReceivedAt, c.Channel = e.ReceivedAt, e.Channel
	c.Complainant, c.Matter, c.Demand = e.Complainant, e.Matter, e.Demand
	c.Language = e.Complainant.Language
	c.Journey = Journey{Started: 1, Expected: e.Expected}
}

func (e *Read) apply(c *Case, at time.Time, _ Actor) {
	r := e.Reading
	c.Phase = Classified
	c.Flow, c.Department = e.Flow, e.Department
	c.Category, c.Secondary, c.Cause, c.Grade = r.Category, r.Secondary, r.Cause, r.Grade
	if c.Gravest != 0 {
		c.Grade = min(c.Grade, c.Gravest)
	}
	c.Earlier, c.Value, c.People = e.Earlier, e.Value, e.People
	c.Factors = factorsOf(r)
	c.Confidence, c.Model = r.Confidence, r.Model
	if c.Language == "" {
		c.Language = r.Language
	}
	c.Withheld = e.Withheld
	if c.Complex = e.Complex; !e.Complex {
		c.hear(SignalRegistered, at)
	}
}

func (e *Registered) apply(c *Case, at time.Time, _ Actor) { c.hear(SignalRegistered, at) }

func (e *Assessed) apply(c *Case, at time.Time, _ Actor) {
	c.Assessed = true
	c.Flow, c.Department = e.Flow, e.Department
	c.Category, c.Cause, c.Grade = e.Category, e.Cause, e.Grade
	if e.Overruled {
		c.Confidence, c.Model = 1, ""
	}
	c.hear(SignalAssessed, at)
}

func (e *Reached) apply(c *Case, _ time.Time, _ Actor) { c.Anchors[e.Anchor] = e.At }

func (e *ClockStarted) apply(c *Case, _ time.Time, _ Actor) {
	if k := c.clock(e.Clock.ID); k != nil {
		*k = e.Clock
		return
	}
	c.Clocks = append(c.Clocks, e.Clock)
}

func (e *ClockMoved) apply(c *Case, _ time.Time, _ Actor) {
	k := c.clock(e.Clock)
	k.Due, k.Span, k.Rungs = e.Due, e.Span, e.Rungs
	k.From, k.Grade = cmp.Or(e.From, k.From), cmp.Or(e.Grade, k.Grade)
	if !e.From.IsZero() {
		k.Brought = e.Brought
	}
	k.Regraded = k.Regraded || e.Regraded
	switch e.Why {
	case MovedByRules:
		k.Provisional = e.Provisional
	case MovedByComplexity:
		k.Complex = true
	case MovedByPause, MovedByApproval:
	}
	k.SupersededAt = time.Time{}
	if p, waiting := c.Waiting(); waiting && !p.From.Before(k.Due) { // it was late before the pause, and does not stand still
		k.Paused = false
	}
}

func (e *Paused) apply(c *Case, at time.Time, by Actor) {
	c.Pauses = append(c.Pauses, Pause{From: at, Until: e.Until, For: e.For, By: by.ID, Round: c.Round})
	for _, id := range e.Clocks {
		c.clock(id).Paused = true
	}
}

func (e *Resumed) apply(c *Case, at time.Time, _ Actor) {
	c.Pauses[len(c.Pauses)-1].To = at
	for i := range c.Clocks {
		c.Clocks[i].Paused = false
	}
}

func (e *ClockMet) apply(c *Case, at time.Time, _ Actor) {
	k := c.clock(e.Clock)
	k.MetAt, k.Rungs = cmp.Or(e.At, at), nil
}

func (e *ClockSuperseded) apply(c *Case, at time.Time, _ Actor) {
	c.clock(e.Clock).SupersededAt = at
}

func (e *RungFired) apply(c *Case, _ time.Time, _ Actor) { c.clock(e.Clock).Fired = e.Rung + 1 }

func (e *EscalationAcknowledged) apply(c *Case, at time.Time, by Actor) {
	k := c.clock(e.Clock)
	k.AcknowledgedAt, k.AcknowledgedBy, k.Rungs = at, by.ID, nil
}

func (e *Acknowledged) apply(c *Case, at time.Time, _ Actor) {
	c.Phase = Handling
	c.leaveToAPerson(at)
	c.Journey.Expected, c.Journey.Restarts = time.Time{}, 0
}

func (e *NoticeLeft) apply(c *Case, at time.Time, _ Actor) {
	c.hear(noticeSignals[NoticeKind(e.Kind)], at)
}

func (e *NoticeFailed) apply(c *Case, at time.Time, _ Actor) {
	c.Tasks = append(c.Tasks, Task{Notice: e.Notice, Kind: e.Kind, At: at})
}

func (e *TaskDone) apply(c *Case, at time.Time, _ Actor) {
	for _, t := range c.Tasks {
		if t.Notice == e.Notice {
			c.hear(noticeSignals[NoticeKind(t.Kind)], at)
			c.Withheld = c.Withheld && t.Notice != withheldNotice
		}
	}
	c.Tasks = slices.DeleteFunc(c.Tasks, func(t Task) bool { return t.Notice == e.Notice })
}

func (e *Taken) apply(c *Case, _ time.Time, _ Actor) {
	owner := e.Owner
	c.Owner, c.Offered = &owner, nil
}

func (e *Offered) apply(c *Case, _ time.Time, _ Actor) {
	to := e.To
	c.Offered = &to
}

func (e *Contacted) apply(c *Case, at time.Time, _ Actor) { c.spoken(at) }
func (e *Noted) apply(*Case, time.Time, Actor)            {}
func (e *Told) apply(c *Case, at time.Time, _ Actor)      { c.spoken(at) }
func (e *Wrote) apply(*Case, time.Time, Actor)            {}

func (e *Proposed) apply(c *Case, at time.Time, _ Actor) {
	c.hear(SignalProposed, at)
	plan := e.Plan
	c.Plan, c.Draft = &plan, nil
}

func (e *Carried) apply(c *Case, at time.Time, _ Actor) {
	if e.Amount != nil {
		c.Granted = append(c.Granted, Grant{Sum: *e.Amount, At: at})
	}
	c.hear(SignalExecuted, at)
	c.Phase = Executed
	c.Survey = &Survey{SendAt: e.SendAt, ExpiresAt: e.Expires}
	c.Journey.Expected, c.Journey.Restarts = e.Expected, 0
}

func (e *Asked) apply(c *Case, at time.Time, _ Actor) {
	c.Phase = Surveying
	c.Survey.SentAt = at
	c.Journey.Expected, c.Journey.Restarts = time.Time{}, 0
}

func (e *Answered) apply(c *Case, _ time.Time, _ Actor) {
	answer := e.Answer
	c.Survey.Answer = &answer
}

func (e *SurveyExpired) apply(*Case, time.Time, Actor) {}

func (e *RoundOpened) apply(c *Case, _ time.Time, _ Actor) {
	c.Phase, c.Round = Handling, e.Round
	c.Anchors, c.Heard = map[Anchor]time.Time{}, nil
	c.Owner, c.Offered, c.Plan, c.Draft, c.Extensions = nil, nil, nil, nil, nil
	c.beginAnew()
	if e.Excluded != "" && !slices.Contains(c.Excluded, e.Excluded) {
		c.Excluded = append(c.Excluded, e.Excluded)
	}
}

func (e *ExtensionAsked) apply(c *Case, _ time.Time, _ Actor) {
	c.Extensions = append(c.Extensions, e.Extension)
}

func (e *ExtensionAnswered) apply(c *Case, _ time.Time, _ Actor) { c.answered(e.Clock) }

func (e *Reopened) apply(c *Case, _ time.Time, _ Actor) {
	c.Reopened++
	c.Outcome, c.Leaving, c.Closed = NoOutcome, NoOutcome, nil
	c.KeepUntil, c.Erasure = time.Time{}, nil
	c.Journey = Journey{Started: c.Revision}
}

func (e *RulesAdopted) apply(c *Case, _ time.Time, _ Actor) {
	c.Policy, c.Calendar = e.Policy, e.Calendar
}

func (e *TwinsFound) apply(c *Case, _ time.Time, _ Actor) { c.Twins = slices.Clone(e.Twins) }

func (e *KeptApart) apply(c *Case, _ time.Time, _ Actor) { c.keepApart(e.Case) }

func (e *Merged) apply(c *Case, _ time.Time, _ Actor) {
	c.bringTogether(e.Case)
	if e.Grade != 0 {
		c.Gravest = min(orElse(c.Gravest, e.Grade), e.Grade)
	}
	c.Absorbed = append(c.Absorbed, Absorbed{Case: e.Case, Clocks: e.Clocks, Granted: e.Granted})
	c.Promises = append(c.Promises, e.Promises...)
	for _, id := range e.Excluded {
		if !slices.Contains(c.Excluded, id) {
			c.Excluded = append(c.Excluded, id)
		}
	}
	if c.Owner != nil && slices.Contains(c.Excluded, c.Owner.ID) { // who handled an earlier round of either handles neither
		c.Owner = nil
	}
	if c.Offered != nil && slices.Contains(c.Excluded, c.Offered.ID) {
		c.Offered = nil
	}
}

func (e *Joined) apply(c *Case, at time.Time, _ Actor) {
	c.bringTogether(e.Into)
	c.Union = &Union{Into: e.Into, Phase: c.Phase, At: at}
	c.Phase = Joint
	c.Journey.Expected, c.Journey.Restarts = time.Time{}, 0
}

func (e *Parted) apply(c *Case, _ time.Time, _ Actor) {
	c.Absorbed = slices.DeleteFunc(c.Absorbed, func(a Absorbed) bool { return a.Case == e.Case })
	c.keepApart(e.Case)
}

func (e *Left) apply(c *Case, _ time.Time, _ Actor) {
	c.Phase, c.Union = c.Union.Phase, nil
	c.keepApart(e.From)
	c.Journey = Journey{Started: c.Revision, Expected: e.Expected}
}

func (e *ConclusionStarted) apply(c *Case, _ time.Time, _ Actor) {
	c.Phase, c.Leaving = Concluding, e.Outcome
}

func (e *Ended) apply(c *Case, at time.Time, _ Actor) {
	c.Phase, c.Outcome, c.Leaving, c.Closed = Closed, e.Outcome, "", &at
	c.KeepUntil = e.KeepUntil
}

func (e *LinksRevoked) apply(c *Case, _ time.Time, _ Actor) { c.Links++ }

func (e *JourneyRestarted) apply(c *Case, _ time.Time, _ Actor) {
	c.Journey = Journey{Started: c.Revision, Restarts: c.Journey.Restarts + 1, Expected: e.Expected}
}

func (e *TimerRestarted) apply(c *Case, _ time.Time, _ Actor) { c.Timer = 0 }
