package complaint_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redress/internal/calendar"
	"redress/internal/complaint"
	"redress/internal/policy"
)

// TestLaws has anybody do anything at any time, with timers early, late, twice or never, and checks after each step
// what must hold of every case (see world.step and ledger). Whatever happened, in the end a diligent team can close it.
func TestLaws(t *testing.T) {
	rules := policy.Rules{Policy: hurried(t), Calendar: around(t)}
	rapid.Check(t, func(t *rapid.T) {
		w := &world{t: t, rules: rules, at: received, book: ledger{}}
		w.step(customer, sofa())
		t.Repeat(map[string]func(*rapid.T){
			"journey":     w.journey,
			"timer":       w.timer,
			"desk":        w.desk,
			"handling":    w.handling,
			"post":        w.post,
			"complainant": w.complainant,
			"anybody":     w.anybody,
			"union":       w.union,
			"":            w.check,
		})
		w.conclude()
	})
}

// hurried is the default policy with days that last an hour, hours that last a minute, and minutes that last a second.
func hurried(t *testing.T) *policy.Policy {
	t.Helper()
	p, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	sooner := map[calendar.Unit]calendar.Unit{
		calendar.Day: calendar.Hour, calendar.WorkDay: calendar.Hour, calendar.Hour: calendar.Minute,
		calendar.Minute: calendar.Second, calendar.Second: calendar.Second,
	}
	for _, milestones := range p.Flows {
		for i := range milestones {
			milestones[i].Within.Unit = sooner[milestones[i].Within.Unit]
		}
	}
	for i := range p.EveryFlow {
		p.EveryFlow[i].Within.Unit = sooner[p.EveryFlow[i].Within.Unit]
	}
	for _, ladder := range p.Ladders {
		for _, r := range ladder {
			if r.After != nil {
				r.After.Unit = sooner[r.After.Unit]
			}
		}
	}
	p.Survey.Send.Unit, p.Survey.Expire.Unit = calendar.Hour, calendar.Hour
	return p
}

func around(t *testing.T) *calendar.Calendar {
	t.Helper()
	cal, err := calendar.Embedded("24x7")
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

// world is a case with everything around it.
type world struct {
	t       *rapid.T
	rules   complaint.Rules
	at      time.Time
	c       complaint.Case
	commits []complaint.Commit
	kept    []complaint.Commit // the same, as they come back from the record
	waiting []complaint.Notice // ordered and not reported on
	ordered map[string]bool
	book    ledger
}

// later lets time pass: a little, much, or to about the instant the timer sleeps for.
func (w *world) later(t *rapid.T) {
	w.t = t
	next := w.c.NextRung()
	switch rapid.SampledFrom([]string{"now", "soon", "later", "early", "sharp", "late"}).Draw(t, "when") {
	case "soon":
		w.at = w.at.Add(time.Duration(rapid.IntRange(0, 120).Draw(t, "seconds")) * time.Second)
	case "later":
		w.at = w.at.Add(time.Duration(rapid.IntRange(0, 300).Draw(t, "minutes")) * time.Minute)
	case "early":
		w.until(next.Add(-time.Millisecond))
	case "sharp":
		w.until(next)
	case "late":
		w.until(next.Add(time.Duration(rapid.IntRange(1, 600).Draw(t, "late")) * time.Second))
	}
}

func (w *world) until(at time.Time) {
	if at.After(w.at) {
		w.at = at
	}
}

func (w *world) journey(t *rapid.T) {
	w.later(t)
	reading := readAs(rapid.SampledFrom(complaint.Categories).Draw(t, "category"), rapid.SampledFrom(complaint.Grades).Draw(t, "grade"))
	w.step(system, rapid.SampledFrom([]complaint.Command{
		reading, &complaint.Acknowledge{}, &complaint.Ask{}, &complaint.RestartJourney{},
	}).Draw(t, "step"))
}

// timer ticks or sweeps, sometimes twice at once.
func (w *world) timer(t *rapid.T) {
	w.later(t)
	cmd := rapid.SampledFrom([]complaint.Command{&complaint.Tick{}, &complaint.Sweep{}}).Draw(t, "timer")
	first := w.step(system, cmd)
	if len(fired(first)) < 40 && rapid.Bool().Draw(t, "twice") {
		if second := w.step(system, &complaint.Tick{}); len(second.Events) != 0 {
			t.Fatalf("the second of two ticks at %s recorded %d events", w.at, len(second.Events))
		}
	}
}

var staff = []complaint.Actor{mei, tao, lin, zhou}

func (w *world) desk(t *rapid.T) {
	w.later(t)
	k := rapid.SampledFrom(w.c.Clocks).Draw(t, "clock")
	task := "none"
	if len(w.c.Tasks) > 0 {
		task = rapid.SampledFrom(w.c.Tasks).Draw(t, "task").Notice
	}
	w.step(rapid.SampledFrom(staff).Draw(t, "who"), rapid.SampledFrom([]complaint.Command{
		&complaint.Take{}, &complaint.HandOver{To: rapid.SampledFrom(staff).Draw(t, "to").ID},
		&complaint.Assess{}, &complaint.Assess{
			Category: rapid.SampledFrom(complaint.Categories).Draw(t, "category"),
			Grade:    rapid.SampledFrom(complaint.Grades).Draw(t, "grade"), Reason: "Read again.",
		},
		&complaint.Contact{By: "phone", Note: "Spoke."}, &complaint.Tell{Text: "We are at it."}, &complaint.Note{Text: "Hm."},
		&complaint.Record{Milestone: k.Milestone, Note: "Done."}, &complaint.AcknowledgeEscalation{Clock: k.ID},
		&complaint.FinishTask{Notice: task, Note: "Phoned."}, &complaint.RevokeLinks{},
		&complaint.WaitFor{For: complaint.AwaitedEvidence, Text: "A photo, please."}, &complaint.TakeUp{},
		&complaint.WaitFor{For: complaint.AwaitedContact, Text: "When may we come?"},
		&complaint.AskExtension{Clock: k.ID, Within: "30h", Reason: "Parts."},
		&complaint.AnswerExtension{Clock: k.ID, Grant: rapid.Bool().Draw(t, "grant"), Reason: "So be it."},
		&complaint.Reopen{Reason: "It broke again."},
	}).Draw(t, "command"))
}

// handling brings a case on, so that the later phases are seen too.
func (w *world) handling(t *rapid.T) {
	w.later(t)
	owner := rapid.SampledFrom(staff).Draw(t, "who")
	if w.c.Owner != nil {
		owner = *w.c.Owner
	}
	switch {
	case w.c.Owner == nil:
		w.step(owner, &complaint.Take{})
	case w.c.Plan == nil:
		w.step(owner, &complaint.Propose{Remedy: complaint.Refund, Text: "Your money back."})
	case w.c.Phase == complaint.Handling:
		w.step(owner, &complaint.Execute{})
	default:
		w.step(system, &complaint.Ask{})
	}
}

// post reports on a notice: that it left, once or twice, or that it cannot leave.
func (w *world) post(t *rapid.T) {
	w.later(t)
	if len(w.waiting) == 0 {
		return
	}
	i := rapid.IntRange(0, len(w.waiting)-1).Draw(t, "notice")
	n := w.waiting[i]
	if rapid.IntRange(0, 3).Draw(t, "again") > 0 {
		w.waiting = slices.Delete(w.waiting, i, i+1)
	}
	if rapid.IntRange(0, 3).Draw(t, "failed") == 0 {
		w.step(system, &complaint.ReportFailed{Notice: n.ID, Kind: n.Kind})
		return
	}
	w.step(system, &complaint.ReportLeft{Notice: n.ID, Kind: n.Kind, Round: n.Round, Reach: complaint.ByMail})
}

// union makes another case a part of this one, or this one of another, or undoes it.
func (w *world) union(t *rapid.T) {
	w.later(t)
	other := w.another(t)
	var part complaint.Command = &complaint.Part{Case: "R-2", Reason: "Another matter."}
	by := rapid.SampledFrom([]complaint.Actor{system, lin}).Draw(t, "who")
	w.step(by, rapid.SampledFrom([]complaint.Command{
		&complaint.Merge{Case: other.ID, Reason: "The same matter.", Other: other}, part,
		&complaint.Join{Into: "R-3", Reason: "The same matter."}, &complaint.Leave{Reason: "Another matter."},
	}).Draw(t, "union"))
}

// another is a case of another flow that was received at another time and has joined this one.
func (w *world) another(t *rapid.T) complaint.Case {
	at := w.at.Add(-time.Duration(rapid.IntRange(0, 600).Draw(t, "older")) * time.Minute)
	var c complaint.Case
	decide := func(by complaint.Actor, cmd complaint.Command) {
		m, err := complaint.Decide(c, cmd, by, w.rules, at)
		if err != nil {
			t.Fatalf("%v", err)
		}
		c = c.After(m)
	}
	file := sofa()
	file.Ref.Case = "R-2"
	decide(customer, file)
	decide(system, readAs(rapid.SampledFrom(complaint.Categories).Draw(t, "other"), complaint.Ordinary))
	at = w.at
	decide(system, &complaint.Tick{})
	decide(system, &complaint.Join{Into: w.c.ID, Reason: "The same matter."})
	return c
}

func (w *world) complainant(t *rapid.T) {
	w.later(t)
	w.step(customer, rapid.SampledFrom([]complaint.Command{&complaint.Write{Text: "Any news?"}, happy(), unhappy(), unhappy()}).Draw(t, "word"))
}

// anybody tries what they may not, too.
func (w *world) anybody(t *rapid.T) {
	w.later(t)
	role := rapid.SampledFrom(complaint.Roles).Draw(t, "role")
	w.step(complaint.Actor{Role: role, ID: "eve"}, rapid.SampledFrom(commands).Draw(t, "command"))
}

// step decides a command. However it goes, the case it was decided on is untouched; a refusal is of a kind the edge
// knows; a commit survives the record, and the case is the fold of its commits, byte for byte.
func (w *world) step(by complaint.Actor, cmd complaint.Command) complaint.Commit {
	w.t.Helper()
	before := w.c
	was := asJSON(w.t, before)
	m, err := complaint.Decide(before, cmd, by, w.rules, w.at)
	if err != nil {
		w.refused(by, cmd, err)
	}
	if len(m.Events) > 0 {
		w.commit(m)
	}
	if now := asJSON(w.t, before); now != was {
		w.t.Fatalf("%s changed the case it was decided on\nfrom %s\nto   %s", complaint.Name(cmd), was, now)
	}
	w.book.follow(w.t, m)
	w.timerFollows(before, m)
	if name := complaint.Name(cmd); err == nil && (name == "tick" || name == "sweep") && len(fired(m)) < 40 {
		w.nothingIsLeft()
	}
	return m
}

func (w *world) refused(by complaint.Actor, cmd complaint.Command, err error) {
	ours := []complaint.Kind{complaint.Forbidden, complaint.NotFound, complaint.Conflict, complaint.Invalid}
	if !slices.Contains(ours, kindOf(err)) {
		w.t.Fatalf("%s by %s failed: %v", complaint.Name(cmd), by.Role, err)
	}
}

func (w *world) commit(m complaint.Commit) {
	w.c = w.c.After(m)
	w.commits = append(w.commits, m)
	var back complaint.Commit
	if err := json.Unmarshal([]byte(asJSON(w.t, m)), &back); err != nil {
		w.t.Fatalf("%v", err)
	}
	w.kept = append(w.kept, back)

	is := asJSON(w.t, w.c)
	for what, commits := range map[string][]complaint.Commit{"commits": w.commits, "record": w.kept} {
		if folded := asJSON(w.t, complaint.Fold(commits)); folded != is {
			w.t.Fatalf("the fold of the %s is\n%s\nthe case is\n%s", what, folded, is)
		}
	}
	for _, n := range complaint.Notices(w.c, m) {
		if w.ordered[n.ID] {
			w.t.Fatalf("notice %s is ordered twice", n.ID)
		}
		if w.ordered == nil {
			w.ordered = map[string]bool{}
		}
		w.ordered[n.ID] = true
		w.waiting = append(w.waiting, n)
	}
}

// timerFollows: no timer is in charge exactly when there is nothing to wait for; a rung that came forward has a new
// one, and otherwise the old one goes on.
func (w *world) timerFollows(before complaint.Case, m complaint.Commit) {
	next, then := w.c.NextRung(), before.NextRung()
	lost := slices.ContainsFunc(m.Events, func(e complaint.Event) bool { _, is := e.(*complaint.TimerRestarted); return is })
	forward := !next.IsZero() && (then.IsZero() || next.Before(then))
	want := before.Timer
	switch {
	case next.IsZero():
		want = 0
	case forward || lost:
		want = w.c.Revision
	}
	if w.c.Timer != want {
		w.t.Fatalf("timer %d is in charge, want %d: the next rung was %s and is %s", w.c.Timer, want, then, next)
	}
}

// nothingIsLeft: after a tick no open clock has a rung that is due, unless somebody took its escalation on.
func (w *world) nothingIsLeft() {
	if !w.c.Open() { // its clocks are another case's
		return
	}
	for _, k := range w.c.Clocks {
		if r, more := k.NextRung(); more && !r.At.After(w.at) {
			w.t.Fatalf("after a tick at %s, %s of %s is still due since %s", w.at, r.Level, k.ID, r.At)
		}
	}
}

// check is what holds of a case at any time.
func (w *world) check(t *rapid.T) {
	w.t = t
	w.book.agrees(t, w.c)
	var next time.Time
	waits, waiting := w.c.Waiting()
	if waiting {
		next = waits.Until
	}
	for _, k := range w.c.Clocks {
		if !k.Open() || !k.AcknowledgedAt.IsZero() || k.Paused || !w.c.Open() {
			continue
		}
		for _, r := range k.Rungs[k.Fired:] {
			if next.IsZero() || r.At.Before(next) {
				next = r.At
			}
		}
	}
	if w.c.Phase == complaint.Surveying && (next.IsZero() || w.c.Survey.ExpiresAt.Before(next)) {
		next = w.c.Survey.ExpiresAt
	}
	if !w.c.NextRung().Equal(next) {
		t.Fatalf("the next rung is %s, want %s, the earliest of all", w.c.NextRung(), next)
	}
	w.closedMeansClosed(t)
	if w.c.Owner != nil && slices.Contains(w.c.Excluded, w.c.Owner.ID) {
		t.Fatalf("%s handles a round after one that failed", w.c.Owner.ID)
	}
	if w.c.Round-w.c.Reopened > w.rules.LastRound() {
		t.Fatalf("round %d of %d", w.c.Round, w.rules.LastRound())
	}
}

func (w *world) closedMeansClosed(t *rapid.T) {
	over := w.c.Phase == complaint.Closed
	if over != slices.Contains(complaint.Outcomes, w.c.Outcome) || over != (w.c.Closed != nil) || over && w.c.Open() {
		t.Fatalf("phase %s, outcome %q, closed at %v", w.c.Phase, w.c.Outcome, w.c.Closed)
	}
	for _, k := range w.c.Clocks {
		if over && k.Open() {
			t.Fatalf("the case is closed, and %s runs", k.ID)
		}
		if k.Open() && k.Recurs && w.c.Open() && w.c.Phase != complaint.Handling {
			t.Fatalf("the case is %s, and %s runs", w.c.Phase, k.ID)
		}
	}
	if !w.c.Open() && !w.c.NextCheck().IsZero() {
		t.Fatalf("the case is closed, and is looked at %s", w.c.NextCheck())
	}
}

// conclude is a diligent team that takes the case over wherever it stands. It needs few steps.
func (w *world) conclude() {
	for range 20 {
		if w.c.Phase == complaint.Closed {
			w.check(w.t)
			return
		}
		w.tidyUp()
		w.bringOn()
	}
	w.t.Fatalf("nobody can close the case: it is %s and owes %v", w.c.Phase, names(w.c.OpenObligations()))
}

func (w *world) tidyUp() {
	w.at = w.at.Add(time.Second)
	for _, n := range w.waiting {
		w.step(system, &complaint.ReportLeft{Notice: n.ID, Kind: n.Kind, Round: n.Round, Reach: complaint.BySMS})
	}
	w.waiting = nil
	for _, task := range w.c.Tasks {
		w.step(lin, &complaint.FinishTask{Notice: task.Notice, Note: "Phoned."})
	}
	w.step(lin, &complaint.Contact{By: "phone", Note: "Explained."})
	w.step(lin, &complaint.Assess{})
	for _, k := range w.c.OpenObligations() {
		if k.MeetableBy(complaint.SignalRecorded) {
			w.step(lin, &complaint.Record{Milestone: k.Milestone, Note: "Done."})
		}
	}
}

func (w *world) bringOn() {
	switch w.c.Phase {
	case complaint.Received:
		w.step(system, readAs(complaint.CategoryOther, complaint.Minor))
	case complaint.Classified:
		w.step(system, &complaint.Acknowledge{})
	case complaint.Handling:
		if w.c.Owner == nil {
			w.step(complaint.Actor{Role: complaint.Agent, ID: fmt.Sprintf("new-%d", w.c.Round)}, &complaint.Take{})
		}
		w.step(*w.c.Owner, &complaint.Propose{Remedy: complaint.Refund, Text: "Your money back."})
		w.tidyUp()
		w.step(*w.c.Owner, &complaint.Execute{})
	case complaint.Executed:
		w.until(w.c.Survey.SendAt)
		w.step(system, &complaint.Ask{})
	case complaint.Surveying:
		w.until(w.c.Survey.ExpiresAt)
		w.step(system, &complaint.Tick{})
	case complaint.Joint:
		w.step(system, &complaint.Leave{Reason: "Another matter."})
	case complaint.Concluding, complaint.Closed:
	}
}

func names(clocks []complaint.Clock) (ids []string) {
	for _, k := range clocks {
		ids = append(ids, k.ID)
	}
	return ids
}
