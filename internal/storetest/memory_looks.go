package storetest

import (
	"context"
	"slices"
	"time"

	"redress/internal/casework"
)

// PutLook writes down that somebody looked at what is confidential.
func (m *Memory) PutLook(_ context.Context, tenant string, l casework.Look) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !slices.Contains(m.looks[tenant], l) {
		m.looks[tenant] = append(m.looks[tenant], l)
	}
	return nil
}

// Looks answers the looks of a tenant from one instant up to another.
func (m *Memory) Looks(_ context.Context, tenant string, from, until time.Time) ([]casework.Look, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return between(m.looks[tenant], from, until, func(l casework.Look) (time.Time, string) { return l.At, l.By.ID + "#" + l.Case }), nil
}
