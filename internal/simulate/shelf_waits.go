package simulate

import (
	"cmp"
	"context"
	"slices"
	"time"

	"redress/internal/casework"
)

// Waits answers the pauses of a tenant that ended from one instant up to another.
func (s *shelf) Waits(_ context.Context, tenant string, from, until time.Time) ([]casework.Waited, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	waits := []casework.Waited{}
	for i, w := range s.waits {
		if s.waitsOf[i] == tenant && milli(w.To) >= milli(from) && milli(w.To) < milli(until) {
			waits = append(waits, w)
		}
	}
	slices.SortFunc(waits, func(a, b casework.Waited) int {
		return cmp.Or(a.To.Compare(b.To), cmp.Compare(a.Case, b.Case))
	})
	return waits, nil
}
