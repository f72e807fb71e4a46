package simulate

import (
	"fmt"
	"hash"
	"hash/fnv"
	"slices"

	"redress/internal/complaint"
)

// settle takes a case off the shelf when it is closed and nothing will happen to it any more.
func (w *world) settle(r *run) {
	if r.pending > 0 || r.ref.Case == "" {
		return
	}
	f := w.shelf.peek(r.ref)
	if f == nil {
		return
	}
	if f.head.Phase == complaint.Joint {
		if whole := w.runs[f.head.Union.Into]; whole != nil {
			w.settle(whole)
			return
		}
	}
	if !w.over(&f.head) || w.partsGoOn(f.head.Absorbed) || slices.ContainsFunc(f.notices, func(n notice) bool { return n.due.at != 0 }) {
		return
	}
	parts := f.head.Absorbed
	w.final(r, f)
	delete(w.runs, r.ref.Case)
	w.shelf.drop(r.ref)
	for _, part := range parts {
		if other := w.runs[part.Case]; other != nil {
			w.settle(other)
		}
	}
}

// partsGoOn says whether anything will still happen to a case that is a part of another.
func (w *world) partsGoOn(parts []complaint.Absorbed) bool {
	return slices.ContainsFunc(parts, func(a complaint.Absorbed) bool {
		other := w.runs[a.Case]
		return other != nil && other.pending > 0
	})
}

// over says whether nothing can happen to a case any more: it is closed, or a part of one that is off the shelf.
func (w *world) over(c *complaint.Case) bool {
	return c.Phase == complaint.Closed || c.Phase == complaint.Joint && w.runs[c.Union.Into] == nil
}

// final is the last check of a case.
func (w *world) final(r *run, f *folder) {
	w.allLeft(r, f)
	w.rebuilt(r, f, f.commits)
	if r.n%readBackOf == 0 {
		back, err := readBack(f.commits)
		if err != nil {
			w.broke(r, Rebuilt, "the record cannot be read back: %v", err)
		}
		w.rebuilt(r, f, back)
	}
	for _, j := range r.journeys {
		if !j.ended && j.token == "" {
			w.broke(r, Stillness, "the journey of revision %d hangs at %s", j.revision, j.at.Phase)
		}
		if j.token != "" {
			delete(w.hands, j.token)
			w.result.Waiting++
		}
	}
	for _, t := range r.timers {
		if !t.ended {
			w.broke(r, Stillness, "the timer of revision %d sleeps until %s", t.Timer.Timer, t.Until)
		}
	}
	w.result.add(w, r, f)
}

// end checks that nothing is left when nothing will happen any more.
func (w *world) end() {
	w.wholeIndex()
	for _, r := range w.runs {
		if f := w.shelf.peek(r.ref); f != nil {
			w.allLeft(r, f)
			w.broke(r, Answers, "nothing will happen any more, and the case is %s", f.head.Phase)
		}
	}
}

// digest sums up what happened to a case, without its made-up reference.
func digest(f *folder) uint64 {
	h := fnv.New64a()
	for _, m := range f.commits {
		fmt.Fprint(h, m.Revision, m.At.UnixMilli(), m.Actor.ID, m.Command, len(m.Events))
	}
	for i := range f.notices {
		sumNotice(h, &f.notices[i])
	}
	for _, k := range f.head.Clocks {
		fmt.Fprint(h, k.ID, k.Due.UnixMilli(), k.MetAt.UnixMilli(), k.Fired)
	}
	fmt.Fprint(h, f.head.Outcome)
	return h.Sum64()
}

func sumNotice(h hash.Hash64, n *notice) {
	fmt.Fprint(h, n.what.Kind, n.what.To, n.state, n.tries, n.sentAt)
}
