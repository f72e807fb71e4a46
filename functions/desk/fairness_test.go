package main

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/fairness"
)

func (w *world) askFairness(by complaint.Actor, query map[string]string) events.APIGatewayProxyResponse {
	w.Helper()
	return w.send(by, events.APIGatewayProxyRequest{
		HTTPMethod: http.MethodGet, Resource: "/v1/{tenant}/desk/fairness", PathParameters: map[string]string{"tenant": "acme"}, QueryStringParameters: query,
	})
}

// closed lets a tenant's cases of a tier close now, without their stories.
func (w *world) closed(tenant, tier string, cases, refunded int) {
	w.Helper()
	for i := range cases {
		c := complaint.Case{Tenant: tenant, ID: casework.NewReference(), Revision: 1, Phase: complaint.Closed}
		closing := &casework.Closing{Case: c.ID, At: w.Clock.Now(), Flow: complaint.Delay, Grade: complaint.Ordinary, Tier: tier}
		if i < refunded {
			closing.Remedy = complaint.Refund
		}
		w.OK(w.Memory.Save(w.Context(), casework.Change{After: c, Commit: complaint.Commit{Revision: 1, At: w.Clock.Now()}, Closing: closing}))
	}
}

// TestTheFairnessReport: a manager sees what the tiers were granted by the tenant's policy's limits, of the tenant's own cases alone.
func TestTheFairnessReport(t *testing.T) {
	w := newWorld(t)
	w.closed("acme", "high", 20, 20)
	w.closed("acme", "low", 20, 8)
	w.closed("acme", "middle", 9, 9)
	w.closed("globex", "low", 50, 50)
	boss := complaint.Actor{Role: complaint.Manager, ID: "boss"}
	reply := w.askFairness(boss, nil)
	var got fairness.Report
	w.OK(json.Unmarshal([]byte(reply.Body), &got))
	if reply.StatusCode != http.StatusOK || got.Cases != 49 || got.Hidden != 9 || got.Limits.Least != 10 || got.Unlike != 2 {
		t.Errorf("%d %s", reply.StatusCode, reply.Body)
	}
	if other := w.askFairness(boss, map[string]string{"from": "2025-11", "to": "2025-12"}); other.StatusCode != http.StatusOK {
		t.Errorf("other months: %d %s", other.StatusCode, other.Body)
	}
	for _, role := range []complaint.Role{complaint.Agent, complaint.Lead} {
		if reply := w.askFairness(complaint.Actor{Role: role, ID: "x"}, nil); reply.StatusCode != http.StatusForbidden {
			t.Errorf("%s sees it: %d", role, reply.StatusCode)
		}
	}
	for field, query := range map[string]map[string]string{
		"from": {"from": "March"}, "to": {"from": "2026-03", "to": "2026-02"}, "to ": {"from": "2026-03", "to": "2028-03"}, " to": {"to": "2026-13"},
	} {
		var problem struct{ Field string }
		reply := w.askFairness(boss, query)
		w.OK(json.Unmarshal([]byte(reply.Body), &problem))
		if reply.StatusCode != http.StatusBadRequest || len(problem.Field) == 0 {
			t.Errorf("%s %v: %d %s", field, query, reply.StatusCode, reply.Body)
		}
	}
}
