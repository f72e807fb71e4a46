package policy

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redress/internal/calendar"
	"redress/internal/complaint"
)

// everywhere is the default policy in every calendar that comes with the program.
func everywhere(t *testing.T) []Rules {
	t.Helper()
	var all []Rules
	for _, name := range calendar.Names() {
		c, err := calendar.Embedded(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, Rules{Policy: standard(t), Calendar: c})
	}
	return all
}

// Whatever the situation, from whatever instant: the clocks are those the policy owes, each with the deadline of the
// calendar, a ladder in order, no warning after the deadline and no escalation before it.
func TestClocksOfAnySituation(t *testing.T) {
	all := everywhere(t)
	rapid.Check(t, func(t *rapid.T) {
		r := rapid.SampledFrom(all).Draw(t, "rules")
		from := time.UnixMilli(rapid.Int64Range(1767225600_000, 1893456000_000).Draw(t, "from")) // 2026 to 2029
		for _, anchor := range complaint.Anchors {
			for _, about := range situations() {
				check(t, r, about, anchor, from)
			}
		}
	})
}

// situations is every flow and grade in two rounds, and a case nobody has read.
func situations() []complaint.Situation {
	all := []complaint.Situation{{Round: 1}}
	for _, f := range complaint.Flows {
		for _, g := range complaint.Grades {
			all = append(all, complaint.Situation{Flow: f, Grade: g, Round: 1}, complaint.Situation{Flow: f, Grade: g, Round: 2})
		}
	}
	return all
}

func check(t *rapid.T, r Rules, about complaint.Situation, anchor complaint.Anchor, from time.Time) {
	clocks, err := r.Clocks(about, anchor, from)
	if err != nil {
		t.Fatalf("%+v from %s: %v", about, anchor, err)
	}
	owed := owedBy(r.Policy, about, anchor)
	if len(clocks) != len(owed) {
		t.Fatalf("%+v from %s has %d clocks, want %d", about, anchor, len(clocks), len(owed))
	}
	for i, k := range clocks {
		due, err := r.Calendar.Due(from, owed[i].Within)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case k.Milestone != owed[i].Name || k.ID != clockID(k.Milestone, about.Round):
			t.Fatalf("clock %s of %s, want %s", k.ID, k.Milestone, owed[i].Name)
		case !k.Due.Equal(due.Due) || k.Provisional != due.Provisional || k.Due.Before(k.From) || !k.From.Equal(from):
			t.Fatalf("%s from %s is due %s, want %s", k.ID, k.From, k.Due, due.Due)
		case k.Due.Location() != time.UTC || k.From.Location() != time.UTC:
			t.Fatalf("%s is kept in %s", k.ID, k.Due.Location())
		case !k.Open() || k.Fired != 0 || len(k.MetBy) == 0:
			t.Fatalf("%s starts as %+v", k.ID, k)
		}
		checkRungs(t, k)
	}
}

func owedBy(p *Policy, about complaint.Situation, anchor complaint.Anchor) (owed []Milestone) {
	for _, m := range slices.Concat(p.Flows[about.Flow], p.EveryFlow) {
		unread := about.Grade == 0 && len(m.Grades) == 3
		if m.From == anchor && (unread || slices.Contains(m.Grades, about.Grade)) && (about.Round == 1 || !m.Once) {
			owed = append(owed, m)
		}
	}
	return owed
}

func checkRungs(t *rapid.T, k complaint.Clock) {
	told := map[complaint.Level]bool{}
	for i, r := range k.Rungs {
		switch {
		case r.At.Before(k.From), i > 0 && r.At.Before(k.Rungs[i-1].At), told[r.Level]:
			t.Fatalf("%s from %s climbs %+v", k.ID, k.From, k.Rungs)
		case (r.Level == complaint.Warning || r.Level == complaint.ToComplainant) && r.At.After(k.Due):
			t.Fatalf("%s, due %s, warns at %s", k.ID, k.Due, r.At)
		case r.Level == complaint.ToOwner && !r.At.Equal(k.Due):
			t.Fatalf("%s, due %s, escalates to the owner at %s", k.ID, k.Due, r.At)
		case (r.Level == complaint.ToLead || r.Level == complaint.ToManager || r.Level == complaint.ToExecutive) && !r.At.After(k.Due):
			t.Fatalf("%s, due %s, escalates to the %s at %s", k.ID, k.Due, r.Level, r.At)
		}
		told[r.Level] = true
	}
	if len(k.Rungs) == 0 {
		t.Fatalf("nobody hears of %s", k.ID)
	}
}

// A case that nobody has read yet owes only what it owes whatever it turns out to be.
func TestBeforeTheFirstReadingNothingDependsOnIt(t *testing.T) {
	r := everywhere(t)[0]
	at := time.Date(2026, 4, 7, 2, 0, 0, 0, time.UTC)
	before, err := r.Clocks(complaint.Situation{Round: 1}, complaint.AtReceipt, at)
	if err != nil {
		t.Fatal(err)
	}
	for _, about := range situations()[1:] {
		after, err := r.Clocks(complaint.Situation{Flow: about.Flow, Grade: about.Grade, Round: 1}, complaint.AtReceipt, at)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range before {
			if !slices.ContainsFunc(after, func(l complaint.Clock) bool { return l.ID == k.ID && l.Due.Equal(k.Due) }) {
				t.Errorf("%s is owed before the reading, and not as %+v", k.ID, about)
			}
		}
	}
}

func TestSurveyWindow(t *testing.T) {
	c, err := calendar.Embedded("cn")
	if err != nil {
		t.Fatal(err)
	}
	executed := time.Date(2026, 4, 9, 16, 0, 0, 0, c.Location())
	send, expires, err := Rules{Policy: standard(t), Calendar: c}.SurveyWindow(executed)
	if err != nil || !send.Equal(executed.AddDate(0, 0, 3)) || !expires.Equal(executed.AddDate(0, 0, 7)) {
		t.Errorf("sent %s, expires %s, %v", send, expires, err)
	}
}

func TestSatisfied(t *testing.T) {
	r := Rules{Policy: standard(t)}
	for _, c := range []struct {
		solved, overall int
		want            bool
	}{{5, 5, true}, {3, 3, true}, {2, 5, false}, {5, 2, false}, {1, 1, false}} {
		a := complaint.Answer{Attitude: 1, Solved: c.solved, Speed: 1, Process: 1, Overall: c.overall}
		if got := r.Satisfied(a); got != c.want {
			t.Errorf("solved %d and overall %d is satisfied: %v", c.solved, c.overall, got)
		}
	}
}

func TestRulesOfTheMachine(t *testing.T) {
	c, err := calendar.Embedded("cn")
	if err != nil {
		t.Fatal(err)
	}
	r := Rules{Policy: standard(t), Calendar: c}
	if p, cal := r.Versions(); p != "redress-2026.5" || cal != c.Version() || cal == "" {
		t.Errorf("versions %s and %s", p, cal)
	}
	if r.JourneyGrace() != 2*time.Minute || r.TimerGrace() != 5*time.Second || r.LastRound() != 3 {
		t.Errorf("grace %s and %s, last round %d", r.JourneyGrace(), r.TimerGrace(), r.LastRound())
	}
	var waits []time.Duration
	for tries := 1; ; tries++ {
		wait, again := r.RetryNotice(tries)
		if !again {
			break
		}
		waits = append(waits, wait/time.Minute)
	}
	if want := []time.Duration{2, 4, 8, 16, 32}; !slices.Equal(waits, want) {
		t.Errorf("a notice is tried again after %v minutes, want %v", waits, want)
	}
}
