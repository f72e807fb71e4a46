package complaint

import "time"

// Reached says that an anchor was reached in this round; clocks count from it.
type Reached struct {
	Anchor Anchor    `json:"anchor"`
	At     time.Time `json:"at"`
}

// ClockStarted sets a clock running. A clock of the same id is replaced: that is how recurring ones go on.
type ClockStarted struct {
	Clock Clock `json:"clock"`
}

// ClockMoved gives a clock another deadline and ladder, and takes it up again if it was no longer owed. Neither is later
// than it was, unless Why says what allowed it.
type ClockMoved struct {
	Clock    string    `json:"clock"`
	Due      time.Time `json:"due"`
	Span     string    `json:"span"`
	Rungs    []Rung    `json:"rungs"`
	Regraded bool      `json:"regraded,omitempty"` // this move put it past due
	From     time.Time `json:"from,omitzero"`      // if it counts from another instant now
	Grade    Grade     `json:"grade,omitempty"`    // if it climbs another grade's ladder now
	Why      Mover     `json:"why,omitempty"`
	Brought  *Brought  `json:"brought,omitempty"` // with From: where its deadline is from

	Provisional bool `json:"provisional,omitempty"`
}

// Mover is what allowed a deadline to become later.
type Mover string

// The movers.
const (
	MovedByPause      Mover = "pause"    // the clock stood still
	MovedByApproval   Mover = "approval" // an extension was granted
	MovedByRules      Mover = "rules"    // the case was moved to other rules
	MovedByComplexity Mover = "complex"  // the case is hard to read, for which the policy gives more time
)

// Movers lists every mover.
var Movers = []Mover{MovedByPause, MovedByApproval, MovedByRules, MovedByComplexity}

// ExtensionAsked says that somebody asked for a later deadline.
type ExtensionAsked struct {
	Extension Extension `json:"extension"`
}

// ExtensionAnswered says that another person granted or refused it.
type ExtensionAnswered struct {
	Clock   string    `json:"clock"`
	Granted bool      `json:"granted,omitempty"`
	Reason  string    `json:"reason"`
	Due     time.Time `json:"due,omitzero"` // the deadline there is now
}

// RulesAdopted says that the case is judged by other rules from now on.
type RulesAdopted struct {
	Policy   string `json:"policy"`
	Calendar string `json:"calendar"`
	Reason   string `json:"reason"`
}

// Paused says that the complainant is waited for, and which clocks stand still.
type Paused struct {
	Until  time.Time `json:"until"`
	For    Awaited   `json:"for"`
	Clocks []string  `json:"clocks"`
}

// Resumed says that the complainant is waited for no longer.
type Resumed struct {
	By Ending `json:"by"`
}

// ClockMet says that a milestone was met, in time or late.
type ClockMet struct {
	Clock    string    `json:"clock"`
	Signal   Signal    `json:"signal"`
	At       time.Time `json:"at,omitzero"` // if it was met before anybody knew that it was owed
	Breached bool      `json:"breached,omitempty"`
}

// ClockSuperseded says that a milestone is no longer owed.
type ClockSuperseded struct {
	Clock string `json:"clock"`
}

// RungFired says that one step of a clock's ladder was taken.
type RungFired struct {
	Clock string    `json:"clock"`
	Rung  int       `json:"rung"`
	Level Level     `json:"level"`
	Due   time.Time `json:"due"`
}

// EscalationAcknowledged says that somebody took an escalation on.
type EscalationAcknowledged struct {
	Clock string `json:"clock"`
}

// TimerRestarted says that a rung was overdue, so that the timer must be lost; another one was started.
type TimerRestarted struct{}
