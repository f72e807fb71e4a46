package main

import (
	"context"
	"net/http"
	"slices"
	"time"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/complaint"
)

// supervisors may see who lets cases wait.
var supervisors = []complaint.Role{complaint.Lead, complaint.Manager, complaint.Executive, complaint.Auditor, complaint.TenantAdmin}

// pauseReport says who let how many cases wait in a month, and how long.
type pauseReport struct {
	Month  string            `json:"month"`
	People []casework.Waiter `json:"people"`
	Pauses []casework.Waited `json:"pauses"`
}

// pauses reports on a month of the tenant's own calendar; the present one unless said.
func (d *desk) pauses(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	if !slices.Contains(supervisors, r.Actor.Role) {
		return apigw.Reply{}, complaint.Errorf(complaint.Forbidden, "the role %s may not see the pauses", r.Actor.Role)
	}
	rules, err := d.book.Policy(ctx, complaint.Case{Tenant: r.Tenant})
	if err != nil {
		return apigw.Reply{}, err
	}
	from, err := monthIn(r.Query, d.cases.Now().In(rules.Calendar.Location()))
	if err != nil {
		return apigw.Reply{}, err
	}
	waits, err := d.waits.Waits(ctx, r.Tenant, from, from.AddDate(0, 1, 0))
	if err != nil {
		return apigw.Reply{}, err
	}
	return apigw.JSON(http.StatusOK, pauseReport{
		Month: from.Format("2006-01"), People: casework.Waiters(waits), Pauses: waits,
	})
}

// monthIn is the beginning of the month that is asked for, in the zone of now; of the present one unless said.
func monthIn(query map[string]string, now time.Time) (time.Time, error) {
	return monthNamed(query, "month", now)
}
