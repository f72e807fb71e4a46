// Package internal_test keeps the shape of the project: what may import what and why, and where numbers may stand.
package internal_test

import (
	"encoding/json"
	"go/ast"
	"io/fs"
	"maps"
	"slices"
	"testing"
)

// Time is an argument of every rule: one that asks the clock cannot be replayed, nor tested at New Year.
func TestRulesDoNotAskTheClock(t *testing.T) {
	clock := []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"}
	for _, dir := range []string{"internal/complaint", "internal/policy", "internal/calendar", "internal/classify", "internal/knowledge", "internal/message"} {
		for name, file := range sources(t, dir, 0) {
			for n := range ast.Preorder(file) {
				s, is := n.(*ast.SelectorExpr)
				if !is {
					continue
				}
				if pkg, is := s.X.(*ast.Ident); is && pkg.Name == "time" && slices.Contains(clock, s.Sel.Name) {
					t.Errorf("%s uses time.%s; let the caller say what time it is", name, s.Sel.Name)
				}
			}
		}
	}
}

// No number of the business stands in a state machine: when to wake is data of the case, reckoned from its policy.
func TestStateMachinesHoldNoDeadlines(t *testing.T) {
	files, err := fs.Glob(root, "statemachine/*.asl.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no state machines: %v", err)
	}
	for _, file := range files {
		var machine map[string]any
		if err := json.Unmarshal(read(t, file), &machine); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		delete(machine, "TimeoutSeconds") // of the whole execution: a bound, not a deadline
		for _, where := range deadlines("", machine) {
			t.Errorf("%s holds %s; take the instant from the case, as TimestampPath does", file, where)
		}
	}
}

// deadlines lists the numbers of time in a definition. Those of a Retry are about the machine, not the business.
func deadlines(at string, node any) (found []string) {
	switch node := node.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(node)) {
			switch {
			case key == "Retry":
			case slices.Contains([]string{"Seconds", "TimeoutSeconds", "HeartbeatSeconds", "Timestamp"}, key):
				found = append(found, at+"/"+key)
			default:
				found = append(found, deadlines(at+"/"+key, node[key])...)
			}
		}
	case []any:
		for _, item := range node {
			found = append(found, deadlines(at, item)...)
		}
	}
	return found
}

// The rule above finds what it is for, and leaves alone what it is not for.
func TestDeadlinesAreFound(t *testing.T) {
	for src, want := range map[string]int{
		`{"States":{"W":{"Type":"Wait","Seconds":3600}}}`:                                    1,
		`{"States":{"W":{"Type":"Wait","Timestamp":"2026-04-07T00:00:00Z"}}}`:                1,
		`{"States":{"T":{"Type":"Task","TimeoutSeconds":60,"HeartbeatSeconds":10}}}`:         2,
		`{"States":{"P":{"Branches":[{"States":{"W":{"Seconds":1}}}]}}}`:                     1,
		`{"States":{"T":{"Retry":[{"IntervalSeconds":2,"MaxDelaySeconds":60}]}}}`:            0,
		`{"States":{"W":{"Type":"Wait","TimestampPath":"$.until"},"S":{"SecondsPath":"$"}}}`: 0,
	} {
		var node any
		if err := json.Unmarshal([]byte(src), &node); err != nil {
			t.Fatal(err)
		}
		if got := deadlines("", node); len(got) != want {
			t.Errorf("%s: found %v, want %d", src, got, want)
		}
	}
}
