package simulate

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
func (s *shelf) mark(tenant string, m casework.Mark) {
	for _, key := range m.People() {
		at := printKey{tenant, key}
		s.prints[at] = append(s.prints[at], m.Print)
		slices.SortFunc(s.prints[at], func(a, b duplicate.Print) int {
			return cmp.Or(a.ReceivedAt.Compare(b.ReceivedAt), cmp.Compare(a.Case, b.Case))
		})
	}
}

// Prints answers the newest prints that were kept under a key.
func (s *shelf) Prints(_ context.Context, tenant, key string) ([]duplicate.Print, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	page := []duplicate.Print{}
	for _, p := range slices.Backward(s.prints[printKey{tenant, key}]) {
		if page = append(page, p); len(page) == casework.PrintPage {
			break
		}
	}
	return page, nil
}

// Opening answers how a case began, and what it is now.
func (s *shelf) Opening(ctx context.Context, ref complaint.Ref) (complaint.Case, *complaint.Filed, error) {
	c, err := s.Case(ctx, ref)
	if err != nil {
		return complaint.Case{}, nil, err
	}
	filed, err := casework.OpeningOf(s.peek(ref).commits[0])
	return c, filed, err
}
