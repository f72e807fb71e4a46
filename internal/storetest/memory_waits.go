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
	return between(m.waits[tenant], from, until, func(w casework.Waited) (time.Time, string) { return w.To, w.Case }), nil
}

// between are those of an instant from one up to another, in the order of their instants and, at the same one, of their cases.
func between[T any](all []T, from, until time.Time, place func(T) (at time.Time, inCase string)) []T {
	found := []T{}
	for _, one := range all {
		if at, _ := place(one); !exact(at).Before(exact(from)) && exact(at).Before(exact(until)) {
			found = append(found, one)
		}
	}
	slices.SortFunc(found, func(a, b T) int {
		at, inCase := place(a)
		other, inOther := place(b)
		return cmp.Or(at.Compare(other), cmp.Compare(inCase, inOther))
	})
	return found
}
