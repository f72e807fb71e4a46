package main

import (
	"context"
	"log/slog"

	"redress/internal/complaint"
)

// question is an item of the checklist that the first verification answers, in both languages of the desk.
type question struct {
	Item string `json:"item"`
	ZH   string `json:"zh"`
	EN   string `json:"en"`
}

// checklist is what verify asks of a case that people are at work on. Where the rules cannot be read the case is shown without it.
func (d *desk) checklist(ctx context.Context, c complaint.Case) []question {
	if c.Phase != complaint.Handling {
		return nil
	}
	rules, err := d.book.Policy(ctx, c)
	if err != nil {
		slog.WarnContext(ctx, "no checklist", "tenant", c.Tenant, "case", c.ID, "error", err.Error())
		return nil
	}
	var asked []question
	for _, q := range rules.Questions(c.Flow, c.Grade) {
		asked = append(asked, question{q.Item, q.ZH, q.EN})
	}
	return asked
}
