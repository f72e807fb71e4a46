package main

import (
	"cmp"
	"context"
	"slices"

	"redress/internal/apigw"
	"redress/internal/complaint"
)

// sheet answers the forms for the milestones that a case still owes, as JSON Schemas with their texts in a language: the one that is asked
// for, or else that of the tenant's staff.
func (d *desk) sheet(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	lang, err := d.language(ctx, r)
	if err != nil {
		return apigw.Reply{}, err
	}
	c, err := d.named(ctx, r)
	if err != nil {
		return apigw.Reply{}, err
	}
	sheet, err := d.forms.Sheet(ctx, c, lang)
	if err != nil {
		return apigw.Reply{}, err
	}
	return reply(c, sheet)
}

func (d *desk) language(ctx context.Context, r *apigw.Request) (complaint.Language, error) {
	asked, said := r.Query["lang"]
	lang := complaint.Language(asked)
	if said && !slices.Contains(complaint.Languages, lang) {
		return "", complaint.InvalidField("lang", "must be one of %v", complaint.Languages)
	}
	t, err := d.book.Tenant(ctx, r.Tenant)
	return cmp.Or(lang, t.Language, complaint.Languages[0]), err
}
