package simulate

import (
	"cmp"
	"context"
	"slices"

	"redress/internal/casework"
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
