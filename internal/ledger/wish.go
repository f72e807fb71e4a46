package ledger

import "redress/internal/complaint"

// Commit is a commit to be entered.
type Commit struct {
	Ref      complaint.Ref
	Revision int
	Data     []byte // as it was stored; nil: to be read
}

// wish is what is to be entered of one case.
type wish struct {
	ref     complaint.Ref
	last    int            // the newest commit that was named
	given   map[int][]byte // what was given along, the first that came of each
	entered int            // how many are in the log
}

// gather puts together what is wanted of each case, in the order in which the cases are first named.
func gather(wanted []Commit) []*wish {
	var cases []*wish
	of := map[complaint.Ref]*wish{}
	for _, c := range wanted {
		w := of[c.Ref]
		if w == nil {
			w = &wish{ref: c.Ref, given: map[int][]byte{}}
			of[c.Ref], cases = w, append(cases, w)
		}
		w.last = max(w.last, c.Revision)
		if c.Data != nil && w.given[c.Revision] == nil {
			w.given[c.Revision] = c.Data
		}
	}
	return cases
}

// complete says whether everything that is missing was given along.
func (w *wish) complete() bool {
	for revision := w.entered + 1; revision <= w.last; revision++ {
		if w.given[revision] == nil {
			return false
		}
	}
	return true
}
