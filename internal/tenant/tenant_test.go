package tenant_test

import (
	"errors"
	"maps"
	"strings"
	"testing"
	"time"

	"redress/internal/complaint"
	"redress/internal/tenant"
)

func TestIDs(t *testing.T) {
	for id, want := range map[string]bool{
		"acme": true, "a1": true, "acme-de-2": true, "a-": true, strings.Repeat("a", 31): true,
		"": false, "a": false, strings.Repeat("a", 32): false, "1a": false, "-a": false, "Acme": false, "acme_de": false, "acme.de": false,
		"acme#x": false, "acme/x": false, "acme x": false, " acme": false, "acme\n": false, "\nacme": false, "acmé": false, "аcme": false,
		"acme\x00": false, "*": false, "..": false,
	} {
		if got := tenant.ValidID(id); got != want {
			t.Errorf("%q: %v", id, got)
		}
	}
}

func complete() tenant.Tenant {
	return tenant.Tenant{
		ID: "acme", From: "care@acme.example", Language: complaint.Chinese,
		Names: map[complaint.Language]string{complaint.Chinese: "艾克", complaint.English: "Acme"},
		Mailboxes: map[complaint.Level]string{
			complaint.ToOwner: "a@acme.example", complaint.ToLead: "b@acme.example",
			complaint.ToManager: "c@acme.example", complaint.ToExecutive: "d@acme.example",
		},
	}
}

// TestWhatIsMissing: a tenant that could not be served is refused, with the field that is missing.
func TestWhatIsMissing(t *testing.T) {
	if err := complete().Check(); err != nil {
		t.Fatal(err)
	}
	for field, change := range map[string]func(*tenant.Tenant){
		"id":                   func(t *tenant.Tenant) { t.ID = "ACME" },
		"from":                 func(t *tenant.Tenant) { t.From = "" },
		"language":             func(t *tenant.Tenant) { t.Language = "fr" },
		"names.zh":             func(t *tenant.Tenant) { delete(t.Names, complaint.Chinese) },
		"dialling":             func(t *tenant.Tenant) { t.Dialling = "86" },
		"second_opinion.below": func(t *tenant.Tenant) { t.SecondOpinion = &tenant.SecondOpinion{} },
		"names.en":             func(t *tenant.Tenant) { t.Names[complaint.English] = "" },

		"mailboxes.owner":     func(t *tenant.Tenant) { delete(t.Mailboxes, complaint.ToOwner) },
		"mailboxes.lead":      func(t *tenant.Tenant) { delete(t.Mailboxes, complaint.ToLead) },
		"mailboxes.manager":   func(t *tenant.Tenant) { delete(t.Mailboxes, complaint.ToManager) },
		"mailboxes.executive": func(t *tenant.Tenant) { t.Mailboxes = maps.Clone(t.Mailboxes); t.Mailboxes[complaint.ToExecutive] = "" },
	} {
		one := complete()
		change(&one)
		var refused *complaint.Error
		if err := one.Check(); !errors.As(err, &refused) || refused.Kind != complaint.Invalid || refused.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// TestNumbersAreDialled: people group digits and leave the country out; the carrier wants all of it and nothing else.
func TestNumbersAreDialled(t *testing.T) {
	for written, want := range map[string]string{
		"+8613800001111":     "+8613800001111",
		"+86 138 0000 1111":  "+8613800001111",
		"+49 (30) 901.820/5": "+49309018205",
		"0049 30 901820":     "+4930901820",
		"13800001111":        "+8613800001111",
		"010-6552-0000":      "+861065520000",
		"":                   "",
	} {
		if got := (tenant.Tenant{Dialling: "+86"}).Dial(written); got != want {
			t.Errorf("%s is dialled %s, want %s", written, got, want)
		}
	}
	if got := (tenant.Tenant{}).Dial("13800001111"); got != "" {
		t.Errorf("a number of no country is dialled %s", got)
	}
}

func TestTheBrand(t *testing.T) {
	one := complete()
	delete(one.Names, complaint.English)
	if got := one.Name(complaint.Chinese); got != "艾克" {
		t.Errorf("in Chinese: %s", got)
	}
	if got := one.Name(complaint.English); got != "acme" {
		t.Errorf("without a name: %s", got)
	}
}

// A policy is in force from its instant on; of several the latest that has come.
func TestPolicyAt(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2027, time.January, n, 0, 0, 0, 0, time.UTC) }
	of := tenant.Tenant{Policy: "old", Coming: []tenant.Coming{{Policy: "newer", From: day(9)}, {Policy: "new", From: day(2)}}}
	for n, want := range map[int]string{1: "old", 2: "new", 8: "new", 9: "newer", 31: "newer"} {
		if got := of.PolicyAt(day(n)); got != want {
			t.Errorf("on day %d: %s, want %s", n, got, want)
		}
	}
	if got := of.PolicyAt(day(9).Add(-time.Millisecond)); got != "new" {
		t.Errorf("just before: %s", got)
	}
}

// A substitute approves for whoever is absent as what the tenant says, while they are absent; the substitute's substitute does not.
func TestApprovesFor(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, time.May, n, 0, 0, 0, 0, time.UTC) }
	away := func(user string, role complaint.Role, by string) tenant.Absence {
		return tenant.Absence{User: user, Role: role, From: day(2), Until: day(9), Stand: tenant.Standin{User: by, Mail: by + "@acme.example"}}
	}
	of := complete()
	of.Absences = []tenant.Absence{away("han", complaint.Manager, "mei"), away("mei", "", "tao")}
	for _, c := range []struct {
		user, absent string
		at           int
		want         complaint.Role
	}{{"mei", "han", 2, complaint.Manager}, {"mei", "han", 1, ""}, {"mei", "han", 9, ""}, {"tao", "han", 3, ""}, {"tao", "mei", 3, ""}, {"han", "han", 3, ""}} {
		if got := of.ApprovesFor(c.user, c.absent, day(c.at)); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
	if err := of.Check(); err != nil {
		t.Error(err)
	}
	of.Absences[0].Role = complaint.Auditor
	if err := of.Check(); err == nil {
		t.Error("an auditor approves")
	}
}

// Whoever is absent is stood in for, and so is the substitute; a circle of absences ends.
func TestSubstitute(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, time.May, n, 0, 0, 0, 0, time.UTC) }
	away := func(user string, from, until int, by string) tenant.Absence {
		return tenant.Absence{User: user, From: day(from), Until: day(until), Stand: tenant.Standin{User: by, Mail: by + "@acme.example"}}
	}
	of := tenant.Tenant{Absences: []tenant.Absence{away("han", 1, 10, "mei"), away("mei", 5, 8, "tao"), away("tao", 7, 9, "han")}}
	for _, c := range []struct {
		at   int
		want string
	}{{1, "mei"}, {4, "mei"}, {5, "tao"}, {8, "mei"}, {9, "mei"}, {10, "han"}} {
		stand, found := of.Substitute("han", day(c.at))
		if stand.User != c.want || found != (c.want != "han") {
			t.Errorf("on day %d: %s, %v", c.at, stand.User, found)
		}
	}
	if _, found := of.Substitute("han", day(7)); !found {
		t.Error("a circle has nobody")
	}
	for name, bad := range map[string]tenant.Absence{
		"nobody": away("", 1, 2, "mei"), "himself": away("han", 1, 2, "han"), "never": away("han", 2, 2, "mei"),
		"no mail": {User: "han", From: day(1), Until: day(2), Stand: tenant.Standin{User: "mei"}},
	} {
		whole := complete()
		whole.Absences = []tenant.Absence{bad}
		if err := whole.Check(); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
