package storetest

import (
	"context"
	"maps"

	"redress/internal/assign"
	"redress/internal/casework"
)

type loadKey struct{ tenant, user string }

// full says whether somebody has as many cases as they can have. The caller holds the lock.
func (m *Memory) full(changes []casework.Change) bool {
	for _, s := range casework.LoadSums(changes) {
		if s.Refused(m.loads[loadKey{changes[0].After.Tenant, s.User}]) {
			return true
		}
	}
	return false
}

// bear adds to what everybody has. The caller holds the lock.
func (m *Memory) bear(changes []casework.Change) {
	for _, s := range casework.LoadSums(changes) {
		at := loadKey{changes[0].After.Tenant, s.User}
		if m.loads[at] == nil {
			m.loads[at] = assign.Load{}
		}
		for g, by := range s.By {
			m.loads[at][g] += by
		}
	}
}

// Loads answers what everybody of a tenant's staff has.
func (m *Memory) Loads(_ context.Context, tenant string) (map[string]assign.Load, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := map[string]assign.Load{}
	for at, has := range m.loads {
		if at.tenant == tenant {
			all[at.user] = assign.Load{}
			for g, n := range has {
				if n > 0 {
					all[at.user][g] = n
				}
			}
		}
	}
	return all, nil
}

// PutLoad writes what somebody has anew.
func (m *Memory) PutLoad(_ context.Context, tenant, user string, has assign.Load) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.loads[loadKey{tenant, user}] = maps.Clone(has)
	return nil
}
