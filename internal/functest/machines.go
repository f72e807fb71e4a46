package functest

import (
	"context"
	"fmt"
	"sync"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Machines notes what is started and resumed. A token can be used once.
type Machines struct {
	Journeys map[string]int            // starts, by the execution's name
	Timers   map[string]casework.Timer // by the execution's name
	Gone     map[string]bool           // tokens for which nobody waits any more
	Resumed  []casework.Position
	Down     error // what every call fails with

	mu sync.Mutex
}

// NewMachines are machines that were asked nothing yet.
func NewMachines() *Machines {
	return &Machines{Journeys: map[string]int{}, Timers: map[string]casework.Timer{}, Gone: map[string]bool{}}
}

// Execution is the name under which a journey or a timer of a case is started.
func Execution(ref complaint.Ref, revision int) string {
	return fmt.Sprintf("%s-%d", ref.Case, revision)
}

// StartJourney notes a start.
func (m *Machines) StartJourney(_ context.Context, p casework.Position, revision int) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.Down == nil {
		m.Journeys[Execution(p.Ref, revision)]++
	}
	return m.Down
}

// Started is how many journeys were started, counting one again for each time.
func (m *Machines) Started() (n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, times := range m.Journeys {
		n += times
	}
	return n
}

// StartTimer notes a timer.
func (m *Machines) StartTimer(_ context.Context, t casework.Timer) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.Down == nil {
		m.Timers[Execution(t.Ref, t.Timer)] = t
	}
	return m.Down
}

// StopTimer notes that a timer sleeps no more.
func (m *Machines) StopTimer(_ context.Context, t casework.Timer) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.Down == nil {
		delete(m.Timers, Execution(t.Ref, t.Timer))
	}
	return m.Down
}

// Resume notes where whoever waits with the token goes on.
func (m *Machines) Resume(_ context.Context, token string, p casework.Position) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.Down != nil {
		return m.Down
	}
	if m.Gone[token] {
		return casework.ErrNoWaiter
	}
	m.Gone[token] = true
	m.Resumed = append(m.Resumed, p)
	return nil
}
