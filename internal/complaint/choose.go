package complaint

import (
	"cmp"
	"regexp"
	"slices"
)

// hashShape is an offer's hash.
var hashShape = regexp.MustCompile(`^[0-9a-f]{64}$`)

func checkHash(offer string) error {
	if hashShape.MatchString(offer) {
		return nil
	}
	return InvalidField("offer", "must be the hash of an offer, 64 hexadecimal digits in lower case, as the case shows it")
}

// Choose is the complainant's word on what they were offered: one of the options, or none and what they ask for instead. It is bound
// to the offer that they saw (requirement D5).
type Choose struct {
	Offer  string   `json:"offer"`            // its hash
	Option Positive `json:"option,omitempty"` // counted from 1; not given: none of them
	Demand string   `json:"demand,omitempty"` // what they ask for, if none of them will do
}

func (*Choose) name() string { return "choose" }

func (m *Choose) check() error {
	if err := checkHash(m.Offer); err != nil {
		return err
	}
	switch {
	case m.Option < 0 || m.Option > MaxOptions:
		return InvalidField("option", "must be the number of an option, counted from 1")
	case m.Option == 0:
		return longText("demand", m.Demand, maxText)
	case m.Demand != "":
		return InvalidField("demand", "goes only without an option; choose one, or none and say what you ask for")
	}
	return nil
}

func (m *Choose) decide(d *decision) error {
	again, err := m.fits(d, false)
	if again || err != nil {
		return err
	}
	return d.choose(m, "")
}

// fits refuses a word that does not fit what is offered; again: it was said already. takesBack: a yes may become a no.
func (m *Choose) fits(d *decision, takesBack bool) (again bool, err error) {
	if err := d.in(Handling); err != nil {
		return false, err
	}
	p := d.c.Plan
	switch {
	case p == nil || p.Hash != m.Offer:
		return false, ConflictField("offer", "is not what is offered now; look at it again")
	case int(m.Option) > len(p.Options()):
		return false, ConflictField("option", "must be a number from 1 to %d", len(p.Options()))
	case p.Choice == nil:
		return false, nil
	case p.Choice.Option == int(m.Option) && p.Choice.Demand == m.Demand:
		return true, nil
	case p.Choice.Option != 0 && (m.Option != 0 || !takesBack):
		return false, Errorf(Conflict, "option %d was chosen already; write to us if that is not what you want", p.Choice.Option)
	}
	return false, nil
}

// RecordChoice is Choose as somebody heard it, such as on the telephone. It can also say that the complainant takes back what they
// chose.
type RecordChoice struct {
	Offer  string   `json:"offer"`
	Option Positive `json:"option,omitempty"`
	Demand string   `json:"demand,omitempty"`
	Note   string   `json:"note"` // how and when they said so
}

func (*RecordChoice) name() string { return "record_choice" }

func (m *RecordChoice) said() *Choose {
	return &Choose{Offer: m.Offer, Option: m.Option, Demand: m.Demand}
}

func (m *RecordChoice) check() error {
	return cmp.Or(m.said().check(), longText("note", m.Note, maxText))
}

func (m *RecordChoice) decide(d *decision) error {
	if err := d.owned(); err != nil {
		return err
	}
	again, err := m.said().fits(d, true)
	if again || err != nil {
		return err
	}
	if err := d.choose(m.said(), m.Note); err != nil {
		return err
	}
	d.signal(SignalContacted)
	return d.informed()
}

// choose records what was said to the offer. After a yes nothing waits for an approval any more, nor for a decision.
func (d *decision) choose(m *Choose, note string) error {
	d.resume(EndedByWord)
	if m.Option == 0 {
		d.takeBack()
		d.record(&AllDeclined{Offer: m.Offer, Demand: m.Demand, Note: note})
		return d.awaitDecision()
	}
	d.dropApproval()
	d.supersede(func(k Clock) bool { return k.Milestone == MilestoneDecision })
	d.decided()
	d.record(&Chosen{Offer: m.Offer, Option: int(m.Option), Note: note})
	if err := d.reach(AtChoice, d.at); err != nil {
		return err
	}
	return d.undertake(int(m.Option))
}

// awaitDecision starts the clock of the decision on what the complainant asks for, unless it runs.
func (d *decision) awaitDecision() error {
	for _, k := range d.c.Clocks {
		if k.Milestone == MilestoneDecision && k.Open() {
			return nil
		}
	}
	return d.answerable(Clock{
		ID: clockOf(MilestoneDecision, d.c.Revision), Milestone: MilestoneDecision, Anchor: AtPlan, MetBy: []Signal{SignalProposed},
	})
}

// decided takes the decision off the list of what a person has to do.
func (d *decision) decided() {
	for _, t := range slices.Clone(d.c.Tasks) {
		if NoticeKind(t.Kind) == NoticeDemand {
			d.record(&TaskDone{Notice: t.Notice})
		}
	}
}

// decideDemand ends a task that only somebody above an agent can end otherwise than by proposing something else.
func (m *FinishTask) decideDemand(d *decision) error {
	if d.by.Role == Agent {
		return Errorf(Forbidden, "a lead or somebody above decides on what the complainant asks for; you can propose something else")
	}
	d.decided()
	d.record(&Noted{Text: m.Note})
	for _, k := range slices.Clone(d.c.Clocks) {
		if k.Milestone == MilestoneDecision && k.Open() {
			d.meet(k, SignalProposed)
		}
	}
	return nil
}
