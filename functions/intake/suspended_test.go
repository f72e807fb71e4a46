package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// TestASuspendedTenantTakesNoComplaint: it is told to programs and shown to browsers; what was filed before goes on.
func TestASuspendedTenantTakesNoComplaint(t *testing.T) {
	w := newWorld(t)
	before := w.send(w.Event("file", ""))
	if before.StatusCode != http.StatusCreated {
		t.Fatal(before.Body)
	}
	of, err := w.Memory.Tenant(t.Context(), "acme")
	w.OK(err)
	of.Suspended = true
	w.OK(w.Memory.PutTenant(t.Context(), of))
	w.Clock.Pass(60e9) // functions believe a record for some seconds
	if reply := w.send(w.Event("file", "")); reply.StatusCode != http.StatusConflict || !strings.Contains(reply.Body, "no new complaints") {
		t.Errorf("%d %s", reply.StatusCode, reply.Body)
	}
	form := w.Event("file_form", "")
	if reply := w.send(form); reply.StatusCode != http.StatusConflict || strings.Contains(reply.Body, "<form") || !strings.Contains(reply.Body, "<main") {
		t.Errorf("%d %s", reply.StatusCode, reply.Body)
	}
	var filed receipt
	w.OK(json.Unmarshal([]byte(before.Body), &filed))
	open := w.Event("follow", filed.Secret)
	open.PathParameters["case"] = filed.Case
	if reply := w.send(open); reply.StatusCode != http.StatusOK {
		t.Errorf("what was filed before: %d %s", reply.StatusCode, reply.Body)
	}
}
