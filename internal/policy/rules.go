package policy

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"redress/internal/calendar"
	"redress/internal/complaint"
)

// Rules is a policy counted in a calendar. It is the complaint.Rules of the cases that were received under both.
type Rules struct {
	Policy   *Policy
	Calendar *calendar.Calendar
}

// Versions names the policy and the calendar.
func (r Rules) Versions() (policy, calendar string) { return r.Policy.Version, r.Calendar.Version() }

// Sort answers the flow and the department of a category.
func (r Rules) Sort(c complaint.Category) (complaint.Flow, string) {
	to := r.Policy.Categories[c]
	return to.Flow, to.Department
}

// Satisfied judges a survey's answer.
func (r Rules) Satisfied(a complaint.Answer) bool {
	t := r.Policy.Survey.Satisfied
	return a.Solved >= t.Solved && a.Overall >= t.Overall
}

// LastRound is the round after which recourse is explained.
func (r Rules) LastRound() int { return r.Policy.Rounds.Last }

// JourneyGrace is how long the state machine may take to move a case on.
func (r Rules) JourneyGrace() time.Duration {
	grace, _ := elapsed(r.Policy.Machine.JourneyGrace)
	return grace
}

// TimerGrace is how late a timer may be before it counts as lost.
func (r Rules) TimerGrace() time.Duration {
	grace, _ := elapsed(r.Policy.Machine.TimerGrace)
	return grace
}

// SurveyWindow answers when the complainant is asked and until when an answer counts.
func (r Rules) SurveyWindow(executed time.Time) (send, expires time.Time, err error) {
	from, err := r.Calendar.Due(executed, r.Policy.Survey.Send)
	if err != nil {
		return send, expires, err
	}
	until, err := r.Calendar.Due(executed, r.Policy.Survey.Expire)
	return from.Due.UTC(), until.Due.UTC(), err
}

// Clocks makes the clocks that a case in the situation has from an anchor, in the order of the policy. Before the
// first reading there is no flow, and only what every case owes whatever its grade is counted.
func (r Rules) Clocks(about complaint.Situation, anchor complaint.Anchor, from time.Time) ([]complaint.Clock, error) {
	var clocks []complaint.Clock
	for _, m := range slices.Concat(r.Policy.Flows[about.Flow], r.Policy.EveryFlow) {
		if !m.owed(about, anchor) {
			continue
		}
		k, err := r.clock(m, about, from)
		if err != nil {
			return nil, fmt.Errorf("milestone %s: %w", m.Name, err)
		}
		clocks = append(clocks, k)
	}
	return clocks, nil
}

func (m Milestone) owed(about complaint.Situation, anchor complaint.Anchor) bool {
	if m.From != anchor || m.Once && about.Round > 1 {
		return false
	}
	if about.Grade == 0 {
		return len(m.Grades) == len(complaint.Grades)
	}
	return slices.Contains(m.Grades, about.Grade)
}

func (r Rules) clock(m Milestone, about complaint.Situation, from time.Time) (complaint.Clock, error) {
	deadline, err := r.Calendar.Due(from, m.Within)
	if err != nil {
		return complaint.Clock{}, err
	}
	rungs, err := r.rungs(m, about.Grade, from, deadline.Due)
	if err != nil {
		return complaint.Clock{}, err
	}
	return complaint.Clock{
		ID: clockID(m.Name, about.Round), Milestone: m.Name, Round: about.Round,
		Anchor: m.From, From: from.UTC(), Span: m.Within.String(), Due: deadline.Due.UTC(), Provisional: deadline.Provisional,
		MetBy: m.MetBy, Tell: m.Tell, Recurs: m.Recurs, Rungs: rungs,
	}, nil
}

func clockID(milestone string, round int) string {
	if round <= 1 {
		return milestone
	}
	return fmt.Sprintf("%s.%d", milestone, round)
}

// rungs are the instants of the milestone's ladder, in their order.
func (r Rules) rungs(m Milestone, grade complaint.Grade, from, due time.Time) ([]complaint.Rung, error) {
	ladder := r.Policy.Ladders[cmp.Or(m.Ladder, r.Policy.LadderOfGrade[grade], r.Policy.LadderOfGrade[complaint.Ordinary])]
	rungs := make([]complaint.Rung, 0, len(ladder))
	for _, step := range ladder {
		at, err := r.instant(step, m, from, due)
		if err != nil {
			return nil, err
		}
		rungs = append(rungs, complaint.Rung{At: wholeMilliseconds(at), Level: step.Level})
	}
	slices.SortStableFunc(rungs, func(a, b complaint.Rung) int { return a.At.Compare(b.At) })
	return rungs, nil
}

// wholeMilliseconds is the first instant at or after t that the system's clock can show.
func wholeMilliseconds(t time.Time) time.Time {
	whole := t.UTC().Truncate(time.Millisecond)
	if whole.Before(t) {
		whole = whole.Add(time.Millisecond)
	}
	return whole
}

func (r Rules) instant(step Rung, m Milestone, from, due time.Time) (time.Time, error) {
	if step.At != nil {
		return r.Calendar.Warn(from, m.Within, *step.At)
	}
	if step.After.N == 0 {
		return due, nil
	}
	deadline, err := r.Calendar.Due(due, *step.After)
	return deadline.Due, err
}

// RetryNotice is how long after its n-th try, counted from 1, an unsent notice is tried again; false when it was the
// last. The wait doubles each time.
func (r Rules) RetryNotice(tries int) (time.Duration, bool) {
	wait, _ := elapsed(r.Policy.Machine.NoticeRetry)
	return wait << min(max(tries-1, 0), 10), tries < r.Policy.Machine.NoticeAttempts
}
