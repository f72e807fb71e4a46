package main

import (
	"strings"
	"testing"

	"redress/internal/policy/preset"
)

func TestPolicy(t *testing.T) {
	for _, v := range []struct{ name, args string }{
		{"policy_presets", "policy presets"},
		{"policy_show_unknown", "policy show --preset mars"},
	} {
		t.Run(v.name, func(t *testing.T) {
			keep(t, v.name, run(t, strings.Fields(v.args), ""))
		})
	}
}

// What is printed is the very text, comments and all, to start one's own from.
func TestPolicyShowPrintsAPreset(t *testing.T) {
	for _, one := range preset.All() {
		if got := run(t, []string{"policy", "show", "--preset", one.Name}, ""); got != string(one.Source) {
			t.Errorf("%s\n%s", one.Name, got)
		}
	}
}
