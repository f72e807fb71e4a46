package storetest

import (
	"context"
	"time"

	"redress/internal/casework"
)

// Closings answers what is kept of the cases of a tenant that closed from one instant up to another.
func (m *Memory) Closings(_ context.Context, tenant string, from, until time.Time) ([]casework.Closing, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return between(m.closings[tenant], from, until, func(c casework.Closing) (time.Time, string) { return c.At, c.Case }), nil
}
