package figures

import (
	"time"

	"redress/internal/complaint"
	"redress/internal/forms"
)

// Duty is what a diligent agent does with a case at an instant, if anything: they take it, meet each milestone when half
// of the time to its first rung is gone, and carry the remedy out when nothing else is owed.
func Duty(c complaint.Case, now time.Time) complaint.Command {
	if c.Owner == nil {
		return &complaint.Take{}
	}
	owed := false
	for _, k := range c.Clocks {
		cmd := duty(c, k)
		if !k.Open() || cmd == nil {
			continue
		}
		owed = owed || !k.Recurs
		if halfGone(k, now) {
			return cmd
		}
	}
	if owed || c.Phase != complaint.Handling {
		return nil
	}
	if c.Plan == nil {
		return plan
	}
	return &complaint.Execute{Note: "Refunded in full."}
}

var plan = &complaint.Propose{Remedy: complaint.Refund, Text: "我们为您全额退款，并承担来回运费，三个工作日内到账。"}

// duty is what meets a clock; nil: it is the machine's.
func duty(c complaint.Case, k complaint.Clock) complaint.Command {
	switch {
	case k.MeetableBy(complaint.SignalRecorded):
		return &complaint.Record{
			Milestone: k.Milestone, Note: "Looked into, see the attached report of the workshop.", Data: forms.Example(c.Flow, k.Milestone),
		}
	case k.MeetableBy(complaint.SignalAssessed):
		return &complaint.Assess{}
	case k.MeetableBy(complaint.SignalProposed):
		return plan
	case k.MeetableBy(complaint.SignalPlanTold):
		return nil
	case k.MeetableBy(complaint.SignalContacted), k.MeetableBy(complaint.SignalInformed):
		return &complaint.Contact{By: "phone", Note: "Called; the customer is at home all week."}
	case k.MeetableBy(complaint.SignalExecuted) && c.Plan == nil:
		return plan
	case k.MeetableBy(complaint.SignalExecuted):
		return &complaint.Execute{Note: "Refunded in full."}
	}
	return nil
}

func halfGone(k complaint.Clock, now time.Time) bool {
	first := k.Due
	if rung, more := k.NextRung(); more {
		first = rung.At
	}
	return now.Sub(k.From) >= first.Sub(k.From)/2
}
