package main

import (
	"os"
	"strings"
	"testing"

	"redress/internal/policy"
)

// The policy of the counted cases is the sample with later deadlines, and still a policy.
func TestSlowed(t *testing.T) {
	src, err := os.ReadFile("../../samples/policy-seconds.yaml")
	if err != nil {
		t.Fatal(err)
	}
	slow := slowed(src, 2)
	if _, err := policy.Parse(slow); err != nil {
		t.Error(err)
	}
	if !strings.Contains(string(slow), "{milestone: inspection_arranged, within: 120s,") {
		t.Errorf("inspection_arranged is not due after 120 seconds:\n%s", slow)
	}
	if strings.Contains(string(slowed(src, 1)), "120s") {
		t.Error("a policy that is not slowed has other deadlines")
	}
}
