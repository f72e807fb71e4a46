package main

import (
	"context"
	"io"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/label"
	"redress/internal/mask"
)

// labelExport makes labelled texts of what people overruled.
type labelExport struct {
	stackFlag
	Tenant string `required:"" help:"The tenant."`
	Month  string `help:"Of which month, such as 2026-11, in the zone of the tenant's calendar; the present one unless said."`
	All    bool   `help:"Also what people confirmed, which a model is measured by as well."`
}

// Run writes the labels.
func (c labelExport) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	s, rules, err := c.under(ctx, c.Tenant)
	if err != nil {
		return err
	}
	from, until, err := monthOf(c.Month, time.Now(), rules.Calendar.Location())
	if err != nil {
		return err
	}
	return c.write(ctx, out, s.Table(), from, until)
}

// judged is where what people said of readings is kept, and what complainants said.
type judged interface {
	casework.JudgementBook
	casework.Openings
}

func (c labelExport) write(ctx context.Context, out io.Writer, store judged, from, until time.Time) error {
	judgements, err := store.Judgements(ctx, c.Tenant, from, until)
	if err != nil {
		return err
	}
	for _, j := range judgements {
		if !j.Overruled() && !c.All {
			continue
		}
		now, filed, err := store.Opening(ctx, complaint.Ref{Tenant: c.Tenant, Case: j.Case})
		if err != nil {
			return err
		}
		if err := label.Write(out, labelOf(j, now, filed)); err != nil {
			return err
		}
	}
	return nil
}

// labelOf is what a person decided of a complaint, with its text masked. Emotion and second matters are not decided at the desk; that
// nobody's safety is touched is not either, only that it is.
func labelOf(j casework.Judgement, now complaint.Case, filed *complaint.Filed) label.Label {
	l := label.Label{
		ID: j.Case, Set: "assessed", Lang: now.Language, Text: mask.Complaint(filed), Category: j.Decided.Category, Grade: j.Decided.Grade,
	}
	if touched := true; j.Decided.Category == complaint.CategorySafety {
		l.Safety = &touched
	}
	return l
}
