package message

import (
	"path/filepath"
	"testing"

	"redress/internal/complaint"
	"redress/internal/golden"
)

// TestGolden shows every letter as it is sent. An acknowledgement differs by flow, a closing letter by outcome.
func TestGolden(t *testing.T) {
	for _, lang := range complaint.Languages {
		for _, kind := range everyNotice {
			for name, f := range goldenFacts(t, kind, factsIn(lang)) {
				t.Run(name+"."+string(lang), func(t *testing.T) { checkGolden(t, lang, kind, f) })
			}
		}
	}
}

func goldenFacts(t *testing.T, kind complaint.NoticeKind, f Facts) map[string]Facts {
	t.Helper()
	all := map[string]Facts{}
	if kind == complaint.NoticeAcknowledgement {
		for _, flow := range complaint.Flows {
			f.Flow, f.NextMilestone = flow, defaultPolicy(t).Flows[flow][1].Name
			all[string(kind)+"."+string(flow)] = f
		}
		return all
	}
	if kind == complaint.NoticeClosed {
		for _, outcome := range complaint.Outcomes {
			f.Outcome = outcome
			all[string(kind)+"."+string(outcome)] = f
		}
		return all
	}
	if kind == complaint.NoticeEmergency {
		f.Flow, f.Grade, f.Department, f.NextMilestone = complaint.Safety, complaint.Major, "safety", "emergency_response"
	}
	all[string(kind)] = f
	return all
}

func checkGolden(t *testing.T, lang complaint.Language, kind complaint.NoticeKind, f Facts) {
	t.Helper()
	l, err := Render(lang, kind, f)
	if err != nil {
		t.Fatal(err)
	}
	got := "Subject: " + l.Subject + "\nSMS: " + l.SMS + "\n\n" + l.Body
	golden.Check(t, filepath.Join("testdata", "golden", filepath.Base(t.Name())+".txt"), got)
}
