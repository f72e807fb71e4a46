package simulate

import (
	"fmt"
	"hash"
	"hash/fnv"
	"slices"

	"redress/internal/complaint"
	"redress/internal/storetest"
)

// settle takes a case off the shelf when it is closed and nothing will happen to it any more.
func (w *world) settle(r *run) {
	if r.pending > 0 || r.ref.Case == "" {
		return
	}
	f := w.shelf.Folder(r.ref)
	if f == nil {
		return
	}
	if f.Head.Phase == complaint.Joint {
		if whole := w.runs[f.Head.Union.Into]; whole != nil {
			w.settle(whole)
			return
		}
	}
	if !w.over(&f.Head) || w.partsGoOn(f.Head.Absorbed) || slices.ContainsFunc(f.Notices, func(n storetest.Kept) bool { return n.Waits() }) {
		return
	}
	parts := f.Head.Absorbed
	w.final(r, f)
	delete(w.runs, r.ref.Case)
	w.shelf.Drop(r.ref)
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
func (w *world) final(r *run, f *storetest.Folder) {
	w.allLeft(r, f)
	w.rebuilt(r, f, f.Commits)
	if r.n%readBackOf == 0 {
		back, err := readBack(f.Commits)
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
		if f := w.shelf.Folder(r.ref); f != nil {
			w.allLeft(r, f)
			w.broke(r, Answers, "nothing will happen any more, and the case is %s", f.Head.Phase)
		}
	}
}

// digest sums up what happened to a case, without its made-up reference.
func digest(f *storetest.Folder) uint64 {
	h := fnv.New64a()
	for _, m := range f.Commits {
		fmt.Fprint(h, m.Revision, m.At.UnixMilli(), m.Actor.ID, m.Command, len(m.Events))
	}
	for i := range f.Notices {
		sumNotice(h, &f.Notices[i])
	}
	for _, k := range f.Head.Clocks {
		fmt.Fprint(h, k.ID, k.Due.UnixMilli(), k.MetAt.UnixMilli(), k.Fired)
	}
	fmt.Fprint(h, f.Head.Outcome)
	return h.Sum64()
}

func sumNotice(h hash.Hash64, n *storetest.Kept) {
	fmt.Fprint(h, n.What.Kind, n.What.To, n.State, n.Tries, milli(n.At))
}
