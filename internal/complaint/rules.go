package complaint

import "time"

// Rules answers what the policy and the calendar of a case say. The domain asks; it knows no number itself.
type Rules interface {
	// Versions names the policy and the calendar in force.
	Versions() (policy, calendar string)
	// Sort answers which flow a category is handled by and which department is responsible.
	Sort(Category) (Flow, string)
	// Clocks makes the clocks of a case that count from an anchor reached at the instant.
	Clocks(about Situation, anchor Anchor, from time.Time) ([]Clock, error)
	// SurveyWindow answers when to ask a complainant after execution, and until when an answer counts.
	SurveyWindow(executed time.Time) (send, expires time.Time, err error)
	// Satisfied judges an answer.
	Satisfied(Answer) bool
	// LastRound is the round after which recourse is explained rather than another round opened.
	LastRound() int
	// TimerGrace is how late a timer may be before it counts as lost.
	TimerGrace() time.Duration
	// JourneyGrace is how long the state machine may take to move a case on before it counts as lost.
	JourneyGrace() time.Duration
}

// Situation is what decides which milestones a case has.
type Situation struct {
	Flow  Flow // empty before the first reading
	Grade Grade
	Round int
}
