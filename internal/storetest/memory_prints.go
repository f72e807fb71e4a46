package storetest

import (
	"cmp"
	"context"
	"slices"

	"redress/internal/casework"
	"redress/internal/complaint"
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

// Person answers what is kept under a key.
func (m *Memory) Person(_ context.Context, tenant, key string) (casework.Person, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	at := printKey{tenant, key}
	p := casework.Person{Prints: newest(m.prints[at])}
	if bought, is := m.purchases[at]; is {
		p.Purchases = &bought
	}
	return p, nil
}

// PutPurchases keeps a customer's purchases under a key.
func (m *Memory) PutPurchases(_ context.Context, tenant, key string, p complaint.Purchases) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	p.Last = exact(p.Last)
	m.purchases[printKey{tenant, key}] = p
	return nil
}

// newest is a page of prints, the newest first.
func newest(kept []duplicate.Print) []duplicate.Print {
	page := append([]duplicate.Print{}, kept...)
	slices.SortFunc(page, func(a, b duplicate.Print) int {
		return cmp.Or(b.ReceivedAt.Compare(a.ReceivedAt), cmp.Compare(b.Case, a.Case))
	})
	return page[:min(len(page), casework.PrintPage)]
}
