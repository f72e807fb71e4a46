package main

import (
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/complaint"
)

// ledgerShape is a ledger's name.
var ledgerShape = regexp.MustCompile(`^[a-z][a-z0-9_]{1,39}$`)

// ledgerPage is a part of what was entered in a ledger in a month.
type ledgerPage struct {
	Kind  string `json:"kind"`
	Month string `json:"month"`
	casework.EntryPage
}

// ledger shows what was entered in one of the tenant's ledgers in a month of its own calendar; the present one unless said.
func (d *desk) ledger(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	if !slices.Contains(supervisors, r.Actor.Role) {
		return apigw.Reply{}, complaint.Errorf(complaint.Forbidden, "the role %s may not see the ledgers", r.Actor.Role)
	}
	want := casework.EntryWant{Kind: r.Query["kind"], Cursor: r.Query["cursor"], Limit: 50}
	kinds, err := d.forms.Ledgers(ctx, r.Tenant)
	switch {
	case err != nil:
		return apigw.Reply{}, err
	case !ledgerShape.MatchString(want.Kind):
		return apigw.Reply{}, complaint.InvalidField("kind", "must be a ledger of yours: one of %s", strings.Join(kinds, ", "))
	case len(kinds) == 0:
		return apigw.Reply{}, complaint.Errorf(complaint.NotFound, "there is no ledger; the tenant's policy has no forms")
	case !slices.Contains(kinds, want.Kind):
		return apigw.Reply{}, complaint.Errorf(complaint.NotFound, "there is no such ledger; there are %s", strings.Join(kinds, ", "))
	}
	rules, err := d.book.Policy(ctx, complaint.Case{Tenant: r.Tenant})
	if err != nil {
		return apigw.Reply{}, err
	}
	if want.From, err = monthIn(r.Query, d.cases.Now().In(rules.Calendar.Location())); err != nil {
		return apigw.Reply{}, err
	}
	if want.Limit, err = numberIn(r.Query, "limit", most, want.Limit); err != nil {
		return apigw.Reply{}, err
	}
	want.Until = want.From.AddDate(0, 1, 0)
	page, err := d.entries.Entries(ctx, r.Tenant, want)
	if err != nil {
		return apigw.Reply{}, err
	}
	return apigw.JSON(http.StatusOK, ledgerPage{Kind: want.Kind, Month: want.From.Format("2006-01"), EntryPage: page})
}
