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
			"ends":        w.ends,
			"post":        w.post,
			"complainant": w.complainant,
			"anybody":     w.anybody,
			"union":       w.union,
			"files":       w.files,
			"offers":      w.offers,
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

var staff = []complaint.Actor{mei, tao, lin, zhou}

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
	w.nothingIsHidden(t)
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
			w.forgotten()
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
	for _, p := range w.c.OpenPromises() {
		w.step(lin, &complaint.KeepPromise{Promise: p.ID, Note: "Brought."})
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
		if w.c.Draft != nil {
			w.step(boss, &complaint.Approve{Offer: w.c.Draft.Hash})
		}
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
