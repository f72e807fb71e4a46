package storetest

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"redress/internal/casework"
)

type askedKey struct{ tenant, day string }

// CountAsked counts a question.
func (m *Memory) CountAsked(_ context.Context, tenant string, at time.Time, entry string) error {
	m.count(tenant, at, func(a *casework.Asked) {
		a.Asked++
		if entry != "" {
			a.Answered++
			e := a.Entries[entry]
			e.Answered++
			a.Entries[entry] = e
		}
	})
	return nil
}

// CountGoneOn counts a complaint that was filed after an answer.
func (m *Memory) CountGoneOn(_ context.Context, tenant string, at time.Time, entry string) error {
	m.count(tenant, at, func(a *casework.Asked) {
		a.GoneOn++
		e := a.Entries[entry]
		e.GoneOn++
		a.Entries[entry] = e
	})
	return nil
}

// count changes a day's counters.
func (m *Memory) count(tenant string, at time.Time, change func(*casework.Asked)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := askedKey{tenant, casework.AskedDay(at)}
	if m.asked[key] == nil {
		m.asked[key] = &casework.Asked{Day: key.day, Entries: map[string]casework.AskedEntry{}}
	}
	change(m.asked[key])
}

// Asked answers the days in which something was counted.
func (m *Memory) Asked(_ context.Context, tenant string, from, until time.Time) ([]casework.Asked, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	days := []casework.Asked{}
	for key, a := range m.asked {
		if key.tenant == tenant && key.day >= casework.AskedDay(from) && key.day <= casework.AskedDay(until.Add(-1)) {
			day := *a
			day.Entries = maps.Clone(a.Entries)
			days = append(days, day)
		}
	}
	slices.SortFunc(days, func(a, b casework.Asked) int { return cmp.Compare(a.Day, b.Day) })
	return days, nil
}
