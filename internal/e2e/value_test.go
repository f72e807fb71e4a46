//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redress/internal/client"
	"redress/internal/complaint"
)

// TestTheDeskSeesTheValueTier: the operator tells of a customer's purchases; staff see the tier on the customer's next complaint, and
// on nobody else's. The complainant sees nothing of it, and what they told others of a tenant is not known to another.
func TestTheDeskSeesTheValueTier(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	const split, invoice = "沙发坐垫的缝线开了，要求维修。", "发票抬头开错了，请重开。"
	before := file(t, w.real, split)
	if c := before.now(); c.Value != nil {
		t.Errorf("before anything was told the tier is %+v", c.Value)
	}
	for range 2 { // the same list again changes nothing
		told := tellCustomers(t, w.real, before.mail)
		if !strings.Contains(told, "1 customers, kept under 2 hashes") {
			t.Errorf("the command says %q", told)
		}
	}
	known, stranger, elsewhere := fileAs(t, w.real, before.mail, invoice), file(t, w.real, invoice), fileAs(t, w.swift, before.mail, invoice)
	c := known.now()
	if c.Value == nil || *c.Value != (complaint.Value{Tier: "high", Recency: 3, Frequency: 3, Monetary: 3}) {
		t.Errorf("the tier is %+v", c.Value)
	}
	for whose, s := range map[string]*story{"another customer": stranger, "another tenant": elsewhere} {
		if c := s.now(); c.Value != nil {
			t.Errorf("the tier of %s is %+v", whose, c.Value)
		}
	}
	if with, without := owes(c), owes(stranger.now()); with != without {
		t.Errorf("with a tier:\n%s\nwithout:\n%s", with, without)
	}
	view, err := w.real.public.Follow(t.Context(), known.receipt)
	if err != nil {
		t.Fatal(err)
	}
	if seen, err := json.Marshal(view); err != nil || strings.Contains(string(seen), "tier") || strings.Contains(string(seen), "high") {
		t.Errorf("the complainant sees %s (%v)", seen, err)
	}
}

// owes is a case's grade and what it owes, each with how long it has.
func owes(c client.Case) string {
	said := fmt.Sprintf("grade %d of %s\n", c.Grade, c.Flow)
	for _, k := range c.Clocks {
		said += fmt.Sprintf("%s within %s, %d rungs\n", k.ID, k.Span, len(k.Rungs))
	}
	return said
}

// TestAListOfCustomersWithAMistakeIsRefusedWhole names the line and the column.
func TestAListOfCustomersWithAMistakeIsRefusedWhole(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	out, err := customersPut(t, w.real, "email,last_purchase,purchases,amount_minor,currency\na@example.com,2026-01-01,1,100,CNY\nb@example.com,2026-01-01,1,1.5,CNY\n")
	if err == nil || !strings.Contains(out, "line 3: amount_minor must be a whole number") {
		t.Errorf("%v: %s", err, out)
	}
}

// tellCustomers has the operator tell of one customer, who bought today, often and for much.
func tellCustomers(t *testing.T, co company, mail string) string {
	t.Helper()
	out, err := customersPut(t, co, fmt.Sprintf("customer_number,email,last_purchase,purchases,amount_minor,currency\nC-%s,%s,%s,14,3180000,CNY\n",
		mail[:8], mail, time.Now().UTC().Format(time.DateOnly)))
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return out
}

// customersPut runs the operator's command on a list.
func customersPut(t *testing.T, co company, list string) (string, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "customers.csv")
	if err := os.WriteFile(path, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "go", "run", "../../cmd/redress", "customers", "put", "--stack", stackName(), "--tenant", co.id, path)
	out, err := cmd.CombinedOutput()
	return string(out), err
}
