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

// Sameness answers how sure it must be that two complaints are one for them to be merged or proposed, how long after one
// another they may come, and for how long a complaint is remembered; zero: nothing is recognised.
func (r Rules) Sameness() (mergeFrom, proposeFrom float64, apart, remember time.Duration) {
	d := r.Policy.Duplicates
	apart, _ = elapsed(d.Apart)
	remember, _ = elapsed(d.Remember)
	return d.MergeFrom, d.ProposeFrom, apart, remember
}

// PauseCap answers how long a case of a grade may wait for its complainant, at once and in a round; zero: not at all.
func (r Rules) PauseCap(g complaint.Grade) (atOnce, inAll time.Duration) {
	if !slices.Contains(r.Policy.Pause.Grades, g) {
		return 0, 0
	}
	atOnce, _ = elapsed(r.Policy.Pause.AtOnce)
	inAll, _ = elapsed(r.Policy.Pause.InAll)
	return atOnce, inAll
}

// SurveyWindow answers when the complainant is asked and until when an answer counts.
func (r Rules) SurveyWindow(executed time.Time) (send, expires time.Time, err error) {
	from, err := r.Calendar.Due(executed, r.Policy.Survey.Send)
	if err != nil {
		return send, expires, err
	}
	until, err := r.Calendar.Due(executed, r.Policy.Survey.Expire)
	if send = r.Policy.Survey.Quiet.next(from.Due.In(r.Calendar.Location())); send.After(until.Due) {
		send = from.Due // it is never quiet for so long that nobody is asked
	}
	return send.UTC(), until.Due.UTC(), err
}

// Sure says whether a reading is sure enough to put the case on the register by it.
func (r Rules) Sure(reading complaint.Reading) bool {
	return reading.Confidence >= r.Policy.Registration.SureFrom
}

// ReopenUntil answers until when a case that was closed can be opened again.
func (r Rules) ReopenUntil(closed time.Time) (time.Time, error) {
	if r.Policy.Reopen.Within.N == 0 {
		return closed, nil
	}
	until, err := r.Calendar.Due(closed, r.Policy.Reopen.Within)
	return until.Due, err
}

// Clocks makes the clocks that a case in the situation has from an anchor, in the order of the policy. Before the
// first reading there is no flow, and only what every case owes whatever its grade is counted.
func (r Rules) Clocks(about complaint.Situation, anchor complaint.Anchor, from time.Time) ([]complaint.Clock, error) {
	var clocks []complaint.Clock
	for _, list := range [][]Milestone{r.Policy.Flows[about.Flow], r.Policy.EveryFlow} {
		for _, m := range list {
			if !m.owed(about, anchor) {
				continue
			}
			k, err := r.clock(m, about, from)
			if err != nil {
				return nil, fmt.Errorf("milestone %s: %w", m.Name, err)
			}
			clocks = append(clocks, k)
		}
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
	k := complaint.Clock{
		ID: clockID(m.Name, about.Round), Milestone: m.Name, Round: about.Round,
		Anchor: m.From, From: from.UTC(), Complex: about.Complex && m.Complex != nil,
		MetBy: m.MetBy, Tell: m.Tell, Recurs: m.Recurs, RunsOn: m.RunsOn, Grade: about.Grade,
	}
	span := m.Within
	if k.Complex {
		span = *m.Complex
	}
	k.Span = span.String()
	err := r.reckon(&k, m, span, about.Pauses)
	return k, err
}

// Stretch answers a clock as it is with the situation's pauses taken out of its time. It climbs the ladder it climbed.
func (r Rules) Stretch(about complaint.Situation, k complaint.Clock) (complaint.Clock, error) {
	span, err := calendar.ParseSpan(k.Span)
	if err != nil {
		return k, err
	}
	err = r.reckon(&k, r.milestone(about.Flow, k.Milestone), span, about.Pauses)
	return k, err
}

// milestone is the one of a name that a flow has, or else any flow, or else one with the grade's ladder.
func (r Rules) milestone(flow complaint.Flow, name string) Milestone {
	lists := [][]Milestone{r.Policy.Flows[flow], r.Policy.EveryFlow}
	for _, f := range complaint.Flows {
		lists = append(lists, r.Policy.Flows[f])
	}
	for _, list := range lists {
		if i := slices.IndexFunc(list, func(m Milestone) bool { return m.Name == name }); i >= 0 {
			return list[i]
		}
	}
	return Milestone{Name: name}
}

// reckon gives a clock that counts from an instant its deadline and its ladder.
func (r Rules) reckon(k *complaint.Clock, m Milestone, span calendar.Span, pauses []complaint.Pause) error {
	var off []calendar.Interval
	for _, p := range pauses {
		if !k.RunsOn && !k.Recurs && p.To.After(k.From) {
			off = append(off, calendar.Interval{From: p.From, To: p.To})
		}
	}
	deadline, err := r.Calendar.Due(k.From, span, off...)
	if err != nil {
		return err
	}
	k.Due, k.Provisional = deadline.Due.UTC(), deadline.Provisional
	if k.Rungs, err = r.rungs(m, *k, span, off); err != nil || !k.Complex {
		return err
	}
	return r.progress(k, m, off)
}

func clockID(milestone string, round int) string {
	if round <= 1 {
		return milestone
	}
	return fmt.Sprintf("%s.%d", milestone, round)
}

// progress tells the complainant that work goes on, when an ordinary case would have been done (seed 003).
func (r Rules) progress(k *complaint.Clock, m Milestone, off []calendar.Interval) error {
	ordinary, err := r.Calendar.Due(k.From, m.Within, off...)
	if err != nil {
		return err
	}
	k.Rungs = append(k.Rungs, complaint.Rung{At: wholeMilliseconds(ordinary.Due), Level: complaint.ToComplainant})
	slices.SortStableFunc(k.Rungs, func(a, b complaint.Rung) int { return a.At.Compare(b.At) })
	return nil
}

// rungs are the instants of the milestone's ladder, in their order.
func (r Rules) rungs(m Milestone, k complaint.Clock, span calendar.Span, off []calendar.Interval) ([]complaint.Rung, error) {
	ladder := r.Policy.Ladders[cmp.Or(m.Ladder, r.Policy.LadderOfGrade[k.Grade], r.Policy.LadderOfGrade[complaint.Ordinary])]
	rungs := make([]complaint.Rung, 0, len(ladder))
	for _, step := range ladder {
		at, err := r.instant(step, span, k, off)
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

// instant is when a step of a clock's ladder is taken. Once the deadline has passed a clock does not stop any more.
func (r Rules) instant(step Rung, span calendar.Span, k complaint.Clock, off []calendar.Interval) (time.Time, error) {
	if step.At != nil {
		return r.Calendar.Warn(k.From, span, *step.At, off...)
	}
	if step.After.N == 0 {
		return k.Due, nil
	}
	deadline, err := r.Calendar.Due(k.Due, *step.After)
	return deadline.Due, err
}

// RetryNotice is how long after its n-th try, counted from 1, an unsent notice is tried again; false when it was the
// last. The wait doubles each time.
func (r Rules) RetryNotice(tries int) (time.Duration, bool) {
	wait, _ := elapsed(r.Policy.Machine.NoticeRetry)
	return wait << min(max(tries-1, 0), 10), tries < r.Policy.Machine.NoticeAttempts
}
