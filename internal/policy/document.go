package policy

import (
	"redress/internal/calendar"
	"redress/internal/complaint"
)

// Policy is one version of a tenant's rules.
type Policy struct {
	Version       string                             `yaml:"version"`
	Calendar      string                             `yaml:"calendar"` // name of the calendar it counts in
	Categories    map[complaint.Category]Responsible `yaml:"categories"`
	Flows         map[complaint.Flow][]Milestone     `yaml:"flows"`
	EveryFlow     []Milestone                        `yaml:"every_flow"`
	Ladders       map[string][]Rung                  `yaml:"ladders"`
	LadderOfGrade map[complaint.Grade]string         `yaml:"ladder_of_grade"`
	Grading       []GradeRule                        `yaml:"grading"` // of a policy without: as before there was any
	Registration  Registration                       `yaml:"registration"`
	Pause         Pause                              `yaml:"pause"`
	Reopen        Reopen                             `yaml:"reopen"`
	Duplicates    Duplicates                         `yaml:"duplicates"`
	SameAddress   SameAddress                        `yaml:"same_address"`
	Drift         Drift                              `yaml:"drift"`
	Value         *Value                             `yaml:"value"`
	Assignment    *Assignment                        `yaml:"assignment"`
	Contingency   *Contingency                       `yaml:"contingency"`
	Privacy       *Privacy                           `yaml:"privacy"`
	Retention     *Retention                         `yaml:"retention"`
	Evidence      *Evidence                          `yaml:"evidence"`
	Library       *Library                           `yaml:"library"`
	Statutory     []Statute                          `yaml:"statutory"`
	Fairness      *Fairness                          `yaml:"fairness"` // of a policy without: the built-in one's of the day
	Goodwill      []Goodwill                         `yaml:"goodwill"`
	Forms         *Forms                             `yaml:"forms"`     // of a policy without: milestones are recorded with a note alone
	Authority     *Authority                         `yaml:"authority"` // nil: everybody may grant everything
	Survey        Survey                             `yaml:"survey"`
	Rounds        Rounds                             `yaml:"rounds"`

	Verification   Verification `yaml:"verification"`
	Responsibility Liability    `yaml:"responsibility"`
	Recourse       []Way        `yaml:"recourse"`
	Objection      Objection    `yaml:"objection"`
	Close          Agreement    `yaml:"close"`

	Machine Machine `yaml:"machine"`
}

// Responsible says how a category is handled and by whom.
type Responsible struct {
	Flow       complaint.Flow `yaml:"flow"`
	Department string         `yaml:"department"`
}

// Milestone is one thing owed to the complainant or by the tenant, with its deadline.
type Milestone struct {
	Name    string             `yaml:"milestone"`
	Within  calendar.Span      `yaml:"within"`
	From    complaint.Anchor   `yaml:"from"`    // received unless said
	MetBy   []complaint.Signal `yaml:"met_by"`  // any of them meets it
	Grades  []complaint.Grade  `yaml:"grades"`  // only these; all unless said
	Ladder  string             `yaml:"ladder"`  // the grade's unless said
	Tell    bool               `yaml:"tell"`    // the complainant hears when it is met
	Once    bool               `yaml:"once"`    // not owed again in a further round
	Recurs  bool               `yaml:"recurs"`  // starts again whenever it is met
	Complex *calendar.Span     `yaml:"complex"` // instead of Within, for a case that the machine could not read for sure
	RunsOn  bool               `yaml:"runs_on"` // does not stop while the complainant is waited for
	Source  string             `yaml:"source"`  // where the rule comes from
}

// Rung is one step of a ladder: At a share of the clock's time, or After the deadline.
type Rung struct {
	Level complaint.Level   `yaml:"level"`
	At    *calendar.Warning `yaml:"at"`
	After *calendar.Span    `yaml:"after"`
}

// Registration says how sure the first reading must be, from 0 to 1, to put a case on the register; below it a person does.
type Registration struct {
	SureFrom float64 `yaml:"sure_from"`
}

// Reopen says for how long after its close a case can be opened again.
type Reopen struct {
	Within calendar.Span `yaml:"within"`
}

// Pause says which cases may wait for their complainant, and for how long. Its spans are elapsed time, a day 24 hours.
type Pause struct {
	Grades []complaint.Grade `yaml:"grades"`
	AtOnce calendar.Span     `yaml:"at_once"`
	InAll  calendar.Span     `yaml:"in_all"` // of one round
}

// Duplicates says when two complaints of one complainant are one. Its spans are elapsed time, a day 24 hours. Where it is left
// out nothing is recognised.
type Duplicates struct {
	MergeFrom   float64       `yaml:"merge_from"`   // as sure as this, from 0 to 1, the machine merges them
	ProposeFrom float64       `yaml:"propose_from"` // as sure as this a person is asked
	Apart       calendar.Span `yaml:"apart"`        // from one to the other, at most
	Remember    calendar.Span `yaml:"remember"`     // for how long a complaint is a complainant's history
}

// Drift says when the machine's readings fall short of what is promised of them. Where it is left out the operator says it.
type Drift struct {
	Gap   float64 `yaml:"gap"`   // a month's mean confidence less the share of categories that people confirmed, at most
	Least int     `yaml:"least"` // fewer assessed readings than this prove nothing
}

// Survey says when the complainant is asked, both spans from execution, and which answer counts as satisfied.
type Survey struct {
	Send      calendar.Span `yaml:"send"`
	Quiet     Quiet         `yaml:"quiet"`
	Expire    calendar.Span `yaml:"expire"`
	Satisfied Threshold     `yaml:"satisfied"`
}

// Threshold is the worst answer that still counts as satisfied, each from 1 to 5.
type Threshold struct {
	Solved  int `yaml:"solved"`
	Overall int `yaml:"overall"`
}

// Rounds bounds how often an unsatisfied complainant is handled anew.
type Rounds struct {
	Last int `yaml:"last"`
}

// Machine says how patient the safety net is. Its spans are elapsed time.
type Machine struct {
	JourneyGrace   calendar.Span `yaml:"journey_grace"`
	TimerGrace     calendar.Span `yaml:"timer_grace"`
	NoticeRetry    calendar.Span `yaml:"notice_retry"`
	NoticeAttempts int           `yaml:"notice_attempts"`
}
