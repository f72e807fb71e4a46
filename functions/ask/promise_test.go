package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/tenant"
)

// TestEachTenantPromisesItsOwn: programs are told, browsers shown, what the tenant's own policy promises, under its own brand.
func TestEachTenantPromisesItsOwn(t *testing.T) {
	w := newWorld(t)
	of, err := w.Memory.Tenant(t.Context(), "acme")
	w.OK(err)
	of.Brand = &tenant.Brand{Colour: "#ffcc00", Contact: map[complaint.Language]string{complaint.Chinese: "电话 1", complaint.English: "Telephone 1"}}
	w.OK(w.Memory.PutTenant(t.Context(), of))
	old := of
	old.ID, old.Policy, old.Brand = "old", "redress-2026.1", nil
	w.OK(w.Memory.PutTenant(t.Context(), old))
	e := w.Event("open", "")
	e.Resource = "/v1/{tenant}/promise"
	page := w.send(e)
	if page.StatusCode != http.StatusOK || !strings.Contains(page.Body, "Telephone 1") && !strings.Contains(page.Body, "电话 1") ||
		!strings.Contains(page.Body, "redress-2026.5") || strings.Count(page.Headers["Content-Security-Policy"], "sha256-") != 2 {
		t.Errorf("%d %v %.300s", page.StatusCode, page.Headers, page.Body)
	}
	e.Headers["accept"] = "application/json"
	for id, version := range map[string]string{"acme": "redress-2026.5", "old": "redress-2026.1"} {
		e.PathParameters["tenant"] = id
		reply := w.send(e)
		var got promised
		w.OK(json.Unmarshal([]byte(reply.Body), &got))
		if reply.StatusCode != http.StatusOK || got.Policy != version || len(got.Flows) != len(complaint.Flows) || got.Rounds == 0 || !got.Free ||
			(got.Contact == nil) != (id == "old") || got.Suspended {
			t.Errorf("%s: %d %.300s", id, reply.StatusCode, reply.Body)
		}
	}
	e.PathParameters["tenant"] = "nobody"
	if reply := w.send(e); reply.StatusCode != http.StatusNotFound {
		t.Errorf("of nobody: %d", reply.StatusCode)
	}
}

// TestASuspendedTenantIsAskedNothing: its page says so and has no form.
func TestASuspendedTenantIsAskedNothing(t *testing.T) {
	w := newWorld(t)
	of, err := w.Memory.Tenant(t.Context(), "acme")
	w.OK(err)
	of.Suspended = true
	w.OK(w.Memory.PutTenant(t.Context(), of))
	for _, name := range []string{"open", "question_form"} {
		if reply := w.send(w.Event(name, "")); reply.StatusCode != http.StatusOK || strings.Contains(reply.Body, "<form") {
			t.Errorf("%s: %d %.200s", name, reply.StatusCode, reply.Body)
		}
	}
}
