package simulate

import (
	"cmp"
	"context"
	"slices"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
)

// Prints answers the newest prints that were kept under a key.
func (s *shelf) Prints(_ context.Context, tenant, key string) ([]duplicate.Print, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	page := []duplicate.Print{}
	for i, m := range s.marks {
		if s.marksOf[i] == tenant && slices.Contains(m.People(), key) {
			page = append(page, m.Print)
		}
	}
	slices.SortFunc(page, func(a, b duplicate.Print) int {
		return cmp.Or(b.ReceivedAt.Compare(a.ReceivedAt), cmp.Compare(b.Case, a.Case))
	})
	return page[:min(len(page), casework.PrintPage)], nil
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
