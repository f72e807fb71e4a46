package main

import (
	"time"

	"redress/internal/complaint"
	"redress/web"
)

// view is a case as its complainant sees it: nothing of what is for staff only.
type view struct {
	Case       string             `json:"case"`
	Phase      complaint.Phase    `json:"phase"`
	Round      int                `json:"round"`
	Flow       complaint.Flow     `json:"flow,omitempty"`
	ReceivedAt time.Time          `json:"received_at"`
	Milestones []milestone        `json:"milestones"`
	Plan       *plan              `json:"plan,omitempty"`
	Survey     *survey            `json:"survey,omitempty"`
	Waiting    *waiting           `json:"waiting,omitempty"`
	Messages   []said             `json:"messages"`
	Files      []given            `json:"files,omitempty"`
	Outcome    complaint.Outcome  `json:"outcome,omitempty"`
	Language   complaint.Language `json:"language,omitempty"`
	Rejection  *rejection         `json:"rejection,omitempty"`
	Actions    []web.Deed         `json:"actions,omitempty"` // what the complainant can do about the end of the case
}

// milestone is something owed to the complainant.
type milestone struct {
	Name  string    `json:"milestone"`
	Round int       `json:"round"`
	Due   time.Time `json:"due"`
	Met   time.Time `json:"met_at,omitzero"`
	Late  bool      `json:"late,omitempty"`
	Waits bool      `json:"waits,omitempty"` // it stands still until the complainant has answered
	What  string    `json:"what,omitempty"`  // of a promise: what was promised

	Details []complaint.Line `json:"details,omitempty"` // what was recorded of it, as far as the complainant may see it
}

// overdue says whether the milestone is still owed past its deadline.
func (m milestone) overdue(now time.Time) bool { return m.Met.IsZero() && !m.Waits && now.After(m.Due) }

type survey struct {
	SendAt    time.Time `json:"send_at"`
	ExpiresAt time.Time `json:"expires_at"`
	Answered  bool      `json:"answered"`
}

// waiting says that the complainant is waited for: their clocks stand still until they write.
type waiting struct {
	For   complaint.Awaited `json:"for"`
	Until time.Time         `json:"until"` // then work goes on without their answer
}

// said is a message, either way.
type said struct {
	From complaint.Role `json:"from"` // customer, or agent for whoever handles the case
	Text string         `json:"text"`
	At   time.Time      `json:"at"`
}

func viewOf(c complaint.Case, commits []complaint.Commit) view {
	v := view{
		Case: c.ID, Phase: c.Phase, Round: c.Round, Flow: c.Flow, ReceivedAt: c.ReceivedAt, Outcome: c.Outcome,
		Language: c.Language, Milestones: milestonesOf(c, detailsOf(commits)), Messages: messagesOf(commits), Files: givenIn(c),
	}
	v.Rejection = rejectionOf(c)
	v.Plan = planOf(c)
	if p, is := c.Waiting(); is {
		v.Waiting = &waiting{For: p.For, Until: p.Until}
	}
	if c.Survey != nil {
		v.Survey = &survey{SendAt: c.Survey.SendAt, ExpiresAt: c.Survey.ExpiresAt, Answered: c.Survey.Answer != nil}
	}
	return v
}

// milestonesOf are those that the complainant would notice.
func milestonesOf(c complaint.Case, details map[recorded][]complaint.Line) []milestone {
	shown := []milestone{}
	for _, k := range c.Clocks {
		if !k.SupersededAt.IsZero() || !k.ForComplainant() {
			continue
		}
		shown = append(shown, milestone{
			Name: k.Milestone, Round: k.Round, Due: k.Due, Met: k.MetAt, Late: !k.MetAt.IsZero() && k.Breached(k.MetAt),
			Waits: k.Paused, Details: details[recorded{k.Milestone, k.Round}], What: promised(c, k.ID),
		})
	}
	return shown
}

// recorded is a milestone of a round.
type recorded struct {
	milestone string
	round     int
}

// detailsOf are what was recorded of each milestone that the complainant may see; what was recorded last counts.
func detailsOf(commits []complaint.Commit) map[recorded][]complaint.Line {
	details, round := map[recorded][]complaint.Line{}, 1
	for _, m := range commits {
		for _, e := range m.Events {
			switch e := e.(type) {
			case *complaint.RoundOpened:
				round = e.Round
			case *complaint.MilestoneRecorded:
				details[recorded{e.Milestone, round}] = e.Tell
			}
		}
	}
	return details
}

func messagesOf(commits []complaint.Commit) []said {
	messages := []said{}
	for _, m := range commits {
		for _, e := range m.Events {
			switch e := e.(type) {
			case *complaint.Wrote:
				messages = append(messages, said{complaint.Customer, e.Text, m.At})
			case *complaint.Told:
				messages = append(messages, said{complaint.Agent, e.Text, m.At})
			}
		}
	}
	return messages
}
