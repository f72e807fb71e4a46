// Package statemachine_test keeps the state machines whole: what they name exists, and every phase has its way.
package statemachine_test

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"redress/internal/complaint"
	"redress/internal/task"
)

type machine struct {
	StartAt string
	States  map[string]state
}

type state struct {
	Type    string
	Next    string
	Default string
	End     bool
	Choices []struct {
		Variable     string
		StringEquals string
		Next         string
	}
	Retry, Catch []struct {
		ErrorEquals []string
		Next        string
	}
}

var files = []string{"complaint.asl.json", "escalation.asl.json"}

func read(t *testing.T, file string) (machine, string) {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var m machine
	if err := json.Unmarshal(src, &m); err != nil {
		t.Fatal(file, err)
	}
	return m, string(src)
}

// ways lists the states that a state can lead to.
func (s state) ways() []string {
	ways := []string{s.Next, s.Default}
	for _, c := range s.Choices {
		ways = append(ways, c.Next)
	}
	for _, c := range s.Catch {
		ways = append(ways, c.Next)
	}
	return slices.DeleteFunc(ways, func(w string) bool { return w == "" })
}

func TestEveryStateIsReachedAndLeadsSomewhere(t *testing.T) {
	for _, file := range files {
		m, _ := read(t, file)
		reached := map[string]bool{m.StartAt: true}
		for name, s := range m.States {
			if s.Type != "Succeed" && !s.End && len(s.ways()) == 0 {
				t.Errorf("%s: %s leads nowhere", file, name)
			}
			for _, next := range s.ways() {
				reached[next] = true
				if _, exists := m.States[next]; !exists {
					t.Errorf("%s: %s leads to %s, which does not exist", file, name, next)
				}
			}
		}
		for name := range m.States {
			if !reached[name] {
				t.Errorf("%s: nothing leads to %s", file, name)
			}
		}
	}
}

// A journey can begin at any phase, so that a lost one can be started again.
func TestEveryPhaseHasItsWay(t *testing.T) {
	m, _ := read(t, "complaint.asl.json")
	var routed []complaint.Phase
	for _, c := range m.States["Stage"].Choices {
		routed = append(routed, complaint.Phase(c.StringEquals))
	}
	for _, p := range complaint.Phases {
		if p != complaint.Closed && p != complaint.Joint && !slices.Contains(routed, p) {
			t.Errorf("Stage has no way for a case that is %s", p)
		}
	}
	if m.States["Stage"].Default != "Closed" {
		t.Error("Stage leads what is left elsewhere than to Closed")
	}
}

func TestErrorsAreThoseOfTheSystem(t *testing.T) {
	known := []string{"States.ALL"}
	for _, k := range complaint.Kinds {
		known = append(known, task.Name(k))
	}
	for _, file := range files {
		m, _ := read(t, file)
		for name, s := range m.States {
			for _, r := range slices.Concat(s.Retry, s.Catch) {
				for _, e := range r.ErrorEquals {
					if !slices.Contains(known, e) {
						t.Errorf("%s: %s handles %s, which nothing answers", file, name, e)
					}
				}
			}
		}
	}
}

func TestPlaceholdersAreFilledIn(t *testing.T) {
	template, err := os.ReadFile("../template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		_, src := read(t, file)
		for _, found := range regexp.MustCompile(`\$\{(\w+)\}`).FindAllStringSubmatch(src, -1) {
			if !strings.Contains(string(template), found[1]+": !GetAtt") {
				t.Errorf("%s: the template does not fill in %s", file, found[1])
			}
		}
	}
}
