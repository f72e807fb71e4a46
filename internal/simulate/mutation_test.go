package simulate

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/storetest"
)

// Each law has somebody who breaks it, and the check of that very law notices.
func TestEachBrokenLawIsNoticed(t *testing.T) {
	busy := Usual()
	busy.Collides, busy.MailFails, busy.Fails, busy.WritesLate = 0.02, 0.1, 0, 0.8
	for _, m := range []struct {
		what string
		law  Law
		by   mutation
	}{
		{"the store fails in words no edge knows", Answers, onStore(func(s *storetest.Memory) storetest.Store { return &mute{Memory: s} })},
		{"a ladder has no rungs", Settled, onClocks(func(k *complaint.Clock) { k.Rungs = nil })},
		{"a ladder has every rung twice", Once, onClocks(func(k *complaint.Clock) { k.Rungs = slices.Concat(k.Rungs, k.Rungs) })},
		{"timers are lost and nobody sweeps", Once, mutation{
			noSweep:  true,
			machines: func(m casework.Machines) casework.Machines { return &sleepless{m} },
		}},
		{"a rung fires after its milestone was met", Met, onCommits(fireAfterMet)},
		{"a rung fires after the escalation was taken on", Met, onCommits(fireAfterTaken)},
		{"a deadline is moved a day away", Shorter, onCommits(lengthenBy(""))},
		{"a deadline is lengthened by an approval that nobody gave", Shorter, onCommits(lengthenBy(complaint.MovedByApproval))},
		{"a deadline is lengthened by a pause that was none", Shorter, onCommits(lengthenBy(complaint.MovedByPause))},
		{"a pause gives an hour too many", Time, onStretch(func(k *complaint.Clock) { k.Due = k.Due.Add(time.Hour) })},
		{"the calendar counts an hour too many", Time, onClocks(func(k *complaint.Clock) { k.Due = k.Due.Add(time.Hour) })},
		{"the index loses a case", Index, onStore(func(s *storetest.Memory) storetest.Store { return &forgetful{Memory: s} })},
		{"the index keeps a closed case", Index, onStore(func(s *storetest.Memory) storetest.Store { return &clinging{Memory: s} })},
		{"an event is not kept", Rebuilt, onStore(func(s *storetest.Memory) storetest.Store { return &lossy{Memory: s} })},
		{"a stale write goes through", Rebuilt, onStore(func(s *storetest.Memory) storetest.Store { return &careless{Memory: s} })},
		{"a notice can be claimed twice", Letters, onStore(func(s *storetest.Memory) storetest.Store { return &generous{Memory: s} })},
		{"a notice that is put back is not tried again", Letters, onStore(func(s *storetest.Memory) storetest.Store { return &idle{Memory: s} })},
		{"a closed case starts a journey", Stillness, onCommits(startAfterEnd)},
	} {
		t.Run(m.what, func(t *testing.T) {
			result := played(t, Plan{Cases: 2500, Seed: 1, Workers: 1, Tenant: 8, Behaviour: busy, broken: m.by})
			noticed := map[Law]string{}
			for _, v := range result.Violations {
				noticed[v.Law] = v.Detail
			}
			if noticed[m.law] == "" {
				t.Fatalf("%s was not noticed among %d cases; noticed were %v", m.law, result.Cases, noticed)
			}
			t.Logf("%s\nafter %d cases: %.200s; at the same step %d laws were found broken", m.law, result.Cases, noticed[m.law], len(noticed))
		})
	}
}

// What breaks nothing is not called broken: the same world without a mutation.
func TestTheBusyWorldIsWhole(t *testing.T) {
	busy := Usual()
	busy.Collides, busy.StreamLost, busy.Fails, busy.WritesLate = 0.005, 0.1, 0.01, 0.8
	result := played(t, Plan{Cases: 2500, Seed: 1, Workers: 1, Tenant: 8, Behaviour: busy})
	for _, v := range result.Violations {
		v.Print(t.Output())
	}
	if len(result.Violations) > 0 || result.Cases == 0 || result.Collisions == 0 {
		t.Errorf("%d violations in %d cases with %d collisions", len(result.Violations), result.Cases, result.Collisions)
	}
}

func onStore(by func(*storetest.Memory) storetest.Store) mutation { return mutation{store: by} }

// onClocks changes every clock that the rules make, onStretch every clock that they move by a pause.
func onClocks(change func(*complaint.Clock)) mutation { return onRules(crooked{made: change}) }

func onStretch(change func(*complaint.Clock)) mutation { return onRules(crooked{stretched: change}) }

func onRules(by crooked) mutation {
	return mutation{rules: func(b casework.RuleBook) casework.RuleBook { return &crookedBook{b, by} }}
}

type crookedBook struct {
	casework.RuleBook
	by crooked
}

func (b *crookedBook) For(ctx context.Context, c complaint.Case) (complaint.Rules, error) {
	r, err := b.RuleBook.For(ctx, c)
	return crooked{r, b.by.made, b.by.stretched}, err
}

// crooked are rules that change what they answer.
type crooked struct {
	complaint.Rules
	made, stretched func(*complaint.Clock)
}

func (r crooked) Stretch(about complaint.Situation, k complaint.Clock) (complaint.Clock, error) {
	k, err := r.Rules.Stretch(about, k)
	if r.stretched != nil {
		r.stretched(&k)
	}
	return k, err
}

func (r crooked) Clocks(about complaint.Situation, anchor complaint.Anchor, from time.Time) ([]complaint.Clock, error) {
	clocks, err := r.Rules.Clocks(about, anchor, from)
	for i := range clocks {
		if r.made != nil {
			r.made(&clocks[i])
		}
	}
	return clocks, err
}

// onCommits adds events to commits on their way to the shelf; the case is what they say.
func onCommits(add func(before complaint.Case, m complaint.Commit) []complaint.Event) mutation {
	return onStore(func(s *storetest.Memory) storetest.Store { return &tamperer{s, add} })
}

type tamperer struct {
	*storetest.Memory
	add func(before complaint.Case, m complaint.Commit) []complaint.Event
}

func (t *tamperer) Save(ctx context.Context, changes ...casework.Change) error {
	ch := changes[0]
	before := complaint.Case{}
	if f := t.Folder(ch.After.Ref()); f != nil {
		before = f.Head
	}
	if added := t.add(before, ch.Commit); len(added) > 0 && before.Revision == ch.Commit.Revision-1 {
		ch.Commit.Events = slices.Concat(ch.Commit.Events, added)
		ch.After = before.After(ch.Commit)
		ch.Notices = complaint.Notices(ch.After, ch.Commit)
	}
	return t.Memory.Save(ctx, append([]casework.Change{ch}, changes[1:]...)...)
}

func fireAfterMet(_ complaint.Case, m complaint.Commit) []complaint.Event {
	for _, e := range m.Events {
		if met, is := e.(*complaint.ClockMet); is {
			return []complaint.Event{&complaint.RungFired{Clock: met.Clock, Rung: 4, Level: complaint.ToExecutive}}
		}
	}
	return nil
}

func fireAfterTaken(_ complaint.Case, m complaint.Commit) []complaint.Event {
	for _, e := range m.Events {
		if taken, is := e.(*complaint.EscalationAcknowledged); is {
			return []complaint.Event{&complaint.RungFired{Clock: taken.Clock, Rung: 4, Level: complaint.ToExecutive}}
		}
	}
	return nil
}

// lengthenBy gives an open clock a day more, and says why.
func lengthenBy(why complaint.Mover) func(complaint.Case, complaint.Commit) []complaint.Event {
	return func(before complaint.Case, m complaint.Commit) []complaint.Event {
		if m.Command != "contact" {
			return nil
		}
		for _, k := range before.After(m).Clocks {
			if k.Open() && !k.Recurs {
				return []complaint.Event{&complaint.ClockMoved{Clock: k.ID, Due: k.Due.AddDate(0, 0, 1), Span: k.Span, Rungs: k.Rungs, Why: why}}
			}
		}
		return nil
	}
}

func startAfterEnd(before complaint.Case, _ complaint.Commit) []complaint.Event {
	if before.Phase != complaint.Closed {
		return nil
	}
	return []complaint.Event{&complaint.JourneyRestarted{}}
}

// sleepless are machines that never start a timer.
type sleepless struct{ casework.Machines }

func (*sleepless) StartTimer(context.Context, casework.Timer) error { return nil }

// mute is a store that fails without saying how.
type mute struct{ *storetest.Memory }

func (m *mute) Case(ctx context.Context, ref complaint.Ref) (complaint.Case, error) {
	c, err := m.Memory.Case(ctx, ref)
	if err == nil && c.Revision == 9 {
		err = errors.New("something went wrong")
	}
	return c, err
}

// forgetful is a store that takes a case out of the index when its fifth commit is saved.
type forgetful struct{ *storetest.Memory }

func (s *forgetful) Save(ctx context.Context, changes ...casework.Change) error {
	ch := changes[0]
	err := s.Memory.Save(ctx, append([]casework.Change{ch}, changes[1:]...)...)
	if f := s.Folder(ch.After.Ref()); err == nil && ch.Commit.Revision == 5 {
		s.Recheck(f, time.Time{})
	}
	return err
}

// clinging is a store that leaves a case in the index when it is closed.
type clinging struct{ *storetest.Memory }

func (s *clinging) Save(ctx context.Context, changes ...casework.Change) error {
	ch := changes[0]
	err := s.Memory.Save(ctx, append([]casework.Change{ch}, changes[1:]...)...)
	if f := s.Folder(ch.After.Ref()); err == nil && !ch.After.Open() {
		s.Recheck(f, ch.Commit.At.Add(time.Hour))
	}
	return err
}

// lossy is a store that loses the last event of a commit, and keeps the case as it was meant.
type lossy struct{ *storetest.Memory }

func (s *lossy) Save(ctx context.Context, changes ...casework.Change) error {
	ch := changes[0]
	if ch.Commit.Command == "propose" {
		ch.Commit.Events = ch.Commit.Events[:len(ch.Commit.Events)-1]
	}
	return s.Memory.Save(ctx, append([]casework.Change{ch}, changes[1:]...)...)
}

// careless is a store that lets a stale write through.
type careless struct{ *storetest.Memory }

func (s *careless) Save(ctx context.Context, changes ...casework.Change) error {
	ch := changes[0]
	err := s.Memory.Save(ctx, append([]casework.Change{ch}, changes[1:]...)...)
	f := s.Folder(ch.After.Ref())
	if !complaint.Is(err, complaint.Stale) || f == nil || ch.Settles != nil {
		return err
	}
	f.Head = ch.After
	f.Commits = append(f.Commits, ch.Commit)
	return nil
}

// generous is a store that grants every claim.
type generous struct{ *storetest.Memory }

func (s *generous) Claim(ctx context.Context, n casework.NoticeRef, until time.Time) (casework.Claimed, bool, error) {
	c, mine, err := s.Memory.Claim(ctx, n, until)
	if f := s.Folder(n.Ref); !mine && f != nil {
		c.Notice, mine = f.Notice(n.Notice).What, true
	}
	return c, mine, err
}

// idle is a store that never tries again what it put back.
type idle struct{ *storetest.Memory }

func (s *idle) Postpone(ctx context.Context, n casework.NoticeRef, _ time.Time) error {
	return s.Memory.Postpone(ctx, n, time.Time{})
}
