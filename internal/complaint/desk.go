package complaint

import (
	"cmp"
	"slices"
)

// Take makes the actor the owner of a case nobody owns, or of one that was offered to them (requirement D1).
type Take struct{}

func (*Take) name() string { return "take" }

func (*Take) decide(d *decision) error {
	c := d.c
	switch {
	case slices.Contains(c.Excluded, d.by.ID):
		return Errorf(Conflict, "you handled an earlier round of this case; another person has to take this one")
	case c.Owner != nil && c.Owner.ID == d.by.ID:
		return nil
	case c.Owner != nil && (c.Offered == nil || c.Offered.ID != d.by.ID):
		return Errorf(Conflict, "the case belongs to %s until they offer it to you", c.Owner.ID)
	}
	d.record(&Taken{Owner: d.by})
	return nil
}

// HandOver offers the case to another, who takes it or not. Until then the owner stays responsible.
type HandOver struct {
	To   string `json:"to"` // user name
	Mail string `json:"mail,omitempty"`
}

func (*HandOver) name() string { return "hand_over" }

func (m *HandOver) check() error {
	return cmp.Or(longText("to", m.To, maxWord), checkEmail("mail", m.Mail))
}

func (m *HandOver) decide(d *decision) error {
	if err := d.owned(); err != nil {
		return err
	}
	if slices.Contains(d.c.Excluded, m.To) {
		return Errorf(Conflict, "%s handled an earlier round of this case", m.To)
	}
	d.record(&Offered{To: Actor{Role: Agent, ID: m.To, Mail: m.Mail}})
	return nil
}

// owned refuses unless the actor owns the case or stands above its owner.
func (d *decision) owned() error {
	switch {
	case slices.Contains(d.c.Excluded, d.by.ID):
		return Errorf(Conflict, "you handled an earlier round of this case; another person has to do this")
	case d.c.Owner == nil:
		return Errorf(Conflict, "nobody has taken the case yet; take it first")
	case d.by.Role == Agent && d.c.Owner.ID != d.by.ID:
		return Errorf(Conflict, "the case belongs to %s", d.c.Owner.ID)
	}
	return nil
}

// Assess is a person's word on the machine's reading. What is left empty is confirmed; what differs needs a reason.
type Assess struct {
	Category Category `json:"category,omitempty"`
	Cause    Cause    `json:"cause,omitempty"`
	Grade    Grade    `json:"grade,omitempty"`
	Reason   string   `json:"reason,omitempty"`
}

func (*Assess) name() string { return "assess" }

func (m *Assess) decide(d *decision) error {
	if err := d.in(Handling, Executed, Surveying, Concluding); err != nil {
		return err
	}
	category, cause, grade := orElse(m.Category, d.c.Category), orElse(m.Cause, d.c.Cause), orElse(m.Grade, d.c.Grade)
	overruled := category != d.c.Category || cause != d.c.Cause || grade != d.c.Grade
	if overruled && m.Reason == "" {
		return ConflictField("reason", "is required where you overrule the reading")
	}
	flow, department := d.rules.Sort(category)
	changed, wasGrave := flow != d.c.Flow || grade != d.c.Grade, d.c.grave()
	d.record(&Assessed{
		Category: category, Cause: cause, Grade: grade, Flow: flow, Department: department,
		Overruled: overruled, Reason: m.Reason,
	})
	if err := d.register(); err != nil {
		return err
	}
	d.signal(SignalAssessed)
	if !changed || d.c.Phase != Handling { // once the remedy was carried out, a reading is for the record
		return d.turnedGrave(wasGrave)
	}
	if most, _ := d.rules.PauseCap(grade); most == 0 {
		d.resume(EndedByGrade)
	}
	return d.replan(sooner)
}

// register puts a case on the register that the machine could not read for sure.
func (d *decision) register() error {
	if _, registered := d.c.Heard[SignalRegistered]; registered || d.c.Round > 1 {
		return nil
	}
	d.record(&Registered{})
	d.signal(SignalRegistered)
	return d.reach(AtRegistration, d.at)
}

func (m *Assess) check() error {
	if m.Grade != 0 && !slices.Contains(Grades, m.Grade) {
		return InvalidField("grade", "must be %s", oneOf(Grades))
	}
	return cmp.Or(
		amongOrEmpty("category", m.Category, Categories),
		amongOrEmpty("cause", m.Cause, Causes),
		shortWord("reason", m.Reason, maxText),
	)
}

func orElse[T comparable](said, known T) T {
	var nothing T
	if said == nothing {
		return known
	}
	return said
}

// Contact records that a person spoke to the complainant.
type Contact struct {
	By   string `json:"by"`
	Note string `json:"note"`
}

func (*Contact) name() string { return "contact" }

func (m *Contact) check() error {
	return cmp.Or(longText("by", m.By, maxWord), longText("note", m.Note, maxText))
}

func (m *Contact) decide(d *decision) error {
	d.record(&Contacted{By: m.By, Note: m.Note})
	d.signal(SignalContacted)
	return d.informed()
}

// Note adds a remark for staff only.
type Note struct {
	Text string `json:"text"`
}

func (*Note) name() string { return "note" }

func (m *Note) check() error { return longText("text", m.Text, maxText) }

func (m *Note) decide(d *decision) error {
	d.record(&Noted{Text: m.Text})
	return nil
}

// Tell sends the complainant a message from a person.
type Tell struct {
	Text string `json:"text"`
}

func (*Tell) name() string { return "tell" }

func (m *Tell) check() error { return longText("text", m.Text, maxText) }

func (m *Tell) decide(d *decision) error {
	d.record(&Told{Text: m.Text})
	d.signal(SignalContacted)
	return d.informed()
}

// Write is a message from the complainant.
type Write struct {
	Text string `json:"text"`
}

func (*Write) name() string { return "write" }

func (m *Write) check() error { return longText("text", m.Text, maxText) }

func (m *Write) decide(d *decision) error {
	d.record(&Wrote{Text: m.Text})
	d.resume(EndedByWord)
	return nil
}

// FinishTask says that a person did what the machine could not.
type FinishTask struct {
	Notice string `json:"notice"`
	Note   string `json:"note"`
}

func (*FinishTask) name() string { return "finish_task" }

func (m *FinishTask) check() error {
	return cmp.Or(longText("notice", m.Notice, maxWord), longText("note", m.Note, maxText))
}

func (m *FinishTask) decide(d *decision) error {
	for _, t := range d.c.Tasks {
		if t.Notice != m.Notice {
			continue
		}
		if NoticeKind(t.Kind) == NoticeDemand {
			return m.decideDemand(d)
		}
		d.record(&TaskDone{Notice: m.Notice})
		d.record(&Noted{Text: m.Note})
		if s, meets := noticeSignals[NoticeKind(t.Kind)]; meets {
			d.signal(s)
		}
		if !slices.Contains(ComplainantNotices, NoticeKind(t.Kind)) {
			return nil
		}
		return d.informed()
	}
	return ConflictField("notice", "must name a task of this case")
}

// RevokeLinks makes every link and secret given out for the case worthless; the next notice carries a new one.
type RevokeLinks struct{}

func (*RevokeLinks) name() string { return "revoke_links" }

func (*RevokeLinks) decide(d *decision) error {
	d.record(&LinksRevoked{})
	return nil
}
