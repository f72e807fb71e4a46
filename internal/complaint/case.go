package complaint

import "time"

// Case is what is known of a complaint now. It holds no complaint text: that stays in the event that brought it.
type Case struct {
	Tenant      string      `json:"tenant"`
	ID          string      `json:"id"`
	Revision    int         `json:"revision"` // commits so far
	Phase       Phase       `json:"phase"`
	Round       int         `json:"round"`
	Policy      string      `json:"policy"`   // version it is judged by
	Calendar    string      `json:"calendar"` // version it is counted in
	ReceivedAt  time.Time   `json:"received_at"`
	Channel     Channel     `json:"channel"`
	Complainant Complainant `json:"complainant"`
	Matter      Matter      `json:"matter"`
	Demand      Demand      `json:"demand"`

	Flow       Flow       `json:"flow,omitempty"`
	Category   Category   `json:"category,omitempty"`
	Secondary  []Category `json:"secondary,omitempty"`
	Cause      Cause      `json:"cause,omitempty"`
	Grade      Grade      `json:"grade,omitempty"`
	Language   Language   `json:"language,omitempty"`
	Confidence float64    `json:"confidence,omitempty"`
	Model      string     `json:"model,omitempty"`    // what read the text; empty once a person overruled it
	Assessed   bool       `json:"assessed,omitempty"` // a person confirmed or overruled the reading
	Department string     `json:"department,omitempty"`

	Owner    *Actor   `json:"owner,omitempty"`
	Offered  *Actor   `json:"offered,omitempty"`  // to whom the owner has offered the case
	Excluded []string `json:"excluded,omitempty"` // who handled an earlier round
	Team     string   `json:"team,omitempty"`     // of the owner, or in whose queue it waits

	Contingency *Contingency `json:"contingency,omitempty"` // of a grave case

	Anchors map[Anchor]time.Time `json:"anchors"` // of this round
	Clocks  []Clock              `json:"clocks"`
	Heard   map[Signal]time.Time `json:"heard,omitempty"`  // when each signal first came in this round
	Pauses  []Pause              `json:"pauses,omitempty"` // in which the complainant was waited for

	Extensions []Extension `json:"extensions,omitempty"` // asked for and not answered
	Union      *Union      `json:"union,omitempty"`      // set while it is a part of another case
	Absorbed   []Absorbed  `json:"absorbed,omitempty"`   // the cases that are a part of it
	Twins      []Twin      `json:"twins,omitempty"`      // proposed as the same complaint, and not answered
	Apart      []string    `json:"apart,omitempty"`      // the cases of which a person said that they are not the same
	Earlier    *Earlier    `json:"earlier,omitempty"`    // the complainant's complaints before it; nil: there are none
	Value      *Value      `json:"value,omitempty"`      // the complainant's as a customer, for staff; nil: not known
	People     []string    `json:"people,omitempty"`     // keyed hashes under which their complaints are found
	Gravest    Grade       `json:"gravest,omitempty"`    // of the cases that joined it before it was read
	Complex    bool        `json:"complex,omitempty"`    // the machine could not read it for sure
	Withheld   bool        `json:"withheld,omitempty"`   // the machine does not write to its complainant by itself, until a person has
	Reopened   int         `json:"reopened,omitempty"`   // how often
	Disputes   []Dispute   `json:"disputes,omitempty"`   // other cases in which the same is disputed

	Verification   *Verification   `json:"verification,omitempty"`   // nil: nobody has verified the facts
	Findings       []Finding       `json:"findings,omitempty"`       // of the investigation
	Responsibility *Responsibility `json:"responsibility,omitempty"` // nil: not decided
	Rejection      *Rejection      `json:"rejection,omitempty"`      // asked for or confirmed, in this round
	Objected       bool            `json:"objected,omitempty"`       // to a rejection; that is possible once
	Withdrawal     *Withdrawal     `json:"withdrawal,omitempty"`     // nil: the complainant has not given it up

	Factors  []Factor  `json:"factors,omitempty"`  // that the complaint speaks of, as the machine read it
	Draft    *Plan     `json:"draft,omitempty"`    // an offer that waits for approval; the complainant does not know of it
	Promises []Promise `json:"promises,omitempty"` // made to the complainant in any round, the kept ones too
	Granted  []Grant   `json:"granted,omitempty"`  // paid so far, in all rounds

	Plan    *Plan      `json:"plan,omitempty"`
	Files   []Exhibit  `json:"files,omitempty"` // given as evidence, in the order in which they were asked for
	Survey  *Survey    `json:"survey,omitempty"`
	Outcome Outcome    `json:"outcome,omitempty"`
	Leaving Outcome    `json:"leaving,omitempty"` // the outcome a concluding case will have
	Tasks   []Task     `json:"tasks,omitempty"`   // what the machine could not do and a person must
	Journey Journey    `json:"journey"`
	Links   int        `json:"links,omitempty"` // generation of the complainant's secrets
	Timer   int        `json:"timer,omitempty"` // revision that started the timer now in charge; 0: none is needed
	Closed  *time.Time `json:"closed_at,omitempty"`

	KeepUntil time.Time  `json:"keep_until,omitzero"` // of a closed case, by the policy's retention; zero: it says nothing
	Hold      *Hold      `json:"hold,omitempty"`      // it is neither removed nor erased
	Erasure   *Erasure   `json:"erasure,omitempty"`   // of its personal data: asked for, or carried out
	Goodwill  []Goodwill `json:"goodwill,omitempty"`  // what is offered beyond what the complainant is entitled to
}

// Survey is the question put to the complainant after execution (requirement E3).
type Survey struct {
	SendAt    time.Time `json:"send_at"`
	ExpiresAt time.Time `json:"expires_at"`
	SentAt    time.Time `json:"sent_at,omitzero"`
	Answer    *Answer   `json:"answer,omitempty"`
}

// Answer is what the complainant said, each from 1 (bad) to 5 (good).
type Answer struct {
	Attitude int       `json:"attitude"`
	Solved   int       `json:"solved"`
	Speed    int       `json:"speed"`
	Process  int       `json:"process"`
	Overall  int       `json:"overall"`
	Comment  string    `json:"comment,omitempty"`
	At       time.Time `json:"at,omitzero"`
}

// Task is something a person has to do because the machine could not.
type Task struct {
	Notice string    `json:"notice"` // the notice that could not be delivered
	Kind   string    `json:"kind"`
	At     time.Time `json:"at"`
}

// Journey is what the case knows of the state machine that drives it.
type Journey struct {
	Started  int       `json:"started"`            // revision that started the execution now in charge
	Restarts int       `json:"restarts,omitempty"` // since it last moved
	Expected time.Time `json:"expected,omitzero"`  // it must have moved the case on by then, or it is lost
}

// Ref names the case.
func (c Case) Ref() Ref { return Ref{c.Tenant, c.ID} }

// Open says whether anything is still owed to the complainant or by the tenant, and not by another case.
func (c Case) Open() bool { return c.Phase != Closed && c.Phase != Joint }

// NextRung is the instant of the case's next rung or expiry, or of the end of a pause: what its timer sleeps for. Zero: there is none.
func (c Case) NextRung() time.Time {
	var next time.Time
	if !c.Open() {
		return next
	}
	for i := range c.Clocks {
		if r, ok := c.Clocks[i].NextRung(); ok {
			next = earlier(next, r.At)
		}
	}
	if c.Phase == Surveying {
		next = earlier(next, c.Survey.ExpiresAt)
	}
	if p, waiting := c.Waiting(); waiting {
		next = earlier(next, p.Until)
	}
	return next
}

// NextCheck is the instant at which the sweep must look at the case: its next rung, or the moment by which its
// journey must have moved, whichever comes first. Zero: never.
func (c Case) NextCheck() time.Time { return earlier(c.NextRung(), c.Journey.Expected) }

// NextDue is the earliest deadline of a clock that runs, or the end of a pause, for the work queue. Zero: there is none.
func (c Case) NextDue() time.Time {
	var due time.Time
	if p, waiting := c.Waiting(); waiting {
		due = p.Until
	}
	for i := range c.Clocks {
		if k := &c.Clocks[i]; k.Open() && !k.Paused && !k.Recurs {
			due = earlier(due, k.Due)
		}
	}
	return due
}

// ClockByID finds a clock of the case.
func (c Case) ClockByID(id string) (Clock, bool) {
	for _, k := range c.Clocks {
		if k.ID == id {
			return k, true
		}
	}
	return Clock{}, false
}

// OpenObligations are the milestones somebody still owes, recurring notices and the survey apart.
func (c Case) OpenObligations() []Clock {
	var open []Clock
	for _, k := range c.Clocks {
		if k.Open() && !k.Recurs && !k.MeetableBy(SignalSurveyed) {
			open = append(open, k)
		}
	}
	return open
}

// earlier is the earlier of two instants, of which the zero one means never.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || (!b.IsZero() && b.Before(a)) {
		return b
	}
	return a
}
