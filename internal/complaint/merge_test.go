package complaint_test

import (
	"testing"

	"redress/internal/complaint"
)

// other tells another complaint of the same matter up to now.
func (s *story) other(wall string, c complaint.Category) *story {
	s.t.Helper()
	o := tell(s.t, "cn")
	file := sofa()
	file.Ref.Case = "R-2"
	o.on(wall).does(customer, file)
	o.does(system, readAs(c, complaint.Ordinary))
	o.does(system, &complaint.Acknowledge{})
	o.deliver()
	return o
}

func (s *story) absorbs(o *story) {
	s.t.Helper()
	o.at = s.at
	o.does(system, &complaint.Join{Into: s.c.ID, Reason: "The same sofa."})
	s.does(mei, &complaint.Merge{Case: o.c.ID, Reason: "The same sofa.", Other: o.c})
}

// Vector 28: of each clock the earlier deadline is kept, and the timers of the case that joined do nothing.
func TestVector28MergeKeepsTheShorterClock(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-09 10:00", complaint.CategoryQuality, complaint.Ordinary)
	o := s.other("2026-04-08 17:30", complaint.CategoryQuality)
	s.isDue("solution", "2026-04-14 10:00")
	s.absorbs(o)
	s.isDue("solution", "2026-04-13 17:30")
	if got := s.rung("solution", complaint.ToOwner); got != "2026-04-13 17:30" {
		t.Errorf("the owner is told %s", got)
	}
	o.isIn(complaint.Joint)
	if o.c.Timer != 0 || !o.c.NextCheck().IsZero() {
		t.Errorf("the case that joined wakes at %s by timer %d", o.c.NextCheck(), o.c.Timer)
	}
	for _, cmd := range []complaint.Command{&complaint.Tick{}, &complaint.Sweep{}} {
		if m := o.on("2026-05-20 10:00").does(system, cmd); len(m.Events) > 0 {
			t.Errorf("%s of the case that joined records %d events", complaint.Name(cmd), len(m.Events))
		}
	}
}

// A case that took up what another brought along before it was read itself owes it by itself once the two are parted again.
func TestWhatACaseOwesByItselfIsOwedAfterThePart(t *testing.T) {
	s := tell(t, "cn").on("2026-04-09 10:00")
	s.does(customer, sofa())
	o := s.other("2026-04-09 09:00", complaint.CategoryQuality)
	o.at = s.at
	o.does(system, &complaint.Join{Into: s.c.ID, Reason: "The same sofa."})
	s.does(system, &complaint.Merge{Case: o.c.ID, Reason: "The same sofa.", Other: o.c})
	s.does(system, readAs(complaint.CategoryQuality, complaint.Ordinary))
	s.does(system, &complaint.Acknowledge{})
	s.does(lin, &complaint.Part{Case: o.c.ID, Reason: "Another sofa."})
	for _, id := range []string{"assessed", "solution", "inspection_report"} {
		if !s.clock(id).Open() {
			t.Errorf("%s is owed no longer", id)
		}
	}
}

// A deadline that came from a case which had waited keeps the time that it stood still there, when this case waits as well.
func TestADeadlineThatCameAlongKeepsItsPause(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-10 09:00", complaint.CategoryQuality, complaint.Ordinary)
	o := s.other("2026-04-08 17:30", complaint.CategoryQuality)
	o.does(mei, &complaint.Take{})
	o.on("2026-04-09 10:00").does(mei, &complaint.WaitFor{For: complaint.AwaitedEvidence, Text: "A photo, please."})
	s.on("2026-04-10 10:00").absorbs(o)
	s.isDue("solution", "2026-04-14 17:30")
	s.on("2026-04-13 10:00").does(mei, &complaint.WaitFor{For: complaint.AwaitedEvidence, Text: "And a receipt, please."})
	s.on("2026-04-14 10:00").does(mei, &complaint.TakeUp{})
	s.isDue("solution", "2026-04-15 17:30")
}

// What only the other case owes is owed by both from then on, and goes with it when the merge is undone.
func TestMergeBringsItsClocksAlong(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-09 10:00", complaint.CategoryQuality, complaint.Ordinary)
	o := s.other("2026-04-09 09:30", complaint.CategoryBilling)
	s.absorbs(o)
	s.isDue("reconciliation", "2026-04-10 09:30")
	s.on("2026-04-09 11:00").does(mei, &complaint.Assess{Category: complaint.CategoryDelay, Reason: "The wait."})
	if !s.clock("reconciliation").Open() {
		t.Error("re-grading lost the clock that came along")
	}
	early := s.clock("registered").Due
	s.on("2026-04-09 12:00").does(lin, &complaint.Part{Case: "R-2", Reason: "Another matter."})
	if s.clock("reconciliation").Open() || !s.clock("registered").Due.Equal(early) {
		t.Errorf("after parting: %+v", s.clock("reconciliation"))
	}
	o.at = s.at
	o.does(system, &complaint.Leave{Reason: "Another matter."})
	o.isIn(complaint.Handling)
	o.isDue("reconciliation", "2026-04-10 09:30")
	if o.c.Timer == 0 || o.c.Journey.Started != o.c.Revision {
		t.Errorf("nothing drives the case that left: timer %d, journey %+v", o.c.Timer, o.c.Journey)
	}
}

// Only whole halves merge: a case that has not joined this one cannot be absorbed.
func TestMergeRefusesWhatHasNotJoined(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-09 10:00", complaint.CategoryQuality, complaint.Ordinary)
	for name, cmd := range map[string]*complaint.Merge{
		"another's part": {Case: "R-2", Reason: "x", Other: joined("R-2", "R-7")},
		"no part":        {Case: "R-2", Reason: "x"},
		"another name":   {Case: "R-3", Reason: "x", Other: joined("R-2", "R-1")},
	} {
		if got := s.refused(mei, cmd); got.Kind != complaint.Conflict || got.Field != "case" {
			t.Errorf("%s: %v", name, got)
		}
	}
	if got := s.refused(system, &complaint.Join{Into: "R-1", Reason: "x"}); got.Field != "case" {
		t.Errorf("into itself: %v", got)
	}
}
