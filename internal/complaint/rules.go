package complaint

import "time"

// Rules answers what the policy and the calendar of a case say. The domain asks; it knows no number itself.
type Rules interface {
	Judging

	// Versions names the policy and the calendar in force.
	Versions() (policy, calendar string)
	// Sort answers which flow a category is handled by and which department is responsible.
	Sort(Category) (Flow, string)
	// Grade answers how grave a matter is of which this speaks, and which rules say so. Further factors never make it milder.
	Grade([]Aggravation) (Grade, []Reason)
	// Sure says whether a reading is sure enough to put the case on the register by it.
	Sure(Reading) bool
	// Crowded says whether so many other complaints with the same address are more than one person makes in the time.
	Crowded(others int) bool
	// ReopenUntil answers until when a case that was closed can be opened again.
	ReopenUntil(closed time.Time) (time.Time, error)
	// PauseCap answers how long a case of a grade may wait for its complainant, at once and in a round; zero: not at all.
	PauseCap(Grade) (atOnce, inAll time.Duration)
	// Stretch answers a clock as it is with the situation's pauses taken out of its time.
	Stretch(about Situation, k Clock) (Clock, error)
	// Clocks makes the clocks of a case that count from an anchor reached at the instant.
	Clocks(about Situation, anchor Anchor, from time.Time) ([]Clock, error)
	// Needs answers whose approvals an offer needs before the complainant is told of it, in their order. It fails with an *Error of
	// kind Conflict where nobody may grant it.
	Needs(Granting) ([]Need, error)
	// MustChoose says whether the complainant must have chosen before one of so many options is carried out.
	MustChoose(options int) bool
	// AnswerWithin is how long somebody may take to decide on an offer or on a special demand, as the policy writes spans; empty: there
	// is no deadline.
	AnswerWithin() string
	// Deadline lays out a clock that is no milestone of the policy's, by a day or a span that counts from the clock's beginning. It
	// fails for a day that is over.
	Deadline(about Situation, k Clock, due string) (Clock, error)
	// SurveyWindow answers when to ask a complainant after execution, and until when an answer counts.
	SurveyWindow(executed time.Time) (send, expires time.Time, err error)
	// Satisfied judges an answer.
	Satisfied(Answer) bool
	// Files answers which files a case may have as evidence.
	Files() FileRules
	// Goodwill answers what is to be offered after an answer beyond what the complainant is entitled to.
	Goodwill(a Answer, satisfied bool) []Goodwill
	// LastRound is the round after which recourse is explained rather than another round opened.
	LastRound() int
	// KeepUntil answers until when a case that is closed is kept; zero: nothing is said of that.
	KeepUntil(closed time.Time) (time.Time, error)
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

	Complex bool    // the machine could not read it for sure
	Pauses  []Pause // none of which lasts
}
