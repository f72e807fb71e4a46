package faults

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/functest"
)

// scene is what is left of a run of one complaint that was left alone until its ladders were climbed.
type scene struct {
	story    *Story
	evidence Evidence
	letters  *Letters
	havoc    *Havoc
}

// climbed plays the run in memory, where nothing fails.
func climbed(t *testing.T) *scene {
	t.Helper()
	w := functest.New(t)
	c := w.File("acme")
	w.Handle()
	for range 400 {
		next := w.Known().NextRung()
		if next.IsZero() || next.Sub(functest.Monday) > 5*24*time.Hour {
			break
		}
		w.Clock.Set(next)
		w.Do(complaint.TheSystem, &complaint.Tick{})
	}
	s := &scene{letters: NewLetters(), havoc: &Havoc{Journeys: map[string]bool{}, Timers: map[string]bool{}}}
	s.story = &Story{Part: Left, Ref: c.Ref(), Receipt: client.Receipt{Case: c.ID}, Done: map[string]int{}}
	f := Found{Case: w.Known()}
	var err error
	f.Commits, err = w.Memory.Commits(t.Context(), c.Ref())
	w.OK(err)
	f.Notices, err = w.Memory.Notices(t.Context(), c.Ref())
	w.OK(err)
	s.evidence = Evidence{AsOf: w.Clock.Now(), Found: map[complaint.Ref]Found{c.Ref(): f}, Posted: map[string][]string{}}
	for i := range f.Notices {
		proof := fmt.Sprint("letter-", i)
		f.Notices[i].State, f.Notices[i].Reach, f.Notices[i].Proof = "sent", complaint.ByMail, proof
		s.evidence.Posted[proof] = []string{"about " + c.ID}
	}
	s.evidence.Due = []Entry{{Ref: c.Ref(), At: f.Case.NextCheck().UTC().Format(stampLayout)}}
	running := map[string]map[string]bool{c.ID: {c.ID + "-1": true, fmt.Sprintf("%s-%d", c.ID, f.Case.Timer): true}}
	s.evidence.Journeys, s.evidence.Timers = running, running
	return s
}

func (s *scene) judge() Verdict {
	return Judge([]*Story{s.story}, s.evidence, s.letters, s.havoc)
}

// change changes the case that was found.
func (s *scene) change(how func(f *Found)) {
	f := s.evidence.Found[s.story.Ref]
	f.Commits, f.Notices = slices.Clone(f.Commits), slices.Clone(f.Notices)
	how(&f)
	s.evidence.Found[s.story.Ref] = f
}

func broken(v Verdict) string {
	var laws []string
	for _, b := range v.Broken {
		if !slices.Contains(laws, b.What) {
			laws = append(laws, b.What)
		}
	}
	return sorted(laws...)
}

func sorted(laws ...string) string {
	slices.Sort(laws)
	return strings.Join(laws, "; ")
}

func TestARunInWhichNothingIsLostHoldsEveryLaw(t *testing.T) {
	v := climbed(t).judge()
	if len(v.Broken) > 0 {
		t.Fatalf("%+v", v.Broken)
	}
	if v.Cases != 1 || v.Open != 1 || v.Rungs == 0 || v.Ladders == 0 || v.Notices != v.Letters || v.Doubles != 0 {
		t.Errorf("%+v", v)
	}
}

// Whatever is wrong breaks the law that says so.
func TestEachWrongIsFound(t *testing.T) {
	for name, wrong := range map[string]struct {
		do   func(s *scene)
		want string
	}{
		"no receipt":      {func(s *scene) { s.story.Ref = complaint.Ref{} }, LawAnswered + "; " + LawOne},
		"a case is lost":  {func(s *scene) { s.evidence.Found = nil; s.evidence.Due = nil; s.evidence.Posted = nil }, LawOne},
		"the second case": {func(s *scene) { s.story.Second = &client.Receipt{Case: "RD-2"} }, LawSame},
		"a case that is not its commits": {func(s *scene) {
			s.change(func(f *Found) { f.Case.Owner = &complaint.Actor{ID: "somebody"} })
		}, LawFold},
		"a commit is lost": {func(s *scene) {
			s.change(func(f *Found) { f.Commits = slices.Delete(f.Commits, 2, 3) })
		}, LawFold + "; " + LawNotices},
		"a command twice": {func(s *scene) { s.story.Done["take"] = 1 }, LawCommands},
		"a rung missed":   {func(s *scene) { s.evidence.AsOf = s.evidence.AsOf.AddDate(1, 0, 0) }, LawRungs},
		"not to the top":  {func(s *scene) { s.change(func(f *Found) { f.Case.Clocks = nil }) }, LawEnds + "; " + LawFold + "; " + LawIndex},
		"a notice is lost": {func(s *scene) {
			s.change(func(f *Found) { f.Notices = f.Notices[1:] })
		}, LawLetters + "; " + LawNotices},
		"a notice waits": {func(s *scene) { s.change(func(f *Found) { f.Notices[0].State = "sending" }) }, LawLetters + "; " + LawNotices},
		"a notice that failed in silence": {func(s *scene) {
			s.change(func(f *Found) { f.Notices[0].State = "failed" })
		}, LawLetters + "; " + LawNotices},
		"a letter nobody took":  {func(s *scene) { delete(s.evidence.Posted, "letter-0") }, LawLetters},
		"another's letter":      {func(s *scene) { s.evidence.Posted["letter-0"] = []string{"about RD-2"} }, LawLetters},
		"a letter doubled":      {func(s *scene) { s.evidence.Posted["again"] = []string{"about it"} }, LawLetters},
		"a journey lost":        {func(s *scene) { s.evidence.Journeys = nil }, LawAlive},
		"not in the index":      {func(s *scene) { s.evidence.Due = nil }, LawIndex},
		"at another instant":    {func(s *scene) { s.evidence.Due[0].At = "2020" }, LawIndex},
		"a notice in the index": {func(s *scene) { s.evidence.Due = append(s.evidence.Due, Entry{Notice: "n"}) }, LawIndex},
		"nobody's index entry":  {func(s *scene) { s.evidence.Due = append(s.evidence.Due, Entry{Ref: complaint.Ref{Case: "RD-2"}}) }, LawIndex},
	} {
		t.Run(name, func(t *testing.T) {
			s := climbed(t)
			wrong.do(s)
			if v := s.judge(); broken(v) != sorted(strings.Split(wrong.want, "; ")...) {
				t.Errorf("broken: %s\nwant: %s\n%+v", broken(v), wrong.want, v.Broken)
			}
		})
	}
}

// A rung that fires again, out of its order or after the milestone was met is found in the commits.
func TestEachWrongRungIsFound(t *testing.T) {
	started := &complaint.ClockStarted{Clock: complaint.Clock{ID: "responded"}}
	rung := func(n int, level complaint.Level) complaint.Event {
		return &complaint.RungFired{Clock: "responded", Rung: n, Level: level}
	}
	for name, events := range map[string][]complaint.Event{
		"again":       {started, rung(0, complaint.ToLead), rung(0, complaint.ToLead)},
		"skipped":     {started, rung(1, complaint.ToOwner)},
		"level again": {started, rung(0, complaint.ToOwner), rung(1, complaint.ToOwner)},
		"after met":   {started, &complaint.ClockMet{Clock: "responded"}, rung(0, complaint.ToOwner)},
		"no clock":    {rung(0, complaint.ToOwner)},
	} {
		var f findings
		seen := map[string]*climb{}
		for _, e := range events {
			f.event("RD-1", seen, e)
		}
		if len(f) != 1 {
			t.Errorf("%s: %v", name, f)
		}
	}
}

// A double is the known one only where a fault fell between the carrier's acceptance and the sender's record.
func TestTheWindowOfALetter(t *testing.T) {
	const answer = `{"MessageId":"m-1"}`
	for name, story := range map[string]struct {
		do   func(l *Letters)
		want bool
	}{
		"on record":                 {func(l *Letters) { l.told(1, []byte("m-1"), true); l.died(1) }, false},
		"killed before its record":  {func(l *Letters) { l.died(1) }, true},
		"another was killed":        {func(l *Letters) { l.died(2) }, false},
		"the answer was lost":       {func(l *Letters) { l.withheld(1, nil) }, true},
		"its record was refused":    {func(l *Letters) { l.told(1, []byte("m-1"), false) }, true},
		"another call was refused":  {func(l *Letters) { l.told(1, []byte("m-2"), false) }, false},
		"killed after another call": {func(l *Letters) { l.told(1, []byte("m-2"), true); l.died(1) }, true},
	} {
		l := NewLetters()
		l.accepted(1, []byte(answer)) // of a process that lives
		story.do(l)
		if got := l.Window("m-1") == Fault; got != story.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	l := NewLetters()
	l.accepted(1, []byte("<PublishResponse><MessageId>sms-1</MessageId></PublishResponse>"))
	l.died(1)
	if l.Window("sms-1") != Fault {
		t.Error("a text message is none")
	}
	const nobody = 1 << 30
	l.accepted(nobody, []byte(answer))
	if l.Window("m-1") != Ended {
		t.Error("the sender is no more, and that is not seen")
	}
	l.accepted(nobody, []byte(`{"MessageId":"m-2"}`))
	if l.Window("m-1") != Nothing || l.Window("m-3") != Nothing {
		t.Error("a sender that went on without recording is excused")
	}
}

// Of forty complaints some have each part, and the next forty have the same.
func TestEveryPartIsPlayed(t *testing.T) {
	count := map[Part]int{}
	for serial := range 40 {
		count[PartOf(serial)]++
		if PartOf(serial) != PartOf(serial+40) {
			t.Errorf("complaint %d", serial)
		}
	}
	for _, p := range Parts {
		if count[p] == 0 {
			t.Errorf("nobody is %s", p)
		}
	}
}

func TestSlowed(t *testing.T) {
	got := string(Slowed([]byte("{milestone: contacted, within: 10s}\n{milestone: kept_informed, within: 30s}\nnotice_retry: 5s\ntimer_grace: 5s"), 3))
	if want := "{milestone: contacted, within: 30s}\n{milestone: kept_informed, within: 6h}\nnotice_retry: 5s\ntimer_grace: 15s"; got != want {
		t.Error(got)
	}
}
