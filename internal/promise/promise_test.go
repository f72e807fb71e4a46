package promise_test

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"redress/internal/calendar"
	"redress/internal/complaint"
	"redress/internal/golden"
	"redress/internal/message"
	"redress/internal/policy"
	"redress/internal/policy/preset"
	"redress/internal/promise"
)

func rules(t *testing.T, p *policy.Policy, err error) policy.Rules {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	cal, err := calendar.Published().Calendar(p.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	return policy.Rules{Policy: p, Calendar: cal}
}

// TestWhatIsPromised shows the promise of the built-in policy.
func TestWhatIsPromised(t *testing.T) {
	p, err := policy.Default()
	text, err := json.MarshalIndent(promise.Of(rules(t, p, err)), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden.Check(t, filepath.Join("testdata", "builtin.json"), string(text)+"\n")
}

// Whatever a policy promises can be said in every language, and no step of it is the company's own alone.
func TestEveryPromiseCanBeSaid(t *testing.T) {
	all := []*policy.Policy{}
	def, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	all = append(all, def)
	for _, one := range preset.All() {
		p, err := policy.Parse(one.Source)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	for _, p := range all {
		of := promise.Of(rules(t, p, nil))
		steps := of.Always
		for _, f := range of.Flows {
			steps = append(steps, f.Steps...)
		}
		if len(steps) == 0 || of.Rounds == 0 {
			t.Errorf("%s promises nothing: %+v", p.Version, of)
		}
		for _, lang := range complaint.Languages {
			for _, s := range steps {
				if s.Milestone == "quality_ledger" || s.Milestone == "assessed" || s.Milestone == "kept_informed" {
					t.Errorf("%s tells of %s", p.Version, s.Milestone)
				}
				span, err := message.Span(lang, s.Within)
				if err != nil {
					t.Error(err)
				}
				if _, err := message.Text(lang, "promise.from."+string(s.From), span); err != nil {
					t.Error(err)
				}
			}
		}
	}
}

// Every unit and every anchor has its words.
func TestEverySpanHasWords(t *testing.T) {
	for _, lang := range complaint.Languages {
		for _, unit := range calendar.Units {
			for _, n := range []string{"1", "2"} {
				if _, err := message.Span(lang, n+string(unit)); err != nil {
					t.Error(err)
				}
			}
		}
		for _, a := range complaint.Anchors {
			if _, err := message.Text(lang, "promise.from."+string(a), "x"); err != nil {
				t.Error(err)
			}
		}
	}
	if got, _ := message.Span(complaint.English, "1wd"); got != "1 working day" {
		t.Error(got)
	}
	for _, bad := range []string{"", "d", "3", "3y", "x3d"} {
		if got, err := message.Span(complaint.English, bad); err == nil {
			t.Errorf("%q is %q", bad, got)
		}
	}
}
