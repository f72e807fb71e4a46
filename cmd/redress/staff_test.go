package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redress/internal/assign"
	"redress/internal/policy"
	"redress/internal/tenant"
)

// TestTheSampleStaffCanBeUsed under the built-in policy.
func TestTheSampleStaffCanBeUsed(t *testing.T) {
	var out strings.Builder
	if err := (staffCheck{File: "../../samples/staff.json"}).Run(&out); err != nil || !strings.Contains(out.String(), "12 people can be used\n") {
		t.Errorf("%s, %v", out.String(), err)
	}
}

// TestStaffThatCannotBeUsed is refused with what is wrong of whom.
func TestStaffThatCannotBeUsed(t *testing.T) {
	for wrong, named := range map[string]string{
		`{"members": [{"user": "han", "mail": "han@example.com", "role": "agent", "department": "moon"}]}`: "members[0].department",
		`{"members": [{"user": "han", "colour": "red"}]}`:                                                  "colour",
		`{"members": []}`: "members",
	} {
		file := filepath.Join(t.TempDir(), "staff.json")
		if err := os.WriteFile(file, []byte(wrong), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := (staffCheck{File: file}).Run(&strings.Builder{}); err == nil || !strings.Contains(err.Error(), named) {
			t.Errorf("%s: %v, want %s named", wrong, err, named)
		}
	}
}

// TestWhatEverybodyHas: those of the directory in its order, and behind them who is in none.
func TestWhatEverybodyHas(t *testing.T) {
	rules, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	of := tenant.Staff{Members: []tenant.Member{{User: "han", Role: "agent", Department: "quality", Team: "repairs", Capacity: 5}, {User: "mei", Role: "agent"}}}
	if err := showLoads(&out, of, map[string]assign.Load{"han": {1: 1, 3: 2}, "gone": {2: 1}, "nobody": {}}, rules.Assignment); err != nil {
		t.Fatal(err)
	}
	const want = `USER  ROLE                    DEPARTMENT  TEAM     CASES  LOAD  CAPACITY
han   agent                   quality     repairs  3      5     5
mei   agent                                        0      0     any
gone  (not in the directory)                       1      2     
`
	if out.String() != want {
		t.Errorf("got\n%s", out.String())
	}
}
