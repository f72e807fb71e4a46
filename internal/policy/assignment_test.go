package policy

import (
	"strings"
	"testing"

	"redress/internal/complaint"
)

// TestWhichTeam: the first that fits a department and a flow, and nobody's where none does.
func TestWhichTeam(t *testing.T) {
	a := &Assignment{Teams: []TeamRule{
		{Department: "service", Flows: []complaint.Flow{complaint.Delay}, Team: "parcels"},
		{Department: "service", Team: "desk"},
		{Department: "quality", Flows: []complaint.Flow{complaint.Quality}, Team: "repairs"},
	}}
	for _, c := range []struct {
		department string
		flow       complaint.Flow
		want       string
	}{
		{"service", complaint.Delay, "parcels"}, {"service", complaint.Attitude, "desk"}, {"quality", complaint.Quality, "repairs"},
		{"quality", complaint.Safety, ""}, {"finance", complaint.Billing, ""},
	} {
		if got := a.TeamFor(c.department, c.flow); got != c.want {
			t.Errorf("%s of %s: %q, want %q", c.flow, c.department, got, c.want)
		}
	}
}

// TestPoliciesBeforeAssignNobody: what came with this release is in no policy before it.
func TestPoliciesBeforeAssignNobody(t *testing.T) {
	files, err := builtin.ReadDir("builtin")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		version := strings.TrimSuffix(f.Name(), ".yaml")
		p, err := Builtin(version)
		if err != nil {
			t.Fatal(err)
		}
		if with := version >= "redress-2026.5"; (p.Assignment != nil) != with || (p.Contingency != nil) != with {
			t.Errorf("%s: assignment %v, contingency %v", version, p.Assignment, p.Contingency)
		}
	}
}
