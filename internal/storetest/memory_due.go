package storetest

import (
	"container/heap"
	"context"
	"hash/fnv"
	"slices"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// shards is the number of parts of the due index where it has more than one, and dueBatch how many items of one are
// handed over at once.
const (
	shards   = 4
	dueBatch = 200
)

// place is where something stands in the due index: an instant, zero for nowhere. An entry of the index that knows
// another version is out of date.
type place struct {
	at      time.Time
	version int
}

// dueEntry is an entry of the due index: a case, or one of its notices.
type dueEntry struct {
	place
	folder *Folder
	notice int // theCase: the case itself
}

const theCase = -1

// before orders entries, the longest overdue first.
func (e dueEntry) before(other dueEntry) bool {
	switch {
	case !e.at.Equal(other.at):
		return e.at.Before(other.at)
	case e.folder.n != other.folder.n:
		return e.folder.n < other.folder.n
	}
	return e.notice < other.notice
}

// holds says whether the entry is up to date.
func (e dueEntry) holds() bool {
	if e.notice == theCase {
		return e.folder.check.version == e.version
	}
	return e.notice < len(e.folder.Notices) && e.folder.Notices[e.notice].due.version == e.version
}

func (e dueEntry) item() casework.DueItem {
	item := casework.DueItem{Ref: e.folder.ref}
	if e.notice != theCase {
		item.Notice = e.folder.Notices[e.notice].What.ID
	}
	return item
}

// shard is a part of the due index, a heap.
type shard []dueEntry

func (s shard) Len() int           { return len(s) }
func (s shard) Less(i, j int) bool { return s[i].before(s[j]) }
func (s shard) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }

// Push is called by package heap only, as is Pop.
func (s *shard) Push(e any) { *s = append(*s, e.(dueEntry)) } //nolint:forcetypeassert // entries are all that is put in

// Pop lets go of the folder of the last entry.
func (s *shard) Pop() any {
	last := len(*s) - 1
	e := (*s)[last]
	(*s)[last] = dueEntry{}
	*s = (*s)[:last]
	return e
}

// Shards is the number of parts of the due index.
func (m *Memory) Shards() int { return len(m.dues) }

// shardOf is the part of the index in which a case and its notices are.
func (m *Memory) shardOf(ref complaint.Ref) *shard {
	if len(m.dues) == 1 {
		return &m.dues[0]
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(ref.Tenant + "#" + ref.Case))
	return &m.dues[h.Sum32()%shards]
}

// wait puts a case or a notice into the index at an instant, or takes it out. The caller holds the lock.
func (m *Memory) wait(p *place, f *Folder, notice int, at time.Time) {
	if at = exact(at); p.at.Equal(at) {
		return
	}
	*p = place{at, p.version + 1}
	if !at.IsZero() {
		heap.Push(m.shardOf(f.ref), dueEntry{*p, f, notice})
	}
}

// Recheck has the index hold a case at another instant than the case says.
func (m *Memory) Recheck(f *Folder, at time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.wait(&f.check, f, theCase, at)
}

// Check is the instant at which the index holds the case; zero: it does not.
func (f *Folder) Check() time.Time { return f.check.at }

// NextDue is the earliest instant at which anything is due; zero: nothing ever is.
func (m *Memory) NextDue() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	var next time.Time
	for i := range m.dues {
		part := &m.dues[i]
		for len(*part) > 0 && !(*part)[0].holds() {
			heap.Pop(part)
		}
		if len(*part) > 0 && (next.IsZero() || (*part)[0].at.Before(next)) {
			next = (*part)[0].at
		}
	}
	return next
}

// Due hands over everything in a shard that is due, the longest overdue first.
func (m *Memory) Due(ctx context.Context, shard int, at time.Time, take func([]casework.DueItem) error) error {
	for batch := range slices.Chunk(m.dueAt(shard, exact(at)), dueBatch) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := take(batch); err != nil {
			return err
		}
	}
	return nil
}

func (m *Memory) dueAt(shard int, at time.Time) []casework.DueItem {
	m.mu.Lock()
	defer m.mu.Unlock()
	part := &m.dues[shard]
	var found []dueEntry
	for len(*part) > 0 && !(*part)[0].at.After(at) {
		if e := heap.Pop(part).(dueEntry); e.holds() { //nolint:forcetypeassert // entries are all that was put in
			found = append(found, e)
		}
	}
	items := make([]casework.DueItem, len(found))
	for i, e := range found {
		items[i] = e.item()
		heap.Push(part, e)
	}
	return items
}
