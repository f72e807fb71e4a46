package storetest

import (
	"cmp"
	"context"
	"slices"
	"time"

	"redress/internal/casework"
)

// Waits answers the pauses of a tenant that ended from one instant up to another.
func (m *Memory) Waits(_ context.Context, tenant string, from, until time.Time) ([]casework.Waited, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	waits := []casework.Waited{}
	for _, w := range m.waits[tenant] {
		if !exact(w.To).Before(exact(from)) && exact(w.To).Before(exact(until)) {
			waits = append(waits, w)
		}
	}
	slices.SortFunc(waits, func(a, b casework.Waited) int {
		return cmp.Or(a.To.Compare(b.To), cmp.Compare(a.Case, b.Case))
	})
	return waits, nil
}
