package storetest

import (
	"context"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// shards is the number of parts of the due index, and dueBatch how many items of one are handed over at once.
const (
	shards   = 4
	dueBatch = 200
)

// Shards is the number of parts of the due index.
func (m *Memory) Shards() int { return shards }

func shardOf(ref complaint.Ref) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(ref.Tenant + "#" + ref.Case))
	return int(h.Sum32() % shards)
}

// isDue says whether something that waits for an instant has reached it; what waits for none never has.
func isDue(due, at time.Time) bool { return !due.IsZero() && !due.After(exact(at)) }

// Due hands over everything in a shard that is due, the longest overdue first.
func (m *Memory) Due(ctx context.Context, shard int, at time.Time, take func([]casework.DueItem) error) error {
	for batch := range slices.Chunk(m.dueAt(shard, at), dueBatch) {
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
	var found []waitingItem
	for ref, f := range m.folders {
		if shardOf(ref) == shard {
			found = append(found, f.due(ref, at)...)
		}
	}
	slices.SortFunc(found, waitingItem.compare)
	items := make([]casework.DueItem, len(found))
	for i, w := range found {
		items[i] = w.item
	}
	return items
}

// waitingItem is an entry of the due index.
type waitingItem struct {
	at   time.Time
	item casework.DueItem
}

func (w waitingItem) compare(other waitingItem) int {
	if c := w.at.Compare(other.at); c != 0 {
		return c
	}
	return strings.Compare(w.item.Ref.Case+w.item.Notice, other.item.Ref.Case+other.item.Notice)
}

// due lists what of a folder is due.
func (f *folder) due(ref complaint.Ref, at time.Time) []waitingItem {
	var found []waitingItem
	if isDue(f.check, at) {
		found = append(found, waitingItem{f.check, casework.DueItem{Ref: ref}})
	}
	for id, n := range f.notices {
		if isDue(n.due, at) {
			found = append(found, waitingItem{n.due, casework.DueItem{Ref: ref, Notice: id}})
		}
	}
	return found
}
