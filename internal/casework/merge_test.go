package casework_test

import (
	"testing"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/functest"
	"redress/internal/policy"
)

// merged is a case that has absorbed another, and that other.
func (w *world) merged() (whole, part complaint.Case) {
	w.Helper()
	one, two := w.handled(acme), w.handled(acme)
	whole = w.do(w.do(one, han, &complaint.Take{}), han, &complaint.Merge{Case: two.ID, Reason: "The same sofa."})
	return whole, w.now(two.Ref())
}

func TestMergeIsOneWrite(t *testing.T) {
	w := newWorld(t)
	whole, part := w.merged()
	if part.Phase != complaint.Joint || part.Union.Into != whole.ID || len(whole.Absorbed) != 1 {
		t.Fatalf("whole %+v, part %s of %+v", whole.Absorbed, part.Phase, part.Union)
	}
	if part.Timer != 0 {
		t.Errorf("the timer of the case that joined goes on: %d", part.Timer)
	}
	w.deliverAll()
	w.notice(part.Ref(), complaint.NoticeJoined)
}

// A3: what is written to a case that joined another reaches the one that answers for both.
// frappe/helpdesk#2539, glpi#8842: it does not bring the merged case to life.
func TestAReplyToAMergedCaseReachesTheSurvivor(t *testing.T) {
	w := newWorld(t)
	whole, part := w.merged()
	after := w.do(part, complaint.TheComplainant, &complaint.Write{Text: "It is the same one."})
	if after.ID != whole.ID || w.events(whole.Ref(), "wrote") != 1 {
		t.Errorf("it reached %s; %d words at the survivor", after.ID, w.events(whole.Ref(), "wrote"))
	}
	if now := w.now(part.Ref()); now.Revision != part.Revision || now.Open() {
		t.Errorf("the merged case lives: %s, revision %d", now.Phase, now.Revision)
	}
}

func TestPartingSetsTheOtherGoingAgain(t *testing.T) {
	w := newWorld(t)
	whole, part := w.merged()
	whole = w.do(whole, lin, &complaint.Part{Case: part.ID, Reason: "Another sofa."})
	now := w.now(part.Ref())
	if now.Phase != complaint.Handling || len(whole.Absorbed) != 0 || now.Timer == 0 {
		t.Fatalf("the other is %s by timer %d; the survivor has %+v", now.Phase, now.Timer, whole.Absorbed)
	}
	if w.machines.Journeys[functest.Execution(now.Ref(), now.Journey.Started)] != 1 {
		t.Errorf("no journey was started for it: %v", w.machines.Journeys)
	}
}

// Two staff merge the same two cases into each other at the same moment: one of them does.
func TestMergesThatMeetAreOne(t *testing.T) {
	w := newWorld(t)
	one, two := w.handled(acme), w.handled(acme)
	w.do(one, han, &complaint.Take{})
	w.do(two, mei, &complaint.Take{})
	_, first := w.try(one.Ref(), han, &complaint.Merge{Case: two.ID, Reason: "x"})
	_, second := w.try(two.Ref(), mei, &complaint.Merge{Case: one.ID, Reason: "x"})
	if first != nil || !complaint.Is(second, complaint.Conflict) {
		t.Fatalf("first %v, second %v", first, second)
	}
}

func TestNothingElseCanBeMerged(t *testing.T) {
	w := newWorld(t)
	c := w.do(w.handled(acme), han, &complaint.Take{})
	for name, other := range map[string]string{
		"itself": c.ID, "nothing": casework.NewReference(), "no name": "R-1", "another tenant's": w.handled(quick).ID,
	} {
		if _, err := w.try(c.Ref(), han, &complaint.Merge{Case: other, Reason: "x"}); !complaint.Is(err, complaint.Conflict) {
			t.Errorf("%s: %v", name, err)
		}
	}
	whole, part := w.merged()
	if _, err := w.try(c.Ref(), han, &complaint.Merge{Case: part.ID, Reason: "x"}); !complaint.Is(err, complaint.Conflict) {
		t.Errorf("what is a part of %s already: %v", whole.ID, err)
	}
}

// A move to other rules is shown before it is made, and made once.
func TestAdoptShowsBeforeItMoves(t *testing.T) {
	w := newWorld(t)
	c := w.handled(acme)
	p, err := policy.Parse(quickPolicy(t))
	w.ok(err)
	rules, err := w.cases.Rules.For(t.Context(), c)
	w.ok(err)
	quicker := policy.Rules{Policy: p, Calendar: rules.(policy.Rules).Calendar}
	move := casework.Order{
		Ref: c.Ref(), By: complaint.Actor{Role: complaint.TenantAdmin, ID: "root"}, Command: &complaint.AdoptRules{Reason: "New rules."},
	}
	dry, err := w.cases.Adopt(t.Context(), move, quicker, true)
	w.ok(err)
	if now := w.now(c.Ref()); now.Revision != c.Revision || len(dry.Events) < 2 {
		t.Fatalf("looking moved it to revision %d; it would record %d events", now.Revision, len(dry.Events))
	}
	done, err := w.cases.Adopt(t.Context(), move, quicker, false)
	w.ok(err)
	if now := w.now(c.Ref()); now.Policy != "quick-1" || len(done.Events) != len(dry.Events) {
		t.Errorf("policy %s; %d events were recorded, %d shown", now.Policy, len(done.Events), len(dry.Events))
	}
	again, err := w.cases.Adopt(t.Context(), move, quicker, false)
	w.ok(err)
	if len(again.Events) != 0 {
		t.Errorf("the second time %d events", len(again.Events))
	}
}

// The queue says that a complainant is waited for and until when, and that an extension wants an answer.
func TestTheQueueShowsWhoIsWaitedFor(t *testing.T) {
	w := newWorld(t)
	c := w.do(w.handled(acme), han, &complaint.Take{})
	c = w.do(c, han, &complaint.AskExtension{Clock: "solution", Within: "9d", Reason: "x"})
	c = w.do(c, han, &complaint.WaitFor{For: complaint.AwaitedChoice, Text: "Which one?"})
	b := casework.BriefOf(c)
	if b.Waiting != complaint.AwaitedChoice || b.Asked != 1 || !b.Due.Before(c.Pauses[0].Until.Add(1)) {
		t.Errorf("%+v", b)
	}
}
