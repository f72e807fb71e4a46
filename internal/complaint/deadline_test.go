package complaint_test

import (
	"slices"
	"testing"
	"time"

	"redress/internal/calendar"
	"redress/internal/complaint"
	"redress/internal/policy"
)

// Vector 27, in its own numbers: a milestone that only grade 1 has counts from receipt, is late from the start, and
// says so.
func TestVector27RegradeCountsFromReceipt(t *testing.T) {
	s := tell(t, "cn", func(p *policy.Policy) {
		p.EveryFlow = append(p.EveryFlow,
			milestone("answer", "2wd", complaint.Ordinary, complaint.Minor),
			milestone("major_answer", "8wh", complaint.Major))
	})
	s.opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Minor)
	s.isDue("answer", "2026-04-09 18:00")

	s.on("2026-04-08 15:00").does(lin, &complaint.Assess{Grade: complaint.Major, Reason: "A child was hurt."})
	s.isDue("major_answer", "2026-04-07 18:00")
	if k := s.clock("major_answer"); !k.Regraded || !k.Breached(s.at) {
		t.Errorf("regraded is %v and breached %v, want both", k.Regraded, k.Breached(s.at))
	}
	if k := s.clock("answer"); k.Open() || k.Breached(s.at) {
		t.Errorf("the clock of grade 3 goes on: %+v", k)
	}
	if s.c.Timer != s.c.Revision {
		t.Errorf("timer %d goes on, although %d brought a rung forward", s.c.Timer, s.c.Revision)
	}
	if got := fired(s.does(system, &complaint.Tick{})); !slices.Contains(got, "major_answer executive") {
		t.Errorf("the next tick fired %v, but not what the re-grading made late", got)
	}
}

// Vector 27, where one milestone is in both flows: it keeps the earlier deadline, whichever way it is overruled.
func TestVector27OverrulingNeverLengthens(t *testing.T) {
	for _, c := range []struct {
		name          string
		read, overrun complaint.Category
		at            string
		due           string
		span          string
		regraded      bool
	}{
		{"to the shorter flow, in time", complaint.CategoryOther, complaint.CategoryDelay, "2026-04-07 15:00", "2026-04-08 10:00", "1d", false},
		{"to the shorter flow, too late", complaint.CategoryOther, complaint.CategoryDelay, "2026-04-08 15:00", "2026-04-08 10:00", "1d", true},
		{"to the longer flow", complaint.CategoryDelay, complaint.CategoryOther, "2026-04-07 15:00", "2026-04-08 10:00", "1d", false},
		{"when it was late already", complaint.CategoryDelay, complaint.CategoryOther, "2026-04-09 15:00", "2026-04-08 10:00", "1d", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := tell(t, "cn").opened("2026-04-07 10:00", c.read, complaint.Minor)
			s.on(c.at).does(mei, &complaint.Assess{Category: c.overrun, Reason: "Read again."})
			s.isDue("cause_found", c.due)
			k := s.clock("cause_found")
			if k.Span != c.span || k.Regraded != c.regraded {
				t.Errorf("span %s and regraded %v, want %s and %v", k.Span, k.Regraded, c.span, c.regraded)
			}
		})
	}
}

// Grade 1 has the steeper ladder; a case that becomes one climbs it at once, and does not go back.
func TestRegradeBringsTheLadderForward(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Minor)
	ladder := func() (rungs []string) {
		for _, r := range s.clock("solution").Rungs {
			rungs = append(rungs, string(r.Level)+" "+s.wall(r.At))
		}
		return rungs
	}
	same := func(want ...string) {
		t.Helper()
		if got := ladder(); !slices.Equal(got, want) {
			t.Errorf("ladder is %v, want %v", got, want)
		}
	}
	same("warning 2026-04-11 04:00", "owner 2026-04-12 10:00", "lead 2026-04-12 14:00",
		"manager 2026-04-13 10:00", "executive 2026-04-14 10:00")
	steep := []string{"warning 2026-04-09 22:00", "owner 2026-04-12 10:00", "lead 2026-04-12 10:15",
		"manager 2026-04-12 10:30", "executive 2026-04-12 11:00"}
	s.on("2026-04-07 12:00").does(mei, &complaint.Assess{Grade: complaint.Major, Reason: "Press."})
	same(steep...)
	s.on("2026-04-07 13:00").does(mei, &complaint.Assess{Grade: complaint.Minor, Reason: "No press."})
	same(steep...)
}

// A deadline cannot be shaken off by calling the case something else and back again.
func TestRegradeToAndFroChangesNothing(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.on("2026-04-10 09:00").does(system, &complaint.Tick{}) // the inspection's owner was warned
	before := s.clock("inspection_arranged")
	s.does(mei, &complaint.Assess{Category: complaint.CategorySuggestion, Reason: "An idea."})
	if s.clock("inspection_arranged").Open() {
		t.Fatal("a suggestion owes an inspection")
	}
	s.on("2026-04-10 09:30").does(mei, &complaint.Assess{Category: complaint.CategoryQuality, Reason: "No, a fault."})
	if got := s.clock("inspection_arranged"); asJSON(t, got) != asJSON(t, before) {
		t.Errorf("the clock is\n%s\nwas\n%s", asJSON(t, got), asJSON(t, before))
	}
	s.on("2026-04-10 10:00")
	if got := fired(s.does(system, &complaint.Tick{})); !slices.Contains(got, "inspection_arranged owner") || slices.Contains(got, "inspection_arranged warning") {
		t.Errorf("the deadline fired %v, want the owner told and the warning not repeated", got)
	}
}

// What was done before anybody knew that it was owed counts from when it was done: nobody acknowledges twice.
func TestRegradeCountsWhatWasDone(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryDelay, complaint.Ordinary)
	s.on("2026-04-07 10:30").does(mei, &complaint.Contact{By: "phone", Note: "Sorry."})
	for _, c := range []struct {
		at    string
		to    complaint.Category
		clock string
		met   string
	}{
		{"2026-04-09 11:00", complaint.CategoryQuality, "acknowledged", "2026-04-07 10:00"},
		{"2026-04-09 12:00", complaint.CategoryAttitude, "contacted", "2026-04-07 10:30"},
	} {
		s.on(c.at).does(mei, &complaint.Assess{Category: c.to, Reason: "Read again."})
		k := s.clock(c.clock)
		if !k.MetAt.Equal(s.time(c.met)) || k.Breached(s.at) || k.Regraded {
			t.Errorf("%s was met %s, breached %v, regraded %v; want %s, in time", c.clock, s.wall(k.MetAt), k.Breached(s.at), k.Regraded, c.met)
		}
	}
}

// Each round is begun afresh: what was done in the first counts for nothing in the second.
func TestRegradeCountsWhatWasDoneInItsRound(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Ordinary)
	s.does(mei, &complaint.Contact{By: "phone", Note: "Sorry."})
	s.asked().does(customer, unhappy())
	s.does(tao, &complaint.Take{})
	for _, c := range []struct {
		to    complaint.Category
		clock string
		met   bool
	}{
		{complaint.CategoryDelay, "responded.2", false},
		{complaint.CategoryAttitude, "contacted.2", true},
	} {
		s.at = s.at.Add(time.Minute)
		if c.met {
			s.does(tao, &complaint.Contact{By: "phone", Note: "Once more."})
		}
		s.does(tao, &complaint.Assess{Category: c.to, Reason: "Read again."})
		if k := s.clock(c.clock); k.Open() == c.met {
			t.Errorf("%s is met %s", c.clock, s.wall(k.MetAt))
		}
	}
}

func TestVector29TimerTwiceAfterTheEndAndTooEarly(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryDelay, complaint.Ordinary)

	s.on("2026-04-07 12:59:59")
	if m := s.does(system, &complaint.Tick{}); len(m.Events) != 0 {
		t.Errorf("before its instant the timer fired %v", fired(m))
	}
	if want := s.time("2026-04-07 13:00"); !s.c.NextRung().Equal(want) {
		t.Errorf("it sleeps until %s, want %s", s.wall(s.c.NextRung()), s.wall(want))
	}

	s.on("2026-04-07 14:00")
	once, twice := fired(s.does(system, &complaint.Tick{})), s.does(system, &complaint.Tick{})
	if want := []string{"responded warning", "responded owner"}; !slices.Equal(once, want) || len(twice.Events) != 0 {
		t.Errorf("delivered twice the timer fired %v and %v, want %v and nothing", once, fired(twice), want)
	}

	s = tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryOther, complaint.Minor)
	s.does(mei, &complaint.Assess{})
	s.does(mei, &complaint.Record{Milestone: "cause_found", Note: "A mistake in the catalogue."})
	s.asked().does(customer, happy())
	s.isIn(complaint.Closed)
	s.at = s.at.AddDate(1, 0, 0)
	for _, cmd := range []complaint.Command{&complaint.Tick{}, &complaint.Sweep{}} {
		if m := s.does(system, cmd); len(m.Events) != 0 {
			t.Errorf("after the end a %s recorded %d events", complaint.Name(cmd), len(m.Events))
		}
	}
	if s.c.Timer != 0 || !s.c.NextCheck().IsZero() {
		t.Errorf("a closed case has timer %d and is looked at %s", s.c.Timer, s.wall(s.c.NextCheck()))
	}
}

func TestVector30ExactlyAtDueIsInTime(t *testing.T) {
	for wall, late := range map[string]bool{"2026-04-07 14:00:00": false, "2026-04-07 14:00:01": true} {
		s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryDelay, complaint.Ordinary)
		m := s.on(wall).does(mei, &complaint.Contact{By: "phone", Note: "Sorry."})
		if got := s.clock("responded").Breached(s.at); got != late {
			t.Errorf("responded at %s is breached: %v", wall, got)
		}
		if !slices.ContainsFunc(m.Events, func(e complaint.Event) bool {
			met, is := e.(*complaint.ClockMet)
			return is && met.Clock == "responded" && met.Signal == complaint.SignalContacted && met.Breached == late
		}) {
			t.Errorf("responded at %s is not on record as breached: %v", wall, late)
		}
	}
}

func TestVector33TheUpdateClockStartsAfterTheFirstNotice(t *testing.T) {
	s := tell(t, "cn").on("2026-04-07 10:00")
	s.does(customer, sofa())
	s.does(system, readAs(complaint.CategoryDelay, complaint.Ordinary))
	s.does(system, &complaint.Acknowledge{})
	if _, runs := s.c.ClockByID("kept_informed"); runs {
		t.Fatal("the update clock runs before the complainant heard anything")
	}
	s.on("2026-04-07 10:02").deliver()
	s.isDue("kept_informed", "2026-04-09 18:00")

	// Each word to the complainant starts it again.
	s.does(mei, &complaint.Take{})
	s.on("2026-04-08 11:00").does(mei, &complaint.Tell{Text: "We are looking for it."})
	s.isDue("kept_informed", "2026-04-10 18:00")

	// Where nobody writes, the machine does, once, and the clock starts again.
	s.on("2026-04-10 18:00").does(system, &complaint.Tick{})
	if n := s.notices[len(s.notices)-1]; !slices.ContainsFunc(s.notices, func(n complaint.Notice) bool {
		return n.Kind == complaint.NoticeProgress && n.To == complaint.ToComplainant
	}) {
		t.Errorf("the complainant heard nothing; the last notice is %s", n.Kind)
	}
	s.isDue("kept_informed", "2026-04-15 18:00")
}

// The like of vector 35: a further round has clocks of its own, and what the first one showed stays as it was.
func TestVector35AFurtherRoundKeepsTheOldResults(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryDelay, complaint.Ordinary)
	s.on("2026-04-07 15:00").does(mei, &complaint.Contact{By: "phone", Note: "Late, sorry."}) // due 14:00
	s.asked()
	first := s.c.Clocks
	s.on("2026-04-12 09:00").does(customer, unhappy())
	s.isIn(complaint.Handling)

	if s.c.Round != 2 || s.c.Owner != nil || s.c.Plan != nil {
		t.Errorf("round %d begins with owner %v and plan %v", s.c.Round, s.c.Owner, s.c.Plan)
	}
	s.isDue("responded.2", "2026-04-12 13:00")
	s.isDue("cause_found.2", "2026-04-13 09:00")
	if _, again := s.c.ClockByID("registered.2"); again {
		t.Error("the second round is registered again, which is owed once")
	}
	if k := s.clock("responded"); !k.Breached(s.at) || !k.MetAt.Equal(s.time("2026-04-07 15:00")) {
		t.Errorf("the first round's result is gone: %+v", k)
	}
	for _, k := range first {
		if now := s.clock(k.ID); now.Open() || !now.MetAt.Equal(k.MetAt) || !now.Due.Equal(k.Due) {
			t.Errorf("%s of the first round changed: %+v", k.ID, now)
		}
	}
	s.deliver()
	if s.clock("kept_informed.2").From.IsZero() {
		t.Error("the second round's update clock does not run")
	}
}

func TestLadderClimbsUntilAcknowledged(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryDelay, complaint.Ordinary)
	if got := s.refused(lin, &complaint.AcknowledgeEscalation{Clock: "responded"}); got.Kind != complaint.Conflict {
		t.Errorf("acknowledged what has not escalated: %v", got)
	}
	for _, climb := range []struct{ at, rung string }{
		{"2026-04-07 13:00", "responded warning"},
		{"2026-04-07 14:00", "responded owner"},
		{"2026-04-07 18:00", "responded lead"},
	} {
		if got := fired(s.on(climb.at).does(system, &complaint.Tick{})); !slices.Equal(got, []string{climb.rung}) {
			t.Errorf("%s fired %v, want %s", climb.at, got, climb.rung)
		}
	}
	s.on("2026-04-07 18:05").does(lin, &complaint.AcknowledgeEscalation{Clock: "responded"})
	if m := s.does(zhou, &complaint.AcknowledgeEscalation{Clock: "responded"}); len(m.Events) != 0 {
		t.Error("an escalation was taken on twice")
	}
	k := s.clock("responded")
	if k.AcknowledgedBy != "lin" || !k.AcknowledgedAt.Equal(s.at) || !k.Open() {
		t.Errorf("acknowledged by %s at %s, open %v", k.AcknowledgedBy, s.wall(k.AcknowledgedAt), k.Open())
	}
	s.on("2026-04-20 10:00")
	if got := fired(s.does(system, &complaint.Tick{})); slices.ContainsFunc(got, func(r string) bool { return r[:9] == "responded" }) {
		t.Errorf("after the acknowledgement it fired %v", got)
	}
	s.does(mei, &complaint.Contact{By: "phone", Note: "Sorry."})
	if !s.clock("responded").Breached(s.at) {
		t.Error("taking an escalation on excused the deadline")
	}
}

func TestNothingFiresAfterTheMilestoneIsMet(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryDelay, complaint.Ordinary)
	s.on("2026-04-07 13:30").does(mei, &complaint.Contact{By: "phone", Note: "Sorry."})
	s.on("2026-04-09 10:00")
	for _, r := range fired(s.does(system, &complaint.Tick{})) {
		if r[:9] == "responded" {
			t.Errorf("met, and yet %s fired", r)
		}
	}
}

// One commit fires so many rungs that it fits a transaction; the next tick goes on.
func TestLateTickFiresInPortions(t *testing.T) {
	s := tell(t, "24x7", func(p *policy.Policy) {
		for _, name := range []string{"one", "two", "three", "four", "five", "six", "seven", "eight"} {
			p.EveryFlow = append(p.EveryFlow, milestone(name+"_more", "1h", complaint.Grades...))
		}
	}).opened("2026-04-07 10:00", complaint.CategoryQuality, complaint.Ordinary)
	s.on("2026-04-21 10:00")
	var portions []int
	for {
		n := len(fired(s.does(system, &complaint.Tick{})))
		if n == 0 {
			break
		}
		portions = append(portions, n)
	}
	if len(portions) != 2 || portions[0] != 40 {
		t.Errorf("fired in portions of %v", portions)
	}
}

func TestLostTimerAndLostJourneyAreStartedAgain(t *testing.T) {
	s := tell(t, "cn").on("2026-04-07 10:00")
	s.does(customer, sofa())
	s.on("2026-04-07 10:02")
	if m := s.does(system, &complaint.Sweep{}); len(m.Events) != 0 {
		t.Fatalf("a journey within its grace was touched: %v", m.Events)
	}
	for i, step := range []struct{ at, expected string }{ // it is given twice as long each time
		{"2026-04-07 10:03", "2026-04-07 10:05"},
		{"2026-04-07 10:06", "2026-04-07 10:10"},
		{"2026-04-07 10:11", "2026-04-07 10:19"},
	} {
		s.on(step.at).does(system, &complaint.Sweep{})
		if j := s.c.Journey; j.Started != s.c.Revision || j.Restarts != i+1 || !j.Expected.Equal(s.time(step.expected)) {
			t.Errorf("restart %d left %+v", i+1, j)
		}
	}
	s.does(system, readAs(complaint.CategoryDelay, complaint.Ordinary))
	s.does(system, &complaint.Acknowledge{})
	if s.c.Journey.Restarts != 0 || !s.c.Journey.Expected.IsZero() {
		t.Errorf("the journey moved, and yet is awaited: %+v", s.c.Journey)
	}

	timer := s.c.Timer
	s.at = s.c.NextRung().Add(s.rules.TimerGrace())
	if s.does(system, &complaint.Sweep{}); s.c.Timer != timer {
		t.Error("a timer within its grace was replaced")
	}
	s.at = s.c.NextRung().Add(s.rules.TimerGrace() + time.Millisecond)
	if s.does(system, &complaint.Sweep{}); s.c.Timer != s.c.Revision {
		t.Error("a lost timer was not replaced")
	}
}

// milestone is one that a person records.
func milestone(name, within string, grades ...complaint.Grade) policy.Milestone {
	span, err := calendar.ParseSpan(within)
	if err != nil {
		panic(err)
	}
	return policy.Milestone{
		Name: name, Within: span, From: complaint.AtReceipt, Grades: grades,
		MetBy: []complaint.Signal{complaint.SignalRecorded}, Source: "this test",
	}
}

func TestEarliestIsLookedAtFirst(t *testing.T) {
	s := tell(t, "cn").opened("2026-04-07 10:00", complaint.CategoryBilling, complaint.Ordinary)
	for _, c := range []struct {
		what string
		got  time.Time
		want string
	}{
		{"next rung", s.c.NextRung(), "2026-04-07 11:30"},   // the voucher's warning
		{"next check", s.c.NextCheck(), "2026-04-07 11:30"}, // nothing is awaited of the journey
		{"next due", s.c.NextDue(), "2026-04-07 12:00"},
	} {
		if !c.got.Equal(s.time(c.want)) {
			t.Errorf("%s is %s, want %s", c.what, s.wall(c.got), c.want)
		}
	}
}
