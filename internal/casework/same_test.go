package casework_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redress/internal/casework"
	"redress/internal/complaint"
)

const sofa = "The seam of the sofa split after two weeks and the frame creaks whenever somebody sits down. I want my money back."

// told is the complaint about the sofa, changed.
func told(channel complaint.Channel, change ...func(*complaint.File)) *complaint.File {
	f := complainOf(acme, sofa)
	f.Channel, f.Matter.Order = channel, "A-10029"
	for _, c := range change {
		c(f)
	}
	return f
}

// vague is a complaint of the same order in other words: it may be the same.
func vague(f *complaint.File) {
	f.Content = "My couch is falling apart and nobody answers the telephone."
}

// elsewhere is a complaint of something else.
func elsewhere(f *complaint.File) {
	f.Content, f.Matter.Order = "Your driver left the parcel in the rain although we had agreed on a time.", "B-33333"
}

// file files a complaint as it comes in.
func (w *world) file(f *complaint.File) complaint.Case {
	w.Helper()
	c, err := w.cases.File(w.Context(), complaint.TheComplainant, f, nil)
	w.ok(err)
	w.clock.Pass(time.Second)
	return c
}

// understood has a case read, and answers it as it is then.
func (w *world) understood(c complaint.Case) complaint.Case {
	w.Helper()
	at, err := w.reader.Read(w.Context(), c.Ref())
	w.ok(err)
	now := w.now(c.Ref())
	if at.Phase != now.Phase {
		w.Fatalf("the journey is told %s, the case is %s", at.Phase, now.Phase)
	}
	return now
}

// one ends the test unless the second case is a part of the first.
func (w *world) one(first, second complaint.Case) {
	w.Helper()
	a, b := w.now(first.Ref()), w.now(second.Ref())
	if b.Union == nil || b.Union.Into != a.ID || len(a.Absorbed) != 1 || a.Absorbed[0].Case != b.ID {
		w.Fatalf("the first has %+v; the second is %s of %+v", a.Absorbed, b.Phase, b.Union)
	}
	if n := w.events(a.Ref(), "merged"); n != 1 || w.events(b.Ref(), "joined") != 1 {
		w.Errorf("merged %d times", n)
	}
}

// acknowledge goes on as the journey does, and counts how often an acknowledgement was ordered.
func (w *world) acknowledge(cases ...complaint.Case) (letters int) {
	w.Helper()
	for _, c := range cases {
		w.do(c, complaint.TheSystem, &complaint.Acknowledge{})
		letters += w.events(c.Ref(), "acknowledged")
	}
	return letters
}

// A3: the same complaint through two channels becomes one case, with one acknowledgement, whoever of the two is read first.
func TestTheSameThroughTwoChannelsIsOneCase(t *testing.T) {
	for name, first := range map[string]int{"the first is read first": 0, "the second is read first": 1} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			both := []complaint.Case{w.file(told(complaint.Web)), w.file(told(complaint.Phone))}
			w.understood(both[first])
			w.understood(both[1-first])
			w.one(both[0], both[1])
			if n := w.acknowledge(both...); n != 1 {
				t.Errorf("%d acknowledgements, want 1", n)
			}
			w.notice(both[1].Ref(), complaint.NoticeJoined)
			merged := w.commit(both[0].Ref(), "merge")
			if merged.Actor != complaint.TheSystem || merged.Events[0].(*complaint.Merged).Twin.Score < 0.8 {
				t.Errorf("%+v", merged)
			}
			w.understood(both[0]) // the step is delivered again
			w.understood(both[1])
			w.one(both[0], both[1])
		})
	}
}

// commit is the one commit of a command that a case has.
func (w *world) commit(ref complaint.Ref, command string) complaint.Commit {
	w.Helper()
	commits, err := w.memory.Commits(w.Context(), ref)
	w.ok(err)
	i := slices.IndexFunc(commits, func(m complaint.Commit) bool { return m.Command == command })
	if i < 0 {
		w.Fatalf("there is no commit %s", command)
	}
	return commits[i]
}

// Both are read at the same moment: the same merge is tried from both sides, and takes place once.
func TestBothReadAtTheSameMoment(t *testing.T) {
	w := newWorld(t)
	for range 20 {
		mail := casework.NewReference() + "@example.com"
		by := func(f *complaint.File) { f.Complainant.Email, f.Complainant.Phone = mail, "" }
		both := []complaint.Case{w.file(told(complaint.Web, by)), w.file(told(complaint.Email, by))}
		var crew sync.WaitGroup
		for _, c := range both {
			crew.Go(func() {
				if _, err := w.reader.Read(context.Background(), c.Ref()); err != nil { //nolint:usetesting // it may outlive a failed test
					t.Error(err)
				}
			})
		}
		crew.Wait()
		w.one(both[0], both[1])
	}
}

// Several of one matter become one case, in whatever order they are read.
func TestOrderOfReadingMakesNoDifference(t *testing.T) {
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		mail := casework.NewReference() + "@example.com"
		by := func(f *complaint.File) { f.Complainant.Email, f.Complainant.Phone = mail, "" }
		var all []complaint.Case
		for range rapid.IntRange(2, 7).Draw(t, "complaints") {
			all = append(all, w.file(told(rapid.SampledFrom(complaint.Channels).Draw(t, "channel"), by)))
		}
		for _, i := range rapid.Permutation([]int{0, 1, 2, 3, 4, 5, 6}).Draw(t, "order") {
			for range rapid.IntRange(1, 2).Draw(t, "deliveries") {
				if i < len(all) {
					w.understood(all[i])
				}
			}
		}
		open := 0
		for _, c := range all {
			if now := w.now(c.Ref()); now.Open() {
				open++
				if c.ID != all[0].ID {
					t.Errorf("%s goes on, want the first", c.ID)
				}
			}
		}
		if open != 1 {
			t.Fatalf("%d cases go on, want 1", open)
		}
	})
}

// What is likely is proposed with its reasons, and answered by merge or by not_same.
func TestLikelyIsProposed(t *testing.T) {
	w := newWorld(t)
	first := w.understood(w.file(told(complaint.Web)))
	second := w.understood(w.file(told(complaint.Phone, vague)))
	if len(second.Twins) != 1 || second.Twins[0].Case != first.ID || second.Twins[0].Score < 0.5 || len(second.Twins[0].Why) < 2 {
		t.Fatalf("%+v", second.Twins)
	}
	if casework.BriefOf(second).Twins != 1 {
		t.Error("the queue does not show it")
	}
	merged := w.do(first, han, &complaint.Merge{Case: second.ID, Reason: "The same sofa."})
	w.one(merged, second)
	if now := w.now(second.Ref()); len(now.Twins) > 0 {
		t.Errorf("it is proposed still: %+v", now.Twins)
	}
}

func TestNotTheSameIsNeverProposedAgain(t *testing.T) {
	w := newWorld(t)
	one, two := w.file(told(complaint.Web)), w.file(told(complaint.Phone, vague))
	two = w.understood(two)
	after := w.do(two, han, &complaint.NotSame{Case: one.ID, Reason: "Another sofa."})
	if len(after.Twins) > 0 || !slices.Equal(after.Apart, []string{one.ID}) {
		t.Fatalf("twins %+v, apart %v", after.Twins, after.Apart)
	}
	if one = w.understood(one); len(one.Twins) > 0 || !one.Open() {
		t.Errorf("proposed again from the other side: %+v", one.Twins)
	}
	if _, err := w.try(two.Ref(), han, &complaint.NotSame{Case: one.ID, Reason: "x"}); !complaint.Is(err, complaint.Conflict) {
		t.Errorf("answered twice: %v", err)
	}
	if _, err := w.try(two.Ref(), lin, &complaint.NotSame{Case: casework.NewReference(), Reason: "x"}); !complaint.Is(err, complaint.Conflict) {
		t.Errorf("what was never proposed: %v", err)
	}
}

// Two that come at the same moment may each propose the other; one answer answers both.
func TestOneAnswerAnswersBothProposals(t *testing.T) {
	w := newWorld(t)
	one, two := w.file(told(complaint.Web)), w.file(told(complaint.Phone, vague))
	one, two = w.understood(one), w.understood(two)
	if len(one.Twins) != 1 || len(two.Twins) != 1 {
		t.Fatalf("%+v and %+v", one.Twins, two.Twins)
	}
	w.do(one, han, &complaint.NotSame{Case: two.ID, Reason: "Another sofa."})
	if now := w.now(two.Ref()); len(now.Twins) > 0 || !slices.Contains(now.Apart, one.ID) {
		t.Errorf("the other side: %+v, %v", now.Twins, now.Apart)
	}
}

// What was parted is not merged by the machine again, though the step is delivered again; a person still may.
func TestPartedStaysParted(t *testing.T) {
	w := newWorld(t)
	one, two := w.file(told(complaint.Web)), w.file(told(complaint.Phone))
	w.understood(one)
	w.understood(two)
	w.one(one, two)
	w.do(one, lin, &complaint.Part{Case: two.ID, Reason: "Another sofa."})
	two = w.understood(two)
	if !two.Open() || len(two.Twins) > 0 || len(w.now(one.Ref()).Absorbed) > 0 {
		t.Fatalf("it is %s, twins %+v", two.Phase, two.Twins)
	}
	w.understood(one)
	if now := w.now(two.Ref()); !now.Open() {
		t.Errorf("merged again: %s", now.Phase)
	}
	w.do(one, han, &complaint.Merge{Case: two.ID, Reason: "It is the same after all."})
	if now := w.now(one.Ref()); slices.Contains(now.Apart, two.ID) {
		t.Error("it counts as another still")
	}
}

// A complaint may not disappear in one that is less grave: a person decides.
func TestAGraveComplaintIsNotHidden(t *testing.T) {
	w := newWorld(t)
	one := w.understood(w.file(told(complaint.Web)))
	w.do(one, complaint.TheSystem, &complaint.Acknowledge{})
	two := w.understood(w.file(told(complaint.Phone, func(f *complaint.File) { f.Content += " And now it smokes." })))
	if !two.Open() || two.Grade != complaint.Major || len(two.Twins) != 1 {
		t.Fatalf("it is %s of grade %d, twins %+v", two.Phase, two.Grade, two.Twins)
	}
}

// Where the first has not been read yet, it is read as at least as grave as what has joined it.
func TestWhatJoinedMakesItGrave(t *testing.T) {
	w := newWorld(t)
	one := w.file(told(complaint.Web))
	two := w.file(told(complaint.Phone, func(f *complaint.File) { f.Content += " And now it smokes." }))
	w.understood(two)
	w.one(one, two)
	if one = w.understood(one); one.Grade != complaint.Major {
		t.Errorf("it is of grade %d", one.Grade)
	}
}

// Who was acknowledged goes on, though the other came in first and was late to be found: nobody gets two acknowledgements.
func TestTheAcknowledgedOneGoesOn(t *testing.T) {
	w := newWorld(t)
	one := w.file(told(complaint.Web, elsewhere))
	two := w.understood(w.file(told(complaint.Phone)))
	w.do(two, complaint.TheSystem, &complaint.Acknowledge{})
	w.reprint(one, told(complaint.Web)) // as if its print had come after the second was read
	w.understood(one)
	w.one(two, one)
	if n := w.events(one.Ref(), "acknowledged"); n != 0 {
		t.Error("the one that joined was acknowledged, too")
	}
}

// reprint keeps the print of another text for a case, and has it read as that.
func (w *world) reprint(c complaint.Case, f *complaint.File) {
	w.Helper()
	w.reader.Openings = retold{w.memory, c.Ref(), f}
}

// retold is a history in which one case says something else.
type retold struct {
	casework.Openings
	ref  complaint.Ref
	file *complaint.File
}

func (r retold) Opening(ctx context.Context, ref complaint.Ref) (complaint.Case, *complaint.Filed, error) {
	c, filed, err := r.Openings.Opening(ctx, ref)
	if ref == r.ref && err == nil {
		filed.Content, filed.Matter = r.file.Content, r.file.Matter
	}
	return c, filed, err
}

// A7: what the complainant complained of before is on the case; the same matter again, once it is over, is a repeat.
func TestHistoryIsAttached(t *testing.T) {
	w := newWorld(t)
	if c := w.understood(w.file(told(complaint.Web))); c.Earlier != nil {
		t.Errorf("the first has a history: %+v", c.Earlier)
	}
	other := w.understood(w.file(told(complaint.Web, elsewhere)))
	if e := other.Earlier; e == nil || e.Complaints != 1 || e.Repeated() || !e.Last.Equal(w.now(other.Ref()).Earlier.Last) {
		t.Errorf("the second: %+v", other.Earlier)
	}
	w.clock.Pass(200 * 24 * time.Hour)
	again := w.understood(w.file(told(complaint.Phone)))
	if e := again.Earlier; e.Complaints != 2 || e.LastCase != other.ID || !e.Repeated() || len(again.Twins) > 0 || !again.Open() {
		t.Errorf("months later: %+v, twins %+v", e, again.Twins)
	}
	w.clock.Pass(400 * 24 * time.Hour)
	if c := w.understood(w.file(told(complaint.Phone))); c.Earlier != nil {
		t.Errorf("what is too old is remembered: %+v", c.Earlier)
	}
}

// A case that is over is not merged with: it is the same matter again.
func TestWhatIsOverIsARepeat(t *testing.T) {
	w := newWorld(t)
	c := w.understood(w.file(told(complaint.Web)))
	c = w.do(c, complaint.TheSystem, &complaint.Acknowledge{})
	c = w.do(c, han, &complaint.Take{})
	w.do(c, han, &complaint.Propose{Remedy: complaint.Refund, Text: "You get your money back."})
	w.do(c, han, &complaint.Execute{})
	again := w.understood(w.file(told(complaint.Phone)))
	if !again.Open() || !again.Earlier.Repeated() || again.Earlier.Again[0] != c.ID {
		t.Errorf("it is %s, %+v", again.Phase, again.Earlier)
	}
}

// The machine stopped between the reading and the merge: the step is done again, and ends the same.
func TestTheMergeIsMadeUpFor(t *testing.T) {
	w := newWorld(t)
	one := w.understood(w.file(told(complaint.Web)))
	two := w.file(told(complaint.Phone))
	w.do(two, complaint.TheSystem, reading(complaint.CategoryQuality, complaint.Ordinary))
	w.understood(two)
	w.one(one, two)
}

// The owner of a case hears that another complaint was merged into it.
func TestTheOwnerHearsOfAMerge(t *testing.T) {
	w := newWorld(t)
	one := w.understood(w.file(told(complaint.Web)))
	one = w.do(w.do(one, complaint.TheSystem, &complaint.Acknowledge{}), han, &complaint.Take{})
	w.understood(w.file(told(complaint.Phone)))
	if n := w.notice(one.Ref(), complaint.NoticeMerged); n.To != complaint.ToOwner {
		t.Errorf("%+v", n)
	}
}
