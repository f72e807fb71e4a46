package simulate

import (
	"context"
	"slices"
	"time"

	"redress/internal/casework"
)

// dueBatch is how many items are handed over at once.
const dueBatch = 200

// place is where something stands in the due index: an instant in milliseconds, zero for nowhere. An entry of the index
// that knows an older version is out of date.
type place struct {
	at      int64
	version int
}

// dueEntry is an entry of the due index: a case, or one of its notices.
type dueEntry struct {
	place
	folder *folder
	notice int // -1: the case itself
}

// Before orders entries, the longest overdue first.
func (e dueEntry) Before(other dueEntry) bool {
	switch {
	case e.at != other.at:
		return e.at < other.at
	case e.folder.n != other.folder.n:
		return e.folder.n < other.folder.n
	}
	return e.notice < other.notice
}

// holds says whether the entry is up to date.
func (e dueEntry) holds() bool {
	if e.notice < 0 {
		return e.folder.check == e.place
	}
	return e.notice < len(e.folder.notices) && e.folder.notices[e.notice].due == e.place
}

func (e dueEntry) item() casework.DueItem {
	item := casework.DueItem{Ref: e.folder.ref}
	if e.notice >= 0 {
		item.Notice = e.folder.notices[e.notice].what.ID
	}
	return item
}

// wait puts a case or a notice into the index at an instant, or takes it out.
func (s *shelf) wait(p *place, f *folder, notice int, at int64) {
	if p.at == at {
		return
	}
	*p = place{at, p.version + 1}
	if at != 0 {
		s.dues.push(dueEntry{*p, f, notice})
	}
}

// nextDue is the earliest instant at which anything is due; zero: nothing ever is.
func (s *shelf) nextDue() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.dues) > 0 {
		if s.dues[0].holds() {
			return s.dues[0].at
		}
		s.dues.pop()
	}
	return 0
}

// Shards is the number of parts of the due index: in a simulation one tenant has one.
func (s *shelf) Shards() int { return 1 }

// Due hands over everything that is due, the longest overdue first.
func (s *shelf) Due(ctx context.Context, _ int, at time.Time, take func([]casework.DueItem) error) error {
	for batch := range slices.Chunk(s.dueAt(at.UnixMilli()), dueBatch) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := take(batch); err != nil {
			return err
		}
	}
	return nil
}

func (s *shelf) dueAt(at int64) []casework.DueItem {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []dueEntry
	for len(s.dues) > 0 && s.dues[0].at <= at {
		if e := s.dues.pop(); e.holds() {
			found = append(found, e)
		}
	}
	items := make([]casework.DueItem, len(found))
	for i, e := range found {
		items[i] = e.item()
		s.dues.push(e)
	}
	return items
}
