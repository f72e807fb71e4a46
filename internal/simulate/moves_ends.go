package simulate

import "redress/internal/complaint"

func (d *desk) unverified() bool {
	return d.handling() && d.owned() && (d.c.Verification == nil || d.c.Verification.Result != complaint.VerdictVerified)
}

func (d *desk) investigated() bool { return len(d.c.Findings) > 0 }

func (d *desk) rejecting() bool { return d.handling() && d.c.Rejection.Pending() }

// verify answers the checklist by the rules of the case: mostly yes, sometimes not sure, now and then no.
func (d *desk) verify() complaint.Command {
	m := &complaint.Verify{}
	rules, err := d.w.cases.Rules.For(d.w.ctx, *d.c)
	if err != nil { // the store failed; the command will be refused, as it would be
		return &complaint.Verify{Answers: []complaint.Checked{{Item: "real", Is: complaint.CheckYes}}}
	}
	for _, item := range rules.Checklist(d.c.Flow, d.c.Grade) {
		m.Answers = append(m.Answers, complaint.Checked{Item: item, Is: complaint.CheckYes})
	}
	if len(m.Answers) == 0 { // under rules that ask nothing
		return &complaint.Verify{Answers: []complaint.Checked{{Item: "real", Is: complaint.CheckYes}}}
	}
	last := &m.Answers[len(m.Answers)-1]
	switch {
	case d.happens(0.1):
		last.Is, last.Note = complaint.CheckNo, "The receipt is of another shop."
	case d.happens(0.3):
		last.Is, last.Note, m.Ask = complaint.CheckUnclear, "The receipt is cut off.", "Would you send us the receipt?"
	}
	return m
}

// answerRejection is the word of another person, or of whoever asked, which is refused.
func (d *desk) answerRejection() complaint.Command {
	d.who = oneOf(d.chance, []complaint.Actor{d.w.client.lead, d.w.client.chief, director, d.who})
	if d.happens(0.4) {
		return &complaint.RefuseRejection{Reason: "Look again."}
	}
	return &complaint.ConfirmRejection{}
}
