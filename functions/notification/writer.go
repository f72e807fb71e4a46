package main

import (
	"cmp"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/message"
)

// writer writes notices with the texts of the catalogues.
type writer struct{}

// Write writes to the complainant in the case's language and to staff in the tenant's.
func (writer) Write(o casework.Occasion) (casework.Letter, string, error) {
	n, c := o.Notice, o.Case
	lang := o.Tenant.Language
	if n.To == complaint.ToComplainant {
		lang = cmp.Or(c.Language, lang) // not known before the complaint was read
	}
	facts := message.Facts{
		Reference: c.ID, Brand: o.Tenant.Name(lang), Link: o.Link, Zone: o.Zone,
		Flow: c.Flow, Grade: c.Grade, Phase: c.Phase, Outcome: c.Outcome, Department: c.Department, Round: c.Round,
		Level: n.To, Text: n.Text, Options: n.Options, Milestone: n.Milestone, Due: n.Due,
	}
	facts.NextMilestone, facts.NextDue = nextStep(c, n.Kind)
	letter, err := message.Render(lang, n.Kind, facts)
	return casework.Letter{Subject: letter.Subject, Body: letter.Body}, letter.SMS, err
}

// nextStep is the earliest milestone that is owed to the complainant once the notice has left.
func nextStep(c complaint.Case, leaving complaint.NoticeKind) (milestone string, due time.Time) {
	for _, k := range c.Clocks {
		if k.Open() && k.ForComplainant() && !leaving.Meets(k) && (due.IsZero() || k.Due.Before(due)) {
			milestone, due = k.Milestone, k.Due
		}
	}
	return milestone, due
}
