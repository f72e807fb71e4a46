package casework_test

import (
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// echo reads every text as a complaint of quality, in the text's own words.
type echo struct{}

func (echo) Read(text string) complaint.Reading {
	r := reading(complaint.CategoryQuality, complaint.Minor).Reading
	r.Reasons = []complaint.Reason{{Rule: "echo", Words: []string{text}}}
	return r
}

func TestACaseIsReadOnceFromWhatTheComplainantSaid(t *testing.T) {
	w := newWorld(t)
	file := complainOf(acme, "It broke.")
	file.Scene = "In the kitchen."
	c, err := w.cases.File(t.Context(), complaint.TheComplainant, file, nil)
	w.ok(err)
	reader := &casework.Reader{Cases: w.cases, Openings: w.memory, Classifier: echo{}}
	for range 2 {
		p, err := reader.Read(t.Context(), c.Ref())
		w.ok(err)
		if p.Phase != complaint.Classified {
			t.Fatalf("position %+v", p)
		}
	}
	commits, err := w.memory.Commits(t.Context(), c.Ref())
	w.ok(err)
	read, ok := commits[1].Events[0].(*complaint.Read)
	if !ok || len(commits) != 2 || read.Reading.Reasons[0].Words[0] != "In the kitchen.\nIt broke." {
		t.Fatalf("commits %+v", commits)
	}
	_, err = reader.Read(t.Context(), complaint.Ref{Tenant: quick, Case: c.ID})
	w.refused(err, complaint.NotFound)
}

// The words and spans that stores keep: rows that are written already hold them.
func TestWhatStoresKeepStaysAsItIs(t *testing.T) {
	for got, want := range map[string]string{
		casework.Pending: "pending", casework.Sending: "sending", casework.Waiting: "waiting", casework.Sent: "sent", casework.Failed: "failed",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if casework.FirstLook != time.Minute || casework.RequestKept != 24*time.Hour {
		t.Errorf("looked after in %s, kept for %s", casework.FirstLook, casework.RequestKept)
	}
}
