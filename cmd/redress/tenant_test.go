package main

import (
	"os"
	"strings"
	"testing"
)

func TestTheSampleTenantCanBeServed(t *testing.T) {
	src, err := os.ReadFile("../../samples/tenant.json")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := readTenant(src); err != nil {
		t.Error(err)
	}
}

func TestATenantThatCannotBeServedIsRefused(t *testing.T) {
	for wrong, named := range map[string]string{
		`{"id": "Anju"}`:                  "id",
		`{"id": "anju", "colour": "red"}`: "colour",
		`{"id": "anju", "from": "a@example.com", "language": "fr"}`: "language",
	} {
		if _, err := readTenant([]byte(wrong)); err == nil || !strings.Contains(err.Error(), named) {
			t.Errorf("%s: %v, want %s named", wrong, err, named)
		}
	}
}
