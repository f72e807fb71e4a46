package simulate

import (
	"context"
	"errors"
	"strings"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/storetest"
)

// letter is what the auditor knows of a notice that was ordered.
type letter struct {
	id       string
	carried  int
	unproven bool // a write failed that would have recorded that it left
}

// ordered notes the notices of a commit, which the shelf must keep (law 8).
func (w *world) ordered(r *run, f *storetest.Folder, m complaint.Commit) {
	for _, n := range complaint.Notices(f.Head, m) {
		if r.letter(n.ID) != nil {
			w.broke(r, Letters, "notice %s was ordered twice", n.ID)
		}
		if f.Notice(n.ID) == nil {
			w.broke(r, Letters, "notice %s, %s, was ordered and not kept", n.ID, n.Kind)
		}
		r.letters = append(r.letters, letter{id: n.ID})
	}
}

func (r *run) letter(id string) *letter {
	for i := len(r.letters) - 1; i >= 0; i-- {
		if r.letters[i].id == id {
			return &r.letters[i]
		}
	}
	return nil
}

// wake is what the table's stream does: it brings each notice to the sender soon, sometimes twice, and seldom never.
func (w *world) wake(n casework.NoticeRef) {
	r, b := w.runs[n.Ref.Case], w.plan.Behaviour
	if r == nil {
		r = w.filing
	}
	if w.chance.happens(b.StreamLost) {
		return
	}
	w.later(w.now+w.chance.within(2*time.Second), event{run: r, kind: deliver, notice: n.Notice})
	if w.chance.happens(b.StreamTwice) {
		w.later(w.now+w.chance.within(3*time.Minute), event{run: r, kind: deliver, notice: n.Notice})
	}
}

// streamTries is how often the stream brings a record whose delivery failed.
const streamTries = 3

func (w *world) deliver(r *run, id string, try int) {
	err := w.post.Deliver(w.ctx, casework.NoticeRef{Ref: r.ref, Notice: id})
	w.expect(r, err, "deliver")
	if err != nil && try+1 < streamTries {
		w.later(w.now+w.chance.within(10*time.Second), event{run: r, kind: deliver, n: try + 1, notice: id})
	}
}

// unproven marks a notice of which it could not be recorded that it left: it may be sent again.
func (w *world) unproven(ref complaint.Ref, id string, err error) {
	if r := w.runs[ref.Case]; err != nil && r != nil {
		if l := r.letter(id); l != nil {
			l.unproven = true
		}
	}
}

// writer puts a notice into a word: its id.
type writer struct{ w *world }

// Write answers the letter of a notice.
func (o writer) Write(_ context.Context, on casework.Occasion) (mail casework.Letter, sms string, err error) {
	o.w.writing = on.Notice
	if on.Notice.To == complaint.ToComplainant && !strings.Contains(on.Link, on.Case.ID) {
		return mail, "", errors.New("the link does not lead to the case")
	}
	return casework.Letter{Subject: string(on.Notice.Kind), Body: on.Notice.ID}, on.Notice.ID, nil
}

// carrier carries letters one way; some addresses are wrong, and some letters are refused.
type carrier struct {
	w     *world
	reach complaint.Reach
}

var errRefused = errors.New("the letter was refused")

// Carry takes a letter. Of one notice it may come once (law 8).
func (c carrier) Carry(_ context.Context, l casework.Letter) (string, error) {
	w := c.w
	r := w.runs[w.writing.Ref.Case]
	unreachable := r.complain.unreachable && w.writing.To == complaint.ToComplainant
	if l.To == "" || unreachable || w.chance.happens(w.plan.Behaviour.MailFails) {
		return "", errRefused
	}
	if l.Body != w.writing.ID {
		w.broke(r, Letters, "the letter of notice %s says %s", w.writing.ID, l.Body)
	}
	w.carry(r, w.writing)
	return "proof", nil
}

func (w *world) carry(r *run, n complaint.Notice) {
	l := r.letter(n.ID)
	w.result.Letters++
	switch {
	case l == nil:
		w.broke(r, Letters, "notice %s, which nobody ordered, left", n.ID)
		return
	case l.carried > 0 && l.unproven:
		w.result.Doubled++ // the one window there is: it left, and the write that says so failed
	case l.carried > 0:
		w.broke(r, Letters, "notice %s, %s, left twice", n.ID, n.Kind)
	}
	l.carried++
	if l.carried == 1 {
		w.told(r, n)
	}
}

// allLeft checks that each notice left, or is a person's task (law 8).
func (w *world) allLeft(r *run, f *storetest.Folder) {
	for i := range r.letters {
		l := &r.letters[i]
		n := f.Notice(l.id)
		if n == nil {
			w.broke(r, Letters, "notice %s is lost", l.id)
			continue
		}
		left := l.carried > 0 && n.State == casework.Sent
		if !left && n.State != casework.Failed {
			w.broke(r, Letters, "notice %s, %s, left %d times and is %s", l.id, n.What.Kind, l.carried, n.State)
		}
	}
}
