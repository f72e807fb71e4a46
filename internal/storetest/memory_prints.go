package storetest

import (
	"cmp"
	"context"
	"slices"

	"redress/internal/casework"
	"redress/internal/duplicate"
)

type printKey struct{ tenant, key string }

// mark keeps a print under each of its complainant's keys. The caller holds the lock.
func (m *Memory) mark(tenant string, mark casework.Mark) {
	mark.ReceivedAt = exact(mark.ReceivedAt)
	for _, key := range mark.People() {
		at := printKey{tenant, key}
		m.prints[at] = append(m.prints[at], mark.Print)
	}
}

// Prints answers the newest prints that were kept under a key.
func (m *Memory) Prints(_ context.Context, tenant, key string) ([]duplicate.Print, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return newest(m.prints[printKey{tenant, key}]), nil
}

// newest is a page of prints, the newest first.
func newest(kept []duplicate.Print) []duplicate.Print {
	page := append([]duplicate.Print{}, kept...)
	slices.SortFunc(page, func(a, b duplicate.Print) int {
		return cmp.Or(b.ReceivedAt.Compare(a.ReceivedAt), cmp.Compare(b.Case, a.Case))
	})
	return page[:min(len(page), casework.PrintPage)]
}
