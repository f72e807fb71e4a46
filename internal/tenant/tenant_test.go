package tenant_test

import (
	"errors"
	"maps"
	"strings"
	"testing"

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
		"id":       func(t *tenant.Tenant) { t.ID = "ACME" },
		"from":     func(t *tenant.Tenant) { t.From = "" },
		"language": func(t *tenant.Tenant) { t.Language = "fr" },
		"names.zh": func(t *tenant.Tenant) { delete(t.Names, complaint.Chinese) },
		"dialling": func(t *tenant.Tenant) { t.Dialling = "86" },
		"names.en": func(t *tenant.Tenant) { t.Names[complaint.English] = "" },

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
