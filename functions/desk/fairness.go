package main

import (
	"context"
	"net/http"
	"slices"
	"time"

	"redress/internal/apigw"
	"redress/internal/complaint"
	"redress/internal/fairness"
	"redress/internal/policy"
)

// fairnessReaders may see what the value tiers were granted: who answers for the company, and who looks after it.
var fairnessReaders = []complaint.Role{complaint.Manager, complaint.Executive, complaint.Legal, complaint.Auditor, complaint.TenantAdmin}

// fairness reports on the cases that closed in some whole months of the tenant's own calendar; the present one unless said.
func (d *desk) fairness(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	if !slices.Contains(fairnessReaders, r.Actor.Role) {
		return apigw.Reply{}, complaint.Errorf(complaint.Forbidden, "the role %s may not see what the tiers were granted", r.Actor.Role)
	}
	rules, err := d.book.Policy(ctx, complaint.Case{Tenant: r.Tenant})
	if err != nil {
		return apigw.Reply{}, err
	}
	from, until, err := monthsIn(r.Query, d.cases.Now().In(rules.Calendar.Location()))
	if err != nil {
		return apigw.Reply{}, err
	}
	limits, err := policy.FairnessOf(rules.Policy)
	if err != nil {
		return apigw.Reply{}, err
	}
	closings, err := d.closes.Closings(ctx, r.Tenant, from, until)
	if err != nil {
		return apigw.Reply{}, err
	}
	return apigw.JSON(http.StatusOK, fairness.Sum(closings, from, until, fairness.Limits{Least: limits.Least, Sure: limits.Sure}))
}

// mostMonths is the longest time that one report is about: its cost grows with the months.
const mostMonths = 24

// monthsIn is from the beginning of one month to the end of another, in the zone of now.
func monthsIn(query map[string]string, now time.Time) (from, until time.Time, err error) {
	if from, err = monthNamed(query, "from", now); err != nil {
		return from, until, err
	}
	last, err := monthNamed(query, "to", now)
	if _, said := query["to"]; !said && err == nil {
		last = from
	}
	until = last.AddDate(0, 1, 0)
	if err == nil && (!from.Before(until) || from.AddDate(0, mostMonths, 0).Before(until)) {
		err = complaint.InvalidField("to", "must be from the month of from on, and at most %d months in all", mostMonths)
	}
	return from, until, err
}

// monthNamed is the beginning of the month that a parameter names; of the present one unless said.
func monthNamed(query map[string]string, name string, now time.Time) (time.Time, error) {
	text, said := query[name]
	if !said {
		return time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, now.Location()), nil
	}
	month, err := time.ParseInLocation("2006-01", text, now.Location())
	if err != nil || month.Year() < 2000 || month.Year() > 2999 {
		return time.Time{}, complaint.InvalidField(name, "must be a month such as 2026-11")
	}
	return month, nil
}
