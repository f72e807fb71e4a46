package main

import (
	"cmp"
	"context"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/message"
	"redress/internal/stationery"
)

// writer writes notices in the tenant's own words, or with the texts of the catalogues.
type writer struct{ letters *stationery.Cabinet }

// Write writes to the complainant in the case's language and to staff in the tenant's.
func (w writer) Write(ctx context.Context, o casework.Occasion) (casework.Letter, string, error) {
	n, c := o.Notice, o.Case
	lang := o.Tenant.Language
	if n.To == complaint.ToComplainant {
		lang = cmp.Or(c.Language, lang) // not known before the complaint was read
	}
	facts := message.Facts{
		Reference: c.ID, Brand: o.Tenant.Name(lang), Link: o.Link, Zone: o.Zone,
		Flow: c.Flow, Grade: c.Grade, Phase: c.Phase, Outcome: c.Outcome, Department: c.Department, Round: c.Round,
		Level: n.To, Text: n.Text, Options: n.Options, Recourse: n.Recourse, Milestone: n.Milestone, Lines: n.Lines, Due: n.Due,
	}
	facts.NextMilestone, facts.NextDue = nextStep(c, n.Kind)
	wording, err := w.letters.Wording(ctx, o.Tenant.ID, o.Tenant.Templates)
	if err != nil {
		return casework.Letter{}, "", err
	}
	letter, err := wording.Render(lang, n.Kind, facts)
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
