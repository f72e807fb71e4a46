package simulate

import (
	"slices"

	"redress/internal/complaint"
)

// move is something staff do with a case in front of them. A new command is a new line in moves.
type move struct {
	name    string
	weight  func(d *desk) int // how likely it is, in relation to the others; 0: not now
	command func(d *desk) complaint.Command
}

// at is the weight of a move that is always possible.
func at(weight int) func(*desk) int { return func(*desk) int { return weight } }

// where is a move of a weight that is possible where the test holds.
func where(weight int, fits func(d *desk) bool) func(*desk) int {
	return func(d *desk) int {
		if fits(d) {
			return weight
		}
		return 0
	}
}

// moves is everything staff do. The next step is what a diligent handler does; the others happen besides, some of them
// where they are refused.
var moves = []move{
	{"next step", at(100), (*desk).nextStep},
	{"acknowledge escalation", where(60, (*desk).escalated), func(d *desk) complaint.Command {
		return &complaint.AcknowledgeEscalation{Clock: d.escalatedClock()}
	}},
	{"contact", at(4), func(*desk) complaint.Command { return &complaint.Contact{By: "phone", Note: "They know."} }},
	{"tell", at(4), func(*desk) complaint.Command { return &complaint.Tell{Text: "We are at it."} }},
	{"note", at(3), func(*desk) complaint.Command { return &complaint.Note{Text: "Asked the shop."} }},
	{"re-grade", where(5, (*desk).handling), func(d *desk) complaint.Command {
		return &complaint.Assess{Grade: oneOf(d.chance, complaint.Grades), Reason: "Looked at it again."}
	}},
	{"re-sort", where(3, (*desk).handling), func(d *desk) complaint.Command {
		return &complaint.Assess{Category: drawn(d.chance, categoryShares), Reason: "It is something else."}
	}},
	{"hand over", where(4, (*desk).owned), func(d *desk) complaint.Command {
		to := oneOf(d.chance, d.w.client.agents)
		return &complaint.HandOver{To: to.ID, Mail: to.Mail}
	}},
	{"record anything", at(2), func(d *desk) complaint.Command {
		return &complaint.Record{Milestone: oneOf(d.chance, d.c.Clocks).Milestone, Note: "Done."}
	}},
	{"propose again", where(2, (*desk).handling), func(*desk) complaint.Command { return propose }},
	{"execute too soon", at(1), func(*desk) complaint.Command { return &complaint.Execute{} }},
	{"take it away", at(1), func(d *desk) complaint.Command {
		d.who = oneOf(d.chance, d.w.client.agents)
		return &complaint.Take{}
	}},
	{"revoke links", at(1), func(d *desk) complaint.Command {
		d.who = d.w.client.lead
		return &complaint.RevokeLinks{}
	}},
	{"wait for the complainant", where(5, (*desk).handling), func(d *desk) complaint.Command {
		return &complaint.WaitFor{For: oneOf(d.chance, complaint.AllAwaited), Text: "Would you send us a photo?"}
	}},
	{"take up", where(8, (*desk).waiting), func(*desk) complaint.Command { return &complaint.TakeUp{Note: "It came."} }},
	{"ask for an extension", where(4, (*desk).owned), func(d *desk) complaint.Command {
		return &complaint.AskExtension{Clock: oneOf(d.chance, d.c.Clocks).ID, Within: oneOf(d.chance, longer), Reason: "Parts."}
	}},
	{"answer an extension", where(60, (*desk).asked), func(d *desk) complaint.Command {
		d.who = oneOf(d.chance, []complaint.Actor{d.w.client.lead, d.w.client.chief, d.who})
		return &complaint.AnswerExtension{Clock: d.c.Extensions[0].Clock, Grant: d.happens(0.6), Reason: "So be it."}
	}},
	{"re-open", where(2, (*desk).done), func(*desk) complaint.Command { return &complaint.Reopen{Reason: "It broke again."} }},
	{"merge", where(3, (*desk).handling), func(d *desk) complaint.Command {
		return &complaint.Merge{Case: d.another(), Reason: "The same matter."}
	}},
	{"merge what is proposed", where(200, (*desk).proposed), func(d *desk) complaint.Command {
		return &complaint.Merge{Case: d.c.Twins[0].Case, Reason: "The same matter."}
	}},
	{"keep apart", where(200, (*desk).proposed), func(d *desk) complaint.Command {
		return &complaint.NotSame{Case: d.c.Twins[0].Case, Reason: "Another matter."}
	}},
	{"part", where(12, (*desk).merged), func(d *desk) complaint.Command {
		d.who = d.w.client.lead
		return &complaint.Part{Case: d.c.Absorbed[0].Case, Reason: "Another matter."}
	}},
	{"verify", where(8, (*desk).unverified), (*desk).verify},
	{"investigate", where(4, (*desk).owned), func(d *desk) complaint.Command {
		return &complaint.Investigate{
			LookedAt: "The sofa.", Finding: "A screw is missing.", Sources: []complaint.SourceKind{oneOf(d.chance, complaint.SourceKinds)},
			Corrects: complaint.Positive(d.IntN(len(d.c.Findings) + 1)),
		}
	}},
	{"decide responsibility", where(3, (*desk).investigated), func(d *desk) complaint.Command {
		return &complaint.DecideResponsibility{
			Shares: []complaint.Share{{Department: "quality", Percent: 60}, {Department: "logistics", Percent: 40}}, Reason: "By what was found.",
			Findings: []int{1 + d.IntN(len(d.c.Findings))},
		}
	}},
	{"reject", where(2, (*desk).owned), func(*desk) complaint.Command { return &complaint.Reject{Reason: "It was sold as seen."} }},
	{"answer a rejection", where(150, (*desk).rejecting), (*desk).answerRejection},
	{"hear a withdrawal", where(1, (*desk).owned), func(*desk) complaint.Command { return &complaint.Withdraw{Note: "Said so on the phone."} }},
	{"close by agreement", where(2, (*desk).owned), func(*desk) complaint.Command { return &complaint.Close{Note: "Agreed on the phone."} }},
	{"adopt rules", where(1, (*desk).handling), func(d *desk) complaint.Command {
		d.who = complaint.Actor{Role: complaint.TenantAdmin, ID: "admin"}
		return &complaint.AdoptRules{Reason: "New rules."}
	}},
	{"do what is not theirs", at(1), func(d *desk) complaint.Command {
		d.who = complaint.Actor{Role: complaint.Auditor, ID: "auditor"}
		return &complaint.Execute{}
	}},
}

// choose draws a move among those that are possible now.
func (d *desk) choose() move {
	table := make([]weighted[move], 0, len(moves))
	for _, m := range moves {
		if weight := m.weight(d); weight > 0 {
			table = append(table, weighted[move]{weight, m})
		}
	}
	return drawn(d.chance, table)
}

func (d *desk) handling() bool { return d.c.Phase == complaint.Handling }

func (d *desk) owned() bool { return d.c.Owner != nil }

func (d *desk) escalated() bool { return d.escalatedClock() != "" }

// escalatedClock is a clock that escalated and that nobody has taken on.
func (d *desk) escalatedClock() string {
	for i := range d.c.Clocks {
		if k := &d.c.Clocks[i]; k.Open() && k.Fired > 1 && k.AcknowledgedAt.IsZero() && !k.Recurs {
			return k.ID
		}
	}
	return ""
}

func (d *desk) waiting() bool { _, waiting := d.c.Waiting(); return waiting }

func (d *desk) asked() bool { return len(d.c.Extensions) > 0 }

func (d *desk) done() bool { return !d.handling() }

func (d *desk) proposed() bool { return len(d.c.Twins) > 0 }

func (d *desk) merged() bool { return len(d.c.Absorbed) > 0 }

// another is a case that came in lately, for the same thing perhaps.
func (d *desk) another() string { return oneOf(d.chance, d.w.lately) }

// longer are the spans that staff ask for.
var longer = []string{"30h", "5d", "8d", "12d", "4wd", "40wh"}

var propose = &complaint.Propose{Remedy: complaint.Refund, Text: "You get your money back."}

// nextStep is what is owed next.
func (d *desk) nextStep() complaint.Command {
	c := d.c
	switch {
	case d.waiting():
		return &complaint.Note{Text: "Nothing has come yet."}
	case len(c.Tasks) > 0:
		return &complaint.FinishTask{Notice: c.Tasks[0].Notice, Note: "Phoned."}
	case c.Phase == complaint.Handling && (c.Owner == nil || c.Owner.ID != d.who.ID):
		return &complaint.Take{}
	case !c.Assessed:
		return d.assess()
	}
	if cmd := d.owed(); cmd != nil {
		return cmd
	}
	switch {
	case c.Phase != complaint.Handling:
		return &complaint.Note{Text: "Nothing to do."}
	case c.Plan == nil:
		return propose
	}
	return &complaint.Execute{Note: "Paid."}
}

// assess is a person's first look at the reading.
func (d *desk) assess() complaint.Command {
	if d.happens(d.w.plan.Behaviour.Misread) {
		return &complaint.Assess{
			Category: drawn(d.chance, categoryShares), Grade: drawn(d.chance, gradeShares), Reason: "It was misread.",
		}
	}
	return &complaint.Assess{}
}

// owed is the command that meets the milestone due next, of those a person can meet now; nil: there is none.
func (d *desk) owed() (cmd complaint.Command) {
	open := d.c.OpenObligations()
	slices.SortStableFunc(open, func(a, b complaint.Clock) int { return a.Due.Compare(b.Due) })
	for _, k := range open {
		if cmd := d.meets(k); cmd != nil {
			return cmd
		}
	}
	return nil
}

func (d *desk) meets(k complaint.Clock) complaint.Command {
	handling := d.c.Phase == complaint.Handling
	switch {
	case k.MeetableBy(complaint.SignalRecorded):
		return &complaint.Record{Milestone: k.Milestone, Note: "Done."}
	case k.MeetableBy(complaint.SignalContacted):
		return &complaint.Contact{By: "phone", Note: "Explained."}
	case k.MeetableBy(complaint.SignalAssessed):
		return &complaint.Assess{}
	case k.MeetableBy(complaint.SignalProposed) && handling:
		return propose
	case k.MeetableBy(complaint.SignalExecuted) && handling && d.c.Plan != nil:
		return &complaint.Execute{Note: "Paid."}
	}
	return nil
}
