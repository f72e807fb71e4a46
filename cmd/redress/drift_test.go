package main

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"redress/internal/calendar"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/drift"
	"redress/internal/policy"
	"redress/internal/storetest"
)

// assessed is a store in which a person said each of these things of a reading of "delay", 0.9 sure.
func assessed(t *testing.T, at map[string]complaint.Category) *storetest.Memory {
	t.Helper()
	memory := storetest.NewMemory()
	for when, category := range at {
		instant, err := time.Parse(time.RFC3339, when)
		if err != nil {
			t.Fatal(err)
		}
		c := complaint.Case{Tenant: "acme", ID: casework.NewReference(), Revision: 1}
		delay := casework.Said{Category: complaint.CategoryDelay, Cause: "delivery.late", Grade: complaint.Ordinary}
		said := delay
		said.Category = category
		ch := casework.Change{After: c, Commit: complaint.Commit{Revision: 1, At: instant}, Judged: &casework.Judgement{
			Case: c.ID, At: instant, Model: "linear-2", Confidence: 0.9, Given: delay, Decided: said,
		}}
		if err := memory.Save(t.Context(), ch); err != nil {
			t.Fatal(err)
		}
	}
	return memory
}

func shanghai(t *testing.T) policy.Rules {
	t.Helper()
	p, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	c, err := calendar.Embedded(p.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	return policy.Rules{Policy: p, Calendar: c}
}

// A month is the tenant's own: it begins at midnight in Shanghai, which is the afternoon before in UTC.
func TestDriftOfAMonthInTheTenantsZone(t *testing.T) {
	store := assessed(t, map[string]complaint.Category{
		"2026-10-31T23:59:59+08:00": complaint.CategoryBilling,
		"2026-11-01T00:00:00+08:00": complaint.CategoryDelay,
		"2026-11-30T23:59:59+08:00": complaint.CategoryQuality,
		"2026-12-01T00:00:00+08:00": complaint.CategoryBilling,
	})
	now := time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)
	var out strings.Builder
	if err := (driftCmd{Tenant: "acme"}).report(t.Context(), &out, store, shanghai(t), now); err != nil {
		t.Fatal(err)
	}
	keep(t, "drift_month", out.String())

	out.Reset()
	gap, least := 0.1, 2
	err := driftCmd{Tenant: "acme", Month: "2026-11", Gap: &gap, Least: &least, JSON: true}.report(t.Context(), &out, store, shanghai(t), now)
	var r drift.Report
	if !errors.Is(err, errDrifted) || json.Unmarshal([]byte(out.String()), &r) != nil || len(r.Alarms) != 1 || r.Models[0].Assessed != 2 || r.Models[0].Right != 1 {
		t.Errorf("%v: %s", err, out.String())
	}
}

func TestDriftRefusesWhatIsNoMonth(t *testing.T) {
	err := driftCmd{Tenant: "acme", Month: "11/2026"}.report(t.Context(), nil, storetest.NewMemory(), shanghai(t), time.Now())
	if err == nil || !strings.Contains(err.Error(), "2026-11") {
		t.Errorf("error = %v", err)
	}
}

// What the operator says goes before the policy, and that before what is usual.
func TestDriftLimit(t *testing.T) {
	gap := 0.3
	for name, c := range map[string]struct {
		cmd  driftCmd
		of   policy.Drift
		want drift.Limit
	}{
		"nobody says":       {driftCmd{}, policy.Drift{}, usual},
		"the policy says":   {driftCmd{}, policy.Drift{Gap: 0.05, Least: 200}, drift.Limit{Gap: 0.05, Least: 200}},
		"the operator says": {driftCmd{Gap: &gap}, policy.Drift{Gap: 0.05, Least: 200}, drift.Limit{Gap: 0.3, Least: 200}},
	} {
		if got := c.cmd.limit(c.of); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}
