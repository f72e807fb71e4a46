package complaint_test

import (
	"slices"
	"testing"
	"time"

	"redress/internal/complaint"
	"redress/internal/policy"
)

func photo() *complaint.WaitFor {
	return &complaint.WaitFor{For: complaint.AwaitedEvidence, Text: "Please send us a photo of the frame."}
}

// answering is a policy with one milestone of working hours beside its own.
func answering(within string) func(*policy.Policy) {
	return func(p *policy.Policy) {
		p.EveryFlow = append(p.EveryFlow, milestone("answer", within, complaint.Grades...))
	}
}

func (s *story) rung(id string, level complaint.Level) string {
	s.t.Helper()
	for _, r := range s.clock(id).Rungs {
		if r.Level == level {
			return s.wall(r.At)
		}
	}
	return "none"
}

// Vector 13: the deadline and the warning stand still while the complainant is waited for.
func TestVector13AnEightHourClockPausedOvernight(t *testing.T) {
	s := tell(t, "cn", answering("8wh")).opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.on("2026-04-07 14:00").does(mei, photo())
	s.on("2026-04-08 11:00").does(mei, &complaint.TakeUp{Note: "The photo came by post."})
	s.isDue("answer", "2026-04-08 15:00")
	if got := s.rung("answer", complaint.Warning); got != "2026-04-08 13:00" {
		t.Errorf("the warning is at %s, want Wednesday 13:00", got)
	}
}

// Vector 15: a pause in which no working time passes changes no deadline of working time.
func TestVector15APauseOverTheWeekendChangesNothing(t *testing.T) {
	s := tell(t, "cn", answering("8wh")).opened("2026-04-10 16:00", complaint.CategoryQuality, complaint.Ordinary)
	s.isDue("answer", "2026-04-13 15:00")
	s.on("2026-04-10 19:00").does(mei, photo())
	s.on("2026-04-12 12:00").does(mei, &complaint.TakeUp{})
	s.isDue("answer", "2026-04-13 15:00")
}

// Vector 32: whatever the complainant writes sets the clocks running again, at that instant.
func TestVector32TheComplainantsWordResumes(t *testing.T) {
	s := tell(t, "cn", answering("8wh")).opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.on("2026-04-07 14:00").does(mei, photo())
	if _, more := s.clock("answer").NextRung(); more {
		t.Error("a clock that stands still would fire")
	}
	s.on("2026-04-08 11:00").does(customer, &complaint.Write{Text: "Here it is."})
	s.isDue("answer", "2026-04-08 15:00")
	if _, waiting := s.c.Waiting(); waiting || s.clock("answer").Paused {
		t.Error("the case still waits")
	}
}

// field: parking a case in "waiting" to beat the clock. What is late goes on climbing, what is grade 1 never stops, and
// nobody waits for longer than the policy allows, at once or in all.
func TestNobodyBeatsTheClockByWaiting(t *testing.T) {
	s := tell(t, "cn", answering("8wh")).opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.on("2026-04-07 18:30").does(mei, photo()) // half an hour too late
	if got := fired(s.on("2026-04-08 18:30").does(system, &complaint.Tick{})); !slices.Contains(got, "answer lead") {
		t.Errorf("fired %v: the clock that was late before the pause must climb on", got)
	}
	s.on("2026-04-12 18:30").does(system, &complaint.Tick{}) // five days
	if p := s.c.Pauses[0]; !p.To.Equal(s.at) {
		t.Fatalf("the pause lasts until %s, want its cap", p.To)
	}
	s.does(mei, photo())
	s.on("2026-04-17 18:30").does(system, &complaint.Tick{})
	if got := s.refused(mei, photo()); got.Kind != complaint.Conflict {
		t.Errorf("a third pause: %v", got)
	}

	major := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategorySafety, complaint.Major)
	if got := major.refused(mei, photo()); got.Kind != complaint.Conflict {
		t.Errorf("a case of grade 1 waits: %v", got)
	}
}

// A case that becomes grade 1 while it waits, waits no longer.
func TestGradeOneEndsThePause(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Minor)
	s.does(mei, photo())
	s.on("2026-04-07 11:00").does(lin, &complaint.Assess{Grade: complaint.Major, Reason: "A child was hurt."})
	if _, waiting := s.c.Waiting(); waiting {
		t.Error("it still waits")
	}
}

// glpi#6902, glpi#15605: a change of flow or grade must not lose the pause.
func TestGlpi6902RegradingKeepsThePause(t *testing.T) {
	s := tell(t, "cn", answering("16wh")).opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Minor)
	s.on("2026-04-07 14:00").does(mei, photo())
	s.on("2026-04-08 10:00").does(mei, &complaint.Assess{Category: complaint.CategoryDelay, Reason: "It is about the wait."})
	if !s.clock("answer").Paused || !s.clock("cause_found").Paused {
		t.Error("the pause was lost on the way to another flow")
	}
	s.on("2026-04-08 14:00").does(customer, &complaint.Write{Text: "Here."})
	s.isDue("answer", "2026-04-09 17:00") // 16 working hours and nine of a pause
}

// A milestone met while its clock stands still is met in time, whatever the wall clock says.
func TestMetInThePauseIsInTime(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.does(mei, photo())
	s.on("2026-04-11 10:00").does(mei, &complaint.Record{Milestone: "inspection_arranged", Note: "On Monday."})
	if k := s.clock("inspection_arranged"); k.Breached(s.at) || k.Open() {
		t.Errorf("%+v", k)
	}
}

// Vector 33: the recurring word to the complainant is owed only once they have heard of the case at all.
func TestVector33UpdatesFollowTheFirstWord(t *testing.T) {
	s := tell(t, "cn").on("2026-04-07 10:00")
	s.does(customer, sofa())
	s.does(system, readAs(complaint.CategoryQuality, complaint.Ordinary))
	s.does(system, &complaint.Acknowledge{})
	if _, runs := s.c.ClockByID("kept_informed"); runs {
		t.Fatal("the update clock runs before the first word has left")
	}
	s.on("2026-04-07 11:00").deliver()
	if k := s.clock("kept_informed"); !k.From.Equal(s.at) {
		t.Errorf("it counts from %s", s.wall(k.From))
	}
	s.isDue("acknowledged", "2026-04-08 10:00") // zammad#5177: the update clock overrules nothing
}

// Vector 35: a case that is opened again has new clocks from then on; the old ones stay what they came to.
func TestVector35ReopenedHasNewClocks(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary).asked()
	s.does(customer, happy())
	s.does(mei, &complaint.Assess{})
	for _, m := range lives[complaint.Quality].record {
		s.does(mei, &complaint.Record{Milestone: m, Note: "done"})
	}
	s.isIn(complaint.Closed)
	old := s.clock("solution")
	s.at = s.at.Add(48 * time.Hour)
	s.does(customer, &complaint.Reopen{Reason: "The same board has split again."})
	s.isIn(complaint.Handling)
	if got := s.clock("solution"); !got.MetAt.Equal(old.MetAt) || !got.Due.Equal(old.Due) {
		t.Errorf("the old clock became %+v", got)
	}
	if k := s.clock("solution.2"); !k.From.Equal(s.at) || !k.Open() {
		t.Errorf("the new clock is %+v", k)
	}
	if s.c.Outcome != complaint.NoOutcome || s.c.Closed != nil || s.c.Journey.Started != s.c.Revision {
		t.Errorf("outcome %q, closed %v, journey %+v", s.c.Outcome, s.c.Closed, s.c.Journey)
	}
	s.c.Phase, s.c.Outcome, s.c.Closed = complaint.Closed, complaint.Satisfied, &old.MetAt
	s.at = old.MetAt.AddDate(0, 0, 31)
	if got := s.refused(customer, &complaint.Reopen{Reason: "Again."}); got.Kind != complaint.Conflict {
		t.Errorf("after a month: %v", got)
	}
}

// Vector 36: the survey keeps quiet on the days on which nobody is asked, and a case opened again is not asked about.
func TestVector36TheSurveyKeepsQuiet(t *testing.T) {
	quiet := func(p *policy.Policy) {
		p.Survey.Quiet = policy.Quiet{Days: []policy.Weekday{policy.Weekday(time.Sunday)}}
	}
	s := tell(t, "cn", quiet).opened("2026-04-09 09:30", complaint.CategoryQuality, complaint.Ordinary)
	s.does(mei, &complaint.Propose{Remedy: complaint.Exchange, Text: "A new one."})
	s.on("2026-04-09 16:00").does(mei, &complaint.Execute{})
	if got := s.wall(s.c.Survey.SendAt); got != "2026-04-13 00:00" {
		t.Errorf("sent at %s, want Monday", got)
	}
	if got := s.wall(s.c.Survey.ExpiresAt); got != "2026-04-16 16:00" {
		t.Errorf("expires at %s", got)
	}
	s.on("2026-04-11 10:00").does(mei, &complaint.Reopen{Reason: "The wrong colour was sent."})
	if m := s.on("2026-04-13 00:00").does(system, &complaint.Ask{}); len(m.Events) > 0 {
		t.Error("a case that was opened again is asked about")
	}
}

// A second remedy is asked about in its own time, though the journey of the first wakes before.
func TestASurveyWaitsForItsOwnExecution(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	execute := func() {
		s.does(mei, &complaint.Propose{Remedy: complaint.Exchange, Text: "A new one."})
		s.does(mei, &complaint.Execute{})
	}
	execute()
	first := s.c.Survey.SendAt
	s.on("2026-04-08 10:00").does(mei, &complaint.Reopen{Reason: "The wrong colour was sent."})
	s.does(mei, &complaint.Take{})
	execute()
	s.at = first
	if m := s.does(system, &complaint.Ask{}); len(m.Events) > 0 {
		t.Error("the second execution is asked about when the first was due")
	}
}
