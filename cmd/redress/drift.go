package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"redress/internal/casework"
	"redress/internal/drift"
	"redress/internal/policy"
)

// driftCmd says how the machine's readings fared with the people who assessed them.
type driftCmd struct {
	stackFlag
	Tenant string   `required:"" help:"The tenant."`
	Month  string   `help:"The month, such as 2026-11, in the zone of the tenant's calendar; the present one unless said."`
	Gap    *float64 `help:"Alarm where the mean confidence is above the share that was right by more than this. Unless said the policy's (drift: gap), or else 0.1."`
	Least  *int     `help:"Conclude nothing from fewer readings. Unless said the policy's (drift: least), or else 50."`
	JSON   bool     `name:"json" help:"Print JSON."`
}

// errDrifted ends the program with a failure, for whoever watches by a timer.
var errDrifted = errors.New("the readings fall short of what was promised of them")

// usual is the limit where neither the policy nor the operator names one.
var usual = drift.Limit{Gap: 0.1, Least: 50}

// Run prints the figures. It fails where a model falls short of its promise.
func (c driftCmd) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, rules, err := c.under(ctx, c.Tenant)
	if err != nil {
		return err
	}
	return c.report(ctx, out, s.Table(), rules, time.Now())
}

func (c driftCmd) report(ctx context.Context, out io.Writer, book casework.JudgementBook, rules policy.Rules, now time.Time) error {
	from, until, err := monthOf(c.Month, now, rules.Calendar.Location())
	if err != nil {
		return err
	}
	judgements, err := book.Judgements(ctx, c.Tenant, from, until)
	if err != nil {
		return err
	}
	r := drift.Report{
		Tenant: c.Tenant, Month: from.Format(monthLayout), Zone: from.Location().String(), Limit: c.limit(rules.Policy.Drift), Models: drift.Sum(judgements),
	}
	r.Judge()
	if c.JSON {
		err = json.NewEncoder(out).Encode(r)
	} else {
		r.Print(out)
	}
	if err == nil && len(r.Alarms) > 0 {
		err = errDrifted
	}
	return err
}

// limit is the operator's, or else the policy's, or else the usual one.
func (c driftCmd) limit(of policy.Drift) drift.Limit {
	l := drift.Limit{Gap: cmp.Or(of.Gap, usual.Gap), Least: cmp.Or(of.Least, usual.Least)}
	if c.Gap != nil {
		l.Gap = *c.Gap
	}
	if c.Least != nil {
		l.Least = *c.Least
	}
	return l
}

const monthLayout = "2006-01"

// monthOf is the first instant of a month in a zone, and that of the next one.
func monthOf(month string, now time.Time, zone *time.Location) (from, until time.Time, err error) {
	now = now.In(zone)
	from = time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, zone)
	if month != "" {
		if from, err = time.ParseInLocation(monthLayout, month, zone); err != nil {
			return from, until, fmt.Errorf("--month %q: write a year and a month, such as 2026-11", month)
		}
	}
	return from, from.AddDate(0, 1, 0), nil
}
