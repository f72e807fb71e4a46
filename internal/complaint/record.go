package complaint

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"
)

// MaxData is how many bytes of data a record may hold, as JSON.
const MaxData = 12_000

// Record says that a milestone was reached which only a person can see, with what its form asks for. For a milestone that something else
// meets (a plan, a contact) it keeps what its form asks for and meets nothing.
type Record struct {
	Milestone string          `json:"milestone"`
	Note      string          `json:"note"`
	Data      json.RawMessage `json:"data,omitempty"`

	Form *Filled `json:"-"` // what the form makes of Data, said by whoever knows the forms; nil: the milestone has none
}

// Filled is a form filled in and checked.
type Filled struct {
	Form   string          // version of the forms
	Ledger string          // kind of ledger of which it is an entry; empty: of none
	Data   json.RawMessage // canonical; nil: nothing was told, and nothing needed to be
	Tell   []Line          // what the complainant may see of it
	Same   []Dispute       // the same dispute in other cases
}

// Line is a line of what the complainant may see of a record, in every language.
type Line struct {
	Title map[Language]string `json:"title"`
	Text  map[Language]string `json:"text,omitempty"`
	At    time.Time           `json:"at,omitzero"` // instead of a text
}

// Dispute is another case of the tenant in which the same voucher, bill or order is disputed (seed 002: 避免重复争议).
type Dispute struct {
	Case string    `json:"case"`
	By   string    `json:"by"` // voucher, bill or order
	At   time.Time `json:"at"` // when it was recorded there
}

// MilestoneRecorded says that a person recorded a milestone as reached.
type MilestoneRecorded struct {
	Milestone string          `json:"milestone"`
	Note      string          `json:"note"`
	Form      string          `json:"form,omitempty"`   // version of the forms that the data fit
	Ledger    string          `json:"ledger,omitempty"` // kind of ledger of which it is an entry
	Data      json.RawMessage `json:"data,omitempty"`
	Tell      []Line          `json:"tell,omitempty"`
	Same      []Dispute       `json:"same,omitempty"`
	Beside    bool            `json:"beside,omitempty"` // it meets nothing: the milestone is met by something else
}

func (*Record) name() string { return "record" }

func (m *Record) check() error {
	if len(m.Data) > MaxData {
		return InvalidField("data", "has more than %d bytes", MaxData)
	}
	return cmp.Or(longText("milestone", m.Milestone, maxWord), longText("note", m.Note, maxText))
}

func (m *Record) decide(d *decision) error {
	k, meets := d.recordable(m.Milestone)
	if !meets && (m.Form == nil || !d.c.FormBeside(m.Milestone)) {
		return ConflictField("milestone", "must be %s", oneOf(d.recordables()))
	}
	e := &MilestoneRecorded{Milestone: m.Milestone, Note: m.Note, Beside: !meets}
	switch {
	case m.Form != nil:
		e.Form, e.Ledger, e.Data, e.Tell, e.Same = m.Form.Form, m.Form.Ledger, m.Form.Data, m.Form.Tell, m.Form.Same
	case len(m.Data) > 0:
		return ConflictField("data", "must be left out: by the rules of this case the milestone has no form")
	}
	d.record(e)
	if !meets {
		return nil
	}
	d.meet(k, SignalRecorded)
	if !k.Tell {
		return nil
	}
	return d.informed()
}

func (e *MilestoneRecorded) apply(c *Case, _ time.Time, _ Actor) {
	for _, s := range e.Same {
		if !slices.ContainsFunc(c.Disputes, func(known Dispute) bool { return known.Case == s.Case }) {
			c.Disputes = append(c.Disputes, s)
		}
	}
}

// Recordable says whether the case has a milestone that a person can record: by which it is met, or beside what meets it.
func (c Case) Recordable(milestone string) bool {
	return c.Owes(milestone) || c.FormBeside(milestone)
}

// Owes says whether the case has an open milestone that is met by recording it.
func (c Case) Owes(milestone string) bool {
	d := decision{c: c}
	_, meets := d.recordable(milestone)
	return meets
}

// FormBeside says whether the case has a milestone in this round that something else than a record meets, so that a record of it is kept
// beside.
func (c Case) FormBeside(milestone string) bool {
	return slices.ContainsFunc(c.Clocks, func(k Clock) bool {
		return k.Milestone == milestone && k.Round == c.Round && k.SupersededAt.IsZero() && !k.MeetableBy(SignalRecorded)
	})
}

func (d *decision) recordable(milestone string) (Clock, bool) {
	for _, k := range d.c.Clocks {
		if k.Milestone == milestone && k.Open() && k.MeetableBy(SignalRecorded) {
			return k, true
		}
	}
	return Clock{}, false
}

func (d *decision) recordables() []string {
	var names []string
	for _, k := range d.c.Clocks {
		if k.Open() && k.MeetableBy(SignalRecorded) {
			names = append(names, k.Milestone)
		}
	}
	if names == nil {
		return []string{"absent: no milestone of this case waits to be recorded"}
	}
	return names
}
