package complaint

import (
	"cmp"
	"slices"
	"time"
)

// Choice says why a case went to whom it went, so that anybody can follow it afterwards.
type Choice struct {
	Rule       ChoiceRule  `json:"rule"`
	Considered int         `json:"considered,omitempty"` // members of staff
	Passed     []Passed    `json:"passed,omitempty"`     // how many were passed over, by the first reason
	Candidates []Candidate `json:"candidates,omitempty"` // the first of those who were left, the chosen one at the head
	Waived     string      `json:"waived,omitempty"`     // what nobody had, and was done without: language
}

// Passed is how many were passed over for a reason.
type Passed struct {
	Why    PassedOver `json:"why"`
	People int        `json:"people"`
}

// ChoiceRule is the rule by which somebody was chosen.
type ChoiceRule string

// The rules of choice.
const (
	LeastLoaded ChoiceRule = "least_loaded" // who is at work soonest, and of those who has least to do
	OnCall      ChoiceRule = "on_call"      // nobody is at work, and the case cannot wait
	NobodyFree  ChoiceRule = "nobody_free"
	ByHand      ChoiceRule = "by_hand" // a person chose
)

// ChoiceRules lists every rule of choice.
var ChoiceRules = []ChoiceRule{LeastLoaded, OnCall, NobodyFree, ByHand}

// PassedOver is why a member of staff was not chosen from.
type PassedOver string

// The reasons, in the order in which they are looked at.
const (
	OtherRole   PassedOver = "role"
	OtherPlace  PassedOver = "department"
	OtherTeam   PassedOver = "team"
	WasExcluded PassedOver = "excluded"
	IsAway      PassedOver = "absent"
	LacksSkill  PassedOver = "skill"
	LacksWords  PassedOver = "language"
	IsFull      PassedOver = "capacity"
	IsOff       PassedOver = "off" // not at work now, for a case that cannot wait
)

// PassedOvers lists every reason.
var PassedOvers = []PassedOver{OtherRole, OtherPlace, OtherTeam, WasExcluded, IsAway, LacksSkill, LacksWords, IsFull, IsOff}

// Candidate is one who could have been chosen.
type Candidate struct {
	User  string    `json:"user"`
	Cases int       `json:"cases"`         // they have
	Load  int       `json:"load"`          // these, weighted by grade
	From  time.Time `json:"from,omitzero"` // when they are at work again; zero: they are
}

// Assigned says to whom a case went, and why. Without anybody it waits in the queue of its team.
type Assigned struct {
	To         *Actor `json:"to,omitempty"`
	Offered    bool   `json:"offered,omitempty"` // the owner stays responsible until this one takes it
	Department string `json:"department,omitempty"`
	Team       string `json:"team,omitempty"`
	Told       bool   `json:"told,omitempty"`   // by a notice
	Reason     string `json:"reason,omitempty"` // of the person who assigned
	Gone       Gone   `json:"gone,omitempty"`   // why the owner before was not waited for
	Why        Choice `json:"why"`
}

// Gone is why an owner cannot be waited for to hand a case over.
type Gone string

// The ways to be gone, by the tenant's own records.
const (
	GoneAbsent Gone = "absent"
	GoneLeft   Gone = "left" // they are not in the directory
)

// AllGone lists both.
var AllGone = []Gone{GoneAbsent, GoneLeft}

// Declined says that the one to whom a case was offered does not take it: its owner goes on.
type Declined struct {
	Reason string `json:"reason"`
}

// ContingencyStarted names who leads a grave case and who stands by (seed 003: 重大投诉启动应急预案, requirement B3).
type ContingencyStarted struct {
	Executive *Actor  `json:"executive,omitempty"`
	Team      []Actor `json:"team,omitempty"`
}

// MostStandBy is how many stand by at the most; each is told, and a transaction holds 100 items.
const MostStandBy = 10

// Contingency is who leads a grave case and who stands by.
type Contingency struct {
	Executive string    `json:"executive,omitempty"` // user names
	Team      []string  `json:"team,omitempty"`
	At        time.Time `json:"at"`
}

func (e *Assigned) apply(c *Case, _ time.Time, _ Actor) {
	c.Team = e.Team
	switch {
	case e.To == nil:
	case e.Offered:
		to := *e.To
		c.Offered = &to
	default:
		to := *e.To
		c.Owner, c.Offered = &to, nil
	}
}

func (e *Declined) apply(c *Case, _ time.Time, _ Actor) { c.Offered = nil }

func (e *ContingencyStarted) apply(c *Case, at time.Time, _ Actor) {
	c.Contingency = &Contingency{At: at}
	if e.Executive != nil {
		c.Contingency.Executive = e.Executive.ID
	}
	for _, a := range e.Team {
		c.Contingency.Team = append(c.Contingency.Team, a.ID)
	}
}

// people are all of them, who leads first, each once.
func (e *ContingencyStarted) people() (all []Actor) {
	if e.Executive != nil {
		all = append(all, *e.Executive)
	}
	for _, a := range e.Team {
		if !slices.ContainsFunc(all, func(b Actor) bool { return a.ID == b.ID }) {
			all = append(all, a)
		}
	}
	return all
}

// Given is what the tenant's records say for an assignment.
type Given struct {
	To         *Actor // nil: nobody is free
	Department string // of whom it goes to
	Team       string
	Why        Choice
	Gone       Gone   // why the owner is not waited for; empty: they are
	Within     string // department of the lead who assigns; empty: not known
}

// Assign gives a case to a member of staff, or to whom the policy chooses. The owner stays responsible until the other accepts
// (requirement D1), but for one who is absent or has left by the tenant's records.
type Assign struct {
	To     string `json:"to,omitempty"` // user name; empty: by policy
	Reason string `json:"reason,omitempty"`
	Of     string `json:"-"` // whose it is to be, if it is one of many that are moved; empty: whosever it is
	Given  *Given `json:"-"` // nil: the tenant has no staff directory
}

func (*Assign) name() string { return "assign" }

func (m *Assign) check() error {
	return cmp.Or(oneLine("to", m.To), shortWord("reason", m.Reason, maxText))
}

func (m *Assign) decide(d *decision) error { //nolint:gocyclo // a list of refusals
	if err := d.in(Received, Classified, Handling, Concluding); err != nil {
		return err
	}
	g := m.Given
	switch {
	case m.Of != "" && (d.c.Owner == nil || d.c.Owner.ID != m.Of):
		return nil // it has gone elsewhere meanwhile
	case g == nil:
		return Errorf(Conflict, "the tenant has no staff directory to assign from; take the case, or hand it over")
	case d.by.Role == Lead && g.Within != d.c.Department && d.c.Department != "":
		return Errorf(Forbidden, "a lead assigns cases of their own department; this one is of %s", d.c.Department)
	case d.by.Role == Lead && g.To != nil && g.Department != g.Within:
		return Errorf(Forbidden, "a lead assigns to people of their own department; %s is of %s", g.To.ID, g.Department)
	case g.To == nil:
		return ConflictField("to", "must name somebody: the policy finds nobody who is free")
	case slices.Contains(d.c.Excluded, g.To.ID):
		return Errorf(Conflict, "%s handled an earlier round of this case", g.To.ID)
	}
	offered := d.c.Owner != nil && d.c.Owner.ID != g.To.ID && g.Gone == ""
	switch {
	case d.c.Owner != nil && d.c.Owner.ID == g.To.ID:
		return nil
	case offered && d.c.Offered != nil && d.c.Offered.ID == g.To.ID:
		return nil
	}
	gone := g.Gone
	if d.c.Owner == nil {
		gone = ""
	}
	d.record(&Assigned{
		To: g.To, Offered: offered, Department: g.Department, Team: g.Team, Told: true, Reason: m.Reason, Gone: gone, Why: g.Why,
	})
	return nil
}

// Decline says that the actor does not take the case that was offered to them.
type Decline struct {
	Reason string `json:"reason"`
}

func (*Decline) name() string { return "decline" }

func (m *Decline) check() error { return longText("reason", m.Reason, maxText) }

func (m *Decline) decide(d *decision) error {
	if d.c.Offered == nil || d.c.Offered.ID != d.by.ID {
		return Errorf(Conflict, "the case is not offered to you")
	}
	d.record(&Declined{Reason: m.Reason})
	return nil
}

// Extend adds events to a commit that was decided: what follows from it by rules that need to know more than the case. Nothing that
// touches a clock may be added.
func (m Commit) Extend(events ...Event) Commit {
	m.Events = append(slices.Clone(m.Events), events...)
	return m
}

// Calls says whether a commit leaves a case that the policy has to give to somebody: it was read, opened anew, taken apart, lost its
// owner in a merge, or went to another department. offer: it has an owner, who stays responsible until the other accepts.
func Calls(before, after Case, m Commit) (calls, offer bool) {
	if after.Flow == "" || after.Phase != Classified && after.Phase != Handling {
		return false, false
	}
	for _, e := range m.Events {
		switch e.(type) {
		case *Assigned:
			return false, false
		case *Read, *RoundOpened, *Left, *Merged:
			calls = calls || after.Owner == nil
		case *Assessed:
			moved := after.Department != before.Department
			calls, offer = calls || moved || after.Owner == nil, moved && after.Owner != nil
		}
	}
	return calls, offer
}

// Handles says whether somebody of a role can own cases.
func Handles(r Role) bool { return slices.Contains(byHandlers, r) }

// Borne is who bears a case while there is work on it, and its grade: between execution and the answer nobody does.
func (c Case) Borne() (user string, grade Grade, bears bool) {
	switch c.Phase {
	case Received, Classified, Handling, Concluding:
		if c.Owner != nil {
			return c.Owner.ID, c.Grade, true
		}
	case Executed, Surveying, Closed, Joint:
	}
	return "", 0, false
}
