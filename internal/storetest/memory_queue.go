package storetest

import (
	"context"
	"slices"
	"strings"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// stamp is an instant that sorts as text; never stands for none, after all others.
const (
	stamp = "2006-01-02T15:04:05.000Z"
	never = "9999"
)

// line is a case's place in the queue.
type line struct {
	key   string // the next deadline and the case
	brief casework.Brief
}

func lineOf(c complaint.Case) line {
	b, due := casework.BriefOf(c), never
	if !b.Due.IsZero() {
		due = b.Due.UTC().Format(stamp)
	}
	return line{key: due + "#" + c.ID, brief: b}
}

// Queue answers a page of a tenant's open cases. A page that is full names a next one even if nothing follows, as the database does
// it.
func (m *Memory) Queue(_ context.Context, tenant string, want casework.Want) (casework.QueuePage, error) {
	if want.Limit < 1 {
		return casework.QueuePage{}, complaint.Errorf(complaint.Unavailable, "the limit must be 1 or more")
	}
	after, err := want.After(tenant)
	if err != nil {
		return casework.QueuePage{}, err
	}
	page := casework.QueuePage{Cases: []casework.Brief{}}
	for _, l := range m.lines(tenant, after) {
		if !want.Takes(l.brief) {
			continue
		}
		page.Cases = append(page.Cases, l.brief)
		if len(page.Cases) == want.Limit {
			page.Next = want.CursorAt(tenant, l.key)
			break
		}
	}
	return page, nil
}

// lines are a tenant's open cases in their order, from behind a key.
func (m *Memory) lines(tenant, after string) []line {
	m.mu.Lock()
	defer m.mu.Unlock()
	var lines []line
	for ref, f := range m.folders {
		if ref.Tenant != tenant || f.Head.Revision == 0 || !f.Head.Open() {
			continue
		}
		if l := lineOf(f.Head); l.key > after {
			lines = append(lines, l)
		}
	}
	slices.SortFunc(lines, func(a, b line) int { return strings.Compare(a.key, b.key) })
	return lines
}
