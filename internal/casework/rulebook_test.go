package casework_test

import (
	"errors"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

func TestACaseIsJudgedByThePolicyItWasReceivedUnder(t *testing.T) {
	w := newWorld(t)
	before := w.filed(quick)
	w.enrol(quick, "")
	w.clock.Pass(time.Minute) // a tenant's record is believed for some seconds
	after := w.filed(quick)
	if before.Policy != "quick-1" || after.Policy == before.Policy || after.Calendar == before.Calendar {
		t.Fatalf("policies %s and %s, calendars %s and %s", before.Policy, after.Policy, before.Calendar, after.Calendar)
	}
	c := w.do(before, complaint.TheSystem, reading(complaint.CategoryQuality, complaint.Ordinary))
	if k, _ := c.ClockByID("inspection_report"); k.Span != "60s" {
		t.Fatalf("the report is due within %s", k.Span)
	}
}

func TestATenantsRecordIsBelievedForAWhile(t *testing.T) {
	w := newWorld(t)
	book := &casework.Book{Tenants: w.memory, Now: w.clock.Now}
	site := func() string {
		of, err := book.Tenant(t.Context(), acme)
		w.ok(err)
		return of.Site
	}
	old := site()
	w.ok(w.memory.PutTenant(t.Context(), tenant.Tenant{ID: acme, Site: "https://new.example"}))
	if got := site(); got != old {
		t.Fatalf("site %s, want %s for some seconds", got, old)
	}
	w.clock.Pass(time.Minute)
	if got := site(); got != "https://new.example" {
		t.Fatalf("site %s", got)
	}
}

func TestNothingIsFiledUnderAPolicyThatIsNotThere(t *testing.T) {
	w := newWorld(t)
	w.enrol(quick, "lost-1")
	_, err := w.cases.File(t.Context(), complaint.TheComplainant, complainOf(quick, "broken"), nil)
	var known *complaint.Error
	if err == nil || errors.As(err, &known) {
		t.Fatalf("error = %v, want a fault of ours, which is not for the caller to read", err)
	}
}

func TestReferencesAreTheirOwnAndCannotBeMistaken(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		ref := casework.NewReference()
		if seen[ref] || !casework.ValidReference(ref) {
			t.Fatalf("%s", ref)
		}
		seen[ref] = true
	}
	for _, wrong := range []string{
		"", "RD-", "RD-1234-1234-1234", "rd-1234-1234-1234-1234", "RD-1234-1234-1234-123O", "RD-1234-1234-1234-1234\n",
		"RD-1234-1234-1234-1234#", "xRD-1234-1234-1234-1234",
	} {
		if casework.ValidReference(wrong) {
			t.Errorf("%q is taken for a reference", wrong)
		}
	}
}
