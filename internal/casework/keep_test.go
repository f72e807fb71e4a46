package casework_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/ledger"
)

// G2: an erasure takes two people, and then nothing of the complainant is left anywhere, while flow, cause, grade and every instant stay. It
// is carried out once, however often it is tried.
func TestAnErasureTakesTwoAndLeavesNothingPersonal(t *testing.T) {
	w := newWorld(t)
	k := w.keeper()
	w.shop(acme, complainOf(acme, "").Complainant, 3, 4, 500)
	c := w.closed(w.handled(acme))
	_, err := w.try(c.Ref(), ning, &complaint.AnswerErasure{Grant: true, Reason: "Yes."})
	w.refused(err, complaint.Conflict)
	for _, text := range oldWords {
		if len(w.memory.Holds(text)) == 0 {
			t.Errorf("%q was never kept, so that this proves nothing of it", text)
		}
	}
	w.do(c, root, &complaint.AskErasure{Reason: "Li Lei wrote to us."})
	_, err = w.try(c.Ref(), root, &complaint.AnswerErasure{Grant: true, Reason: "Yes."})
	w.refused(err, complaint.Conflict)
	before := w.now(c.Ref())
	after := w.do(c, ning, &complaint.AnswerErasure{Grant: true, Reason: "Article 17."})
	if after.Complainant.Email != "" || after.Links != before.Links+1 || !after.Erased() {
		t.Errorf("decided: %+v", after.Complainant)
	}
	w.keeps(k, 1, 0)
	w.keeps(k, 0, 0)
	w.nothingLeft(oldWords...)
	if w.known() != 0 {
		t.Errorf("%d prints and purchases are left", w.known())
	}
	done := w.now(c.Ref())
	if done.Erasure.Pending || done.Flow != before.Flow || done.Grade != before.Grade || done.Cause != before.Cause || !done.Closed.Equal(*before.Closed) {
		t.Errorf("left: %+v", done)
	}
	commits, err := w.memory.Commits(w.Context(), c.Ref())
	w.ok(err)
	is, err := json.Marshal(complaint.Fold(commits))
	w.ok(err)
	want, err := json.Marshal(done)
	w.ok(err)
	if !bytes.Equal(is, want) {
		t.Errorf("the fold is\n%s\nthe case is\n%s", is, want)
	}
	for _, cmd := range []complaint.Command{&complaint.Note{Text: "x"}, &complaint.Reopen{Reason: "x"}} {
		_, err := w.try(c.Ref(), han, cmd)
		w.refused(err, complaint.Conflict)
	}
}

// Legal hold wins over both, and as long as somebody is at work nothing is erased.
func TestAHoldKeepsACase(t *testing.T) {
	w := newWorld(t)
	k := w.keeper()
	c := w.handled(acme)
	_, err := w.try(c.Ref(), root, &complaint.AskErasure{Reason: "She asked."})
	w.refused(err, complaint.Conflict)
	c = w.closed(c)
	w.do(c, root, &complaint.AskErasure{Reason: "She asked."})
	w.do(c, ning, &complaint.PutOnHold{Reason: "A lawsuit."})
	_, err = w.try(c.Ref(), ning, &complaint.AnswerErasure{Grant: true, Reason: "Yes."})
	if e := w.refused(err, complaint.Conflict); !strings.Contains(e.Detail, "legal hold") {
		t.Errorf("it says %q", e.Detail)
	}
	w.clock.Set(c.KeepUntil.Add(time.Hour))
	w.keeps(k, 0, 0)
	w.do(c, ning, &complaint.ReleaseHold{Reason: "It is over."})
	w.keeps(k, 1, 0)
	w.nothingLeft(oldWords...)
}

// G2: a case is kept for three years after its close, not a moment less, and so are its parts, which go with it.
func TestACaseIsKeptForThreeYears(t *testing.T) {
	w := newWorld(t)
	k := w.keeper()
	whole, part := w.merged()
	w.do(whole, han, &complaint.HandOver{To: "mei"})
	c := w.closed(whole)
	if kept := c.KeepUntil.Sub(*c.Closed); kept != 1096*24*time.Hour {
		t.Errorf("it is kept for %s", kept)
	}
	w.clock.Set(c.KeepUntil.Add(-time.Millisecond))
	w.keeps(k, 0, 0)
	w.clock.Set(c.KeepUntil)
	w.do(w.now(part.Ref()), ning, &complaint.PutOnHold{Reason: "A lawsuit."})
	w.keeps(k, 0, 1)
	w.do(w.now(part.Ref()), ning, &complaint.ReleaseHold{Reason: "It is over."})
	w.keeps(k, 1, 0)
	w.nothingLeft(oldWords...)
	if p := w.now(part.Ref()); !p.Erased() || p.Erasure.Pending {
		t.Errorf("the part: %+v", p.Erasure)
	}
}

// A policy that removes puts the whole case into the archive first. What the evidence log does not have, or the archive does not take, stays.
func TestACaseIsArchivedBeforeItIsRemoved(t *testing.T) {
	w := newWorld(t)
	text := strings.NewReplacer("version: quick-1", "version: gone-1", "then: anonymise", "then: remove").Replace(string(quickPolicy(t)))
	w.ok(w.memory.PutDocument(t.Context(), acme, casework.PolicyDocument, "gone-1", []byte(text)))
	w.enrol(acme, "gone-1")
	k, archive := w.keeper(), &shelf{texts: map[string][]byte{}, down: true}
	k.Archive = archive
	c := w.closed(w.handled(acme))
	w.clock.Set(c.KeepUntil)
	w.keeps(k, 0, 1) // the log does not know it
	_, err := (&ledger.Log{Store: w.memory}).Enter(t.Context(), acme, []ledger.Commit{{Ref: c.Ref(), Revision: c.Revision}})
	w.ok(err)
	w.keeps(k, 0, 1) // the archive is down
	if w.now(c.Ref()).Erased() {
		t.Fatal("it was removed without an archive")
	}
	archive.down = false
	w.keeps(k, 1, 0)
	w.nothingLeft(oldWords...)
	var kept struct {
		Case    complaint.Case
		Commits []complaint.Commit
		Notices []casework.NoticeState
		Leaves  []int64
		Sums    []string
	}
	w.ok(json.Unmarshal(archive.texts[c.ID], &kept))
	if len(kept.Commits) != c.Revision || len(kept.Leaves) != c.Revision || len(kept.Notices) == 0 || kept.Case.Complainant.Name != "Li Lei" {
		t.Errorf("the archive has %d commits, %d leaves, %d notices", len(kept.Commits), len(kept.Leaves), len(kept.Notices))
	}
	commits, err := w.memory.Commits(t.Context(), c.Ref())
	w.ok(err)
	if len(commits) != 2 || len(w.notices(c.Ref())) != 0 {
		t.Errorf("%d commits are left", len(commits))
	}
}

// Wherever an erasure is cut off, the next run carries it to its end, and from the moment it is decided nobody is shown anything.
func TestAnErasureIsResumed(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		k := w.keeper()
		c := w.closed(w.handled(acme))
		w.do(c, root, &complaint.AskErasure{Reason: "She asked."})
		w.do(c, ning, &complaint.AnswerErasure{Grant: true, Reason: "Yes."})
		whole, left := k.Custody, rapid.IntRange(0, 25).Draw(rt, "steps")
		k.Custody = torn{whole, &left}
		_, err := k.Run(t.Context())
		w.ok(err)
		k.Custody = whole
		_, err = k.Run(t.Context())
		w.ok(err)
		w.nothingLeft(oldWords...)
		if w.known() != 0 || w.now(c.Ref()).Erasure.Pending {
			rt.Fatalf("%d prints are left, %+v", w.known(), w.now(c.Ref()).Erasure)
		}
	})
}

// A run does no more than it may, and the next goes on.
func TestARunIsBounded(t *testing.T) {
	w := newWorld(t)
	k := w.keeper()
	k.Most = 2
	var last complaint.Case
	for range 5 {
		last = w.closed(w.handled(acme))
	}
	w.clock.Set(last.KeepUntil)
	for _, want := range []int{2, 2, 1, 0} {
		w.keeps(k, want, 0)
	}
}

// Who did what is listed with everything but what was said.
func TestAnActTellsNothingPersonal(t *testing.T) {
	m := complaint.Commit{Revision: 3, At: time.Unix(0, 0), Actor: han, Command: "assess", Events: []complaint.Event{
		&complaint.Assessed{Overruled: true, Reason: "Li Lei says so"},
	}}
	a, did := casework.ActOf(complaint.Ref{Tenant: acme, Case: "RD-1"}, m)
	text, err := json.Marshal(a)
	if err != nil || !did || !a.Overruled || strings.Contains(string(text), "Li Lei") || strings.Contains(string(text), "@") {
		t.Errorf("%s, %v", text, err)
	}
	for _, nobody := range []complaint.Actor{complaint.TheSystem, complaint.TheComplainant} {
		m.Actor = nobody
		if _, did := casework.ActOf(complaint.Ref{}, m); did {
			t.Errorf("%s is no member of staff", nobody.Role)
		}
	}
}
