package policy

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"redress/internal/calendar"
	"redress/internal/complaint"
	"redress/internal/golden"
	"redress/internal/policy/preset"
)

// Each preset can be used as it stands, says what it is in every language, and names a source for every line.
func TestPresets(t *testing.T) {
	all := preset.All()
	if len(all) == 0 {
		t.Fatal("there is no preset")
	}
	for _, one := range all {
		t.Run(one.Name, func(t *testing.T) {
			p, err := Parse(one.Source)
			if err != nil {
				t.Fatal(err)
			}
			if IsBuiltin(p.Version) || !strings.HasPrefix(p.Version, one.Name+"-") {
				t.Errorf("version %s", p.Version)
			}
			for _, lang := range complaint.Languages {
				if one.Says[lang] == "" {
					t.Errorf("it does not say in %s what it is", lang)
				}
			}
			for _, m := range slices.Concat(append(slices.Collect(values(p.Flows)), p.EveryFlow)...) {
				if m.Source == "" {
					t.Errorf("%s has no source", m.Name)
				}
			}
			golden.Check(t, filepath.Join("testdata", "golden", one.Name+".txt"), lived(t, p))
			checkTotal(t, p)
		})
	}
}

// checkTotal: whatever the flow and grade, and whatever happened, what is owed can be counted, and somebody hears of it.
func checkTotal(t *testing.T, p *Policy) {
	t.Helper()
	c, err := calendar.Embedded(p.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	r := Rules{Policy: p, Calendar: c}
	at := time.Date(2026, 4, 3, 9, 30, 0, 0, time.UTC)
	for _, about := range situations()[1:] {
		owed := 0
		for _, anchor := range complaint.Anchors {
			clocks, err := r.Clocks(about, anchor, at)
			if err != nil {
				t.Fatalf("%+v from %s: %v", about, anchor, err)
			}
			owed += len(clocks)
			for _, k := range clocks {
				if len(k.Rungs) == 0 || !k.Due.After(at) {
					t.Errorf("%+v: nobody hears of %s, due %s", about, k.ID, k.Due)
				}
			}
		}
		if about.Round == 1 && owed < 5 {
			t.Errorf("%+v owes %d things", about, owed)
		}
	}
	if _, _, err := r.SurveyWindow(at); err != nil {
		t.Error(err)
	}
}

// What the regulators ask for, written down a second time.
func TestPresetsKeepTheirNumbers(t *testing.T) {
	for name, want := range map[string]map[complaint.Flow]string{
		"uk-disp": {
			complaint.General: "acknowledged 1wd, cause_found 20wd, final_response 56d",
			complaint.Billing: "acknowledged 1wd, holding_response 15wd, final_response 35wd",
		},
		"us-cfpb":   {complaint.General: "acknowledged 1wd, cause_found 7d, response 15d, final_response 60d"},
		"cn-market": {complaint.General: "acceptance_decided 7wd, mediation_ended 45wd from registered"},
		"furniture": {complaint.General: "acknowledged 2h, cause_found 2wd, solution 3wd"},
	} {
		one, err := preset.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		p, err := Parse(one.Source)
		if err != nil {
			t.Fatal(err)
		}
		for flow, milestones := range want {
			if got := summary(p.Flows[flow]); got != milestones {
				t.Errorf("%s %s\ngot  %s\nwant %s", name, flow, got, milestones)
			}
		}
	}
	if _, err := preset.Named("mars"); err == nil || !strings.Contains(err.Error(), "allowed are city-hotline, cn-market, furniture") {
		t.Errorf("error %v", err)
	}
}
