package storetest

import (
	"cmp"
	"context"
	"slices"
	"time"

	"redress/internal/casework"
)

// Judgements answers what people said of the machine's readings of a tenant from one instant up to another.
func (m *Memory) Judgements(_ context.Context, tenant string, from, until time.Time) ([]casework.Judgement, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	found := []casework.Judgement{}
	for _, j := range m.judged[tenant] {
		if !exact(j.At).Before(exact(from)) && exact(j.At).Before(exact(until)) {
			found = append(found, j)
		}
	}
	slices.SortFunc(found, func(a, b casework.Judgement) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Case, b.Case))
	})
	return found, nil
}
