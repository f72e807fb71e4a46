package storetest

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
)

// KeepingDue hands over the cases of a shard that were kept for long enough, the longest due first.
func (m *Memory) KeepingDue(_ context.Context, shard int, at time.Time, take func([]casework.DueItem) error) error {
	for batch := range slices.Chunk(m.keepingAt(shard, exact(at)), dueBatch) {
		if err := take(batch); err != nil {
			return err
		}
	}
	return nil
}

func (m *Memory) keepingAt(shard int, at time.Time) []casework.DueItem {
	m.mu.Lock()
	defer m.mu.Unlock()
	var due []*Folder
	for ref, f := range m.folders {
		if next := f.Head.NextKeeping(); m.shardOf(ref) == &m.dues[shard] && !next.IsZero() && !next.After(at) {
			due = append(due, f)
		}
	}
	slices.SortFunc(due, func(a, b *Folder) int {
		return cmp.Or(a.Head.NextKeeping().Compare(b.Head.NextKeeping()), cmp.Compare(a.ref.Case, b.ref.Case))
	})
	items := make([]casework.DueItem, len(due))
	for i, f := range due {
		items[i] = casework.DueItem{Ref: f.ref}
	}
	return items
}

// Forget takes a case's prints from under the keys of its complainant, and the purchases there.
func (m *Memory) Forget(_ context.Context, ref complaint.Ref, people []string, purchases bool) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, person := range people {
		at := printKey{ref.Tenant, person}
		m.prints[at] = slices.DeleteFunc(m.prints[at], func(p duplicate.Print) bool { return p.Case == ref.Case })
		if purchases {
			delete(m.purchases, at)
		}
	}
	return nil
}

// Replace puts what is left of notices and commits in their places.
func (m *Memory) Replace(_ context.Context, ref complaint.Ref, _ int, notices []complaint.Notice, commits []complaint.Commit) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	f := m.folder(ref)
	f.token = ""
	for _, left := range notices {
		if k := f.Notice(left.ID); k != nil {
			k.What = left
			if m.writes {
				k.text, _ = json.Marshal(left) //nolint:errchkjson // it was written before
			}
		}
	}
	for _, left := range commits {
		for _, kind := range casework.LedgersOf(left) {
			all := m.ledgers.entries[ledgerKey{ref.Tenant, kind}]
			for i, e := range all {
				if e.Case == ref.Case && e.At.Equal(left.At) {
					all[i] = complaint.Forgotten(e)
				}
			}
		}
		i := slices.IndexFunc(f.Commits, func(c complaint.Commit) bool { return c.Revision == left.Revision })
		if i < 0 {
			continue
		}
		f.Commits[i] = left
		if m.writes {
			f.commits[i], _ = json.Marshal(left) //nolint:errchkjson // it was written before
		}
	}
	return nil
}

// Remove takes the commits before one away, the notices and the token: in memory at once.
func (m *Memory) Remove(_ context.Context, ref complaint.Ref, before int, _ time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	f := m.folder(ref)
	f.token, f.Notices = "", nil
	gone := 0
	for gone < len(f.Commits) && f.Commits[gone].Revision < before {
		gone++
	}
	f.Commits = f.Commits[gone:]
	if m.writes {
		f.commits = f.commits[gone:]
	}
	return nil
}

// Standing answers where a case's commits stand in its tenant's log.
func (m *Memory) Standing(ctx context.Context, ref complaint.Ref) (leaves []int64, sums []string, err error) {
	place, err := m.Place(ctx, ref)
	for _, sum := range place.Sums {
		sums = append(sums, sum.String())
	}
	return place.Leaves, sums, err
}

// Holds says in which of the things that are kept a text stands, for tests of what is erased.
func (m *Memory) Holds(text string) (places []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for ref, f := range m.folders {
		for what, parts := range map[string][][]byte{"case": {f.head}, "commits": f.commits} {
			if slices.ContainsFunc(parts, func(part []byte) bool { return strings.Contains(string(part), text) }) {
				places = append(places, ref.Case+" "+what)
			}
		}
		for _, k := range f.Notices {
			if strings.Contains(string(k.text), text) {
				places = append(places, ref.Case+" notice "+k.What.ID)
			}
		}
	}
	return places
}
