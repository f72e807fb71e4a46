package complaint_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redress/internal/complaint"
)

// likely is a proposal.
func likely(id string) complaint.Twin {
	return complaint.Twin{Case: id, Score: 0.6, Why: []complaint.Sign{{Rule: "same_person", Worth: 0.6}}}
}

// proposed is a case for which another was proposed as the same complaint.
func proposed(t *testing.T, ids ...string) *story {
	t.Helper()
	s := tell(t, "cn").on("2026-04-07 10:00")
	s.does(customer, sofa())
	read := readAs(complaint.CategoryQuality, complaint.Ordinary)
	for _, id := range ids {
		read.Twins = append(read.Twins, likely(id))
	}
	s.does(system, read)
	return s
}

func TestAProposalIsAnsweredOnce(t *testing.T) {
	s := proposed(t, "R-2", "R-3")
	s.does(mei, &complaint.NotSame{Case: "R-2", Reason: "Another sofa."})
	if s.c.Proposed("R-2") || !s.c.Proposed("R-3") || !slices.Equal(s.c.Apart, []string{"R-2"}) {
		t.Fatalf("twins %+v, apart %v", s.c.Twins, s.c.Apart)
	}
	for _, id := range []string{"R-2", "R-9"} {
		if got := s.refused(mei, &complaint.NotSame{Case: id, Reason: "x"}); got.Kind != complaint.Conflict || got.Field != "case" {
			t.Errorf("%s: %v", id, got)
		}
	}
}

func TestAMergeAnswersAProposal(t *testing.T) {
	s := proposed(t, "R-2")
	s.does(mei, &complaint.Merge{Case: "R-2", Reason: "The same.", Other: joined("R-2", "R-1")})
	if len(s.c.Twins) > 0 {
		t.Errorf("%+v", s.c.Twins)
	}
	s.does(lin, &complaint.Part{Case: "R-2", Reason: "Not the same."})
	if !slices.Equal(s.c.Apart, []string{"R-2"}) {
		t.Errorf("parted, but not kept apart: %v", s.c.Apart)
	}
}

// The machine does not merge what a person has kept apart, on whichever side that stands; a person may.
func TestTheMachineKeepsApart(t *testing.T) {
	s := proposed(t, "R-2")
	s.does(mei, &complaint.NotSame{Case: "R-2", Reason: "Another sofa."})
	twin := likely("R-2")
	merge := &complaint.Merge{Case: "R-2", Reason: "Certain.", Other: joined("R-2", "R-1"), Twin: &twin}
	if got := s.refused(system, merge); got.Kind != complaint.Conflict {
		t.Errorf("%v", got)
	}
	other := joined("R-4", "R-1")
	other.Apart = []string{"R-1"}
	if got := s.refused(system, &complaint.Merge{Case: "R-4", Reason: "Certain.", Other: other, Twin: &twin}); got.Kind != complaint.Conflict {
		t.Errorf("kept apart on the other side: %v", got)
	}
	merge.Twin = nil
	s.does(mei, merge)
	if len(s.c.Apart) > 0 {
		t.Errorf("merged, and apart still: %v", s.c.Apart)
	}
}

// A case is the fold of its commits, however often they are folded: an answer takes nothing from the event that proposed.
func TestFoldingKeepsTheProposals(t *testing.T) {
	s := proposed(t, "R-2", "R-3")
	s.does(mei, &complaint.NotSame{Case: "R-2", Reason: "Another sofa."})
	for range 2 {
		if c := complaint.Fold(s.commits); len(c.Twins) != 1 || c.Twins[0].Case != "R-3" || len(c.Apart) != 1 {
			t.Fatalf("twins %+v, apart %v", c.Twins, c.Apart)
		}
	}
}

// What joins a case that has not been read yet is not forgotten when it is read as less grave.
func TestTheGravestIsKept(t *testing.T) {
	s := tell(t, "cn").on("2026-04-07 10:00")
	s.does(customer, sofa())
	other := joined("R-2", "R-1")
	other.Grade = complaint.Major
	s.does(system, &complaint.Merge{Case: "R-2", Reason: "Certain.", Other: other})
	s.does(system, readAs(complaint.CategoryQuality, complaint.Minor))
	if s.c.Grade != complaint.Major {
		t.Errorf("grade %d", s.c.Grade)
	}
	if !s.clock("major_contact").Open() {
		t.Error("nobody has to call within the hour")
	}
}

// Which of two goes on does not depend on who asks.
func TestTheSurvivorIsTheSameFromBothSides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drawn := func(id string) complaint.Case {
			return complaint.Case{
				ID: id, ReceivedAt: time.Unix(int64(rapid.IntRange(0, 3).Draw(t, id+"seconds")), 0),
				Phase: rapid.SampledFrom(complaint.Phases).Draw(t, id+"phase"),
			}
		}
		a, b := drawn("R-1"), drawn("R-2")
		s, j := complaint.Survivor(a, b)
		if s2, j2 := complaint.Survivor(b, a); s.ID != s2.ID || j.ID != j2.ID || s.ID == j.ID {
			t.Fatalf("%s and %s", s.ID, s2.ID)
		}
		if j.Phase == complaint.Handling && s.Phase != complaint.Handling {
			t.Fatal("the acknowledged one joins the other")
		}
	})
}
