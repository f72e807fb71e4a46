package complaint

import (
	"time"
)

// File opens a case with a complaint.
type File struct {
	Ref         Ref
	Channel     Channel
	Complainant Complainant
	Matter      Matter
	Demand      Demand
	HappenedAt  time.Time // zero: not said
	Scene       string
	Content     string
}

func (*File) name() string { return "file" }

func (f *File) decide(d *decision) error {
	if err := f.check(d.at); err != nil {
		return err
	}
	policy, calendar := d.rules.Versions()
	d.record(&Filed{
		Tenant: f.Ref.Tenant, ID: f.Ref.Case, Policy: policy, Calendar: calendar,
		ReceivedAt: d.at, HappenedAt: f.HappenedAt, Channel: f.Channel,
		Complainant: f.Complainant, Matter: f.Matter, Demand: f.Demand, Scene: f.Scene, Content: f.Content,
		Expected: d.at.Add(d.rules.JourneyGrace()),
	})
	return d.reach(AtReceipt, d.at)
}

// Classify gives the case its first reading, by the machine, and the grade that the rules give to it. Where the case was read already it does nothing.
type Classify struct {
	Reading Reading
	Earlier *Earlier // the complainant's complaints before it, if there are any
	Twins   []Twin   // to be proposed as the same complaint
	Value   *Value   // the complainant's as a customer, if it is known
	Others  int      // complaints with one of its addresses at about the same time
	People  []string // keyed hashes under which the complainant's complaints are found
}

func (*Classify) name() string { return "classify" }

func (m *Classify) decide(d *decision) error {
	if d.c.Phase != Received {
		return nil
	}
	flow, department := d.rules.Sort(m.Reading.Category)
	sure := d.rules.Sure(m.Reading)
	reading := m.Reading.Graded(d.rules, m.Earlier)
	d.record(&Read{
		Reading: reading, Flow: flow, Department: department, Complex: !sure, Earlier: m.Earlier, Value: m.Value,
		Withheld: d.rules.Crowded(m.Others), People: m.People,
	})
	if len(m.Twins) > 0 {
		d.record(&TwinsFound{Twins: m.Twins})
	}
	if !sure { // a person registers it, by confirming the reading or overruling it
		return d.replan(sooner)
	}
	d.signal(SignalRegistered)
	if err := d.replan(sooner); err != nil {
		return err
	}
	return d.reach(AtRegistration, d.at)
}

// Acknowledge orders the acknowledgement. Where it was ordered already it does nothing.
type Acknowledge struct{}

func (*Acknowledge) name() string { return "acknowledge" }

func (*Acknowledge) decide(d *decision) error {
	if d.c.Phase != Classified {
		return nil
	}
	d.record(&Acknowledged{})
	return nil
}

// ReportLeft notes that a notice has left for the complainant.
type ReportLeft struct {
	Notice string
	Kind   NoticeKind
	Round  int // in which it was ordered; a late one meets nothing of a later round
	Reach  Reach
}

func (*ReportLeft) name() string { return "report_left" }

func (m *ReportLeft) decide(d *decision) error {
	d.record(&NoticeLeft{Notice: m.Notice, Kind: string(m.Kind), Reach: m.Reach})
	if m.Round != d.c.Round {
		return nil
	}
	if s, meets := noticeSignals[m.Kind]; meets {
		d.signal(s)
	}
	if m.Kind == NoticeAcknowledgement || m.Kind == NoticeSecondRound {
		return d.informed()
	}
	return nil
}

// ReportFailed notes that a notice cannot be delivered, which makes it a task for a person.
type ReportFailed struct {
	Notice string
	Kind   NoticeKind
}

func (*ReportFailed) name() string { return "report_failed" }

func (m *ReportFailed) decide(d *decision) error {
	for _, t := range d.c.Tasks {
		if t.Notice == m.Notice {
			return nil
		}
	}
	d.record(&NoticeFailed{Notice: m.Notice, Kind: string(m.Kind)})
	return nil
}
