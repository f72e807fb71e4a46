package storetest

import (
	"context"
	"time"

	"redress/internal/casework"
)

// Judgements answers what people said of the machine's readings of a tenant from one instant up to another.
func (m *Memory) Judgements(_ context.Context, tenant string, from, until time.Time) ([]casework.Judgement, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return between(m.judged[tenant], from, until, func(j casework.Judgement) (time.Time, string) { return j.At, j.Case }), nil
}
