package casework_test

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// machines notes what is started and resumed. A token can be used once.
type machines struct {
	mu       sync.Mutex
	journeys map[string]int // starts, by the execution's name
	timers   map[string]casework.Timer
	gone     map[string]bool // tokens for which nobody waits any more
	resumed  []casework.Position
	down     error // what every call fails with
}

func newMachines() *machines {
	return &machines{journeys: map[string]int{}, timers: map[string]casework.Timer{}, gone: map[string]bool{}}
}

func nameOf(ref complaint.Ref, revision int) string { return fmt.Sprintf("%s-%d", ref.Case, revision) }

func (m *machines) StartJourney(_ context.Context, ref complaint.Ref, revision int) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.down == nil {
		m.journeys[nameOf(ref, revision)]++
	}
	return m.down
}

func (m *machines) StartTimer(_ context.Context, t casework.Timer) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.down == nil {
		m.timers[nameOf(t.Ref, t.Timer)] = t
	}
	return m.down
}

func (m *machines) Resume(_ context.Context, token string, p casework.Position) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.down != nil {
		return m.down
	}
	if m.gone[token] {
		return casework.ErrNoWaiter
	}
	m.gone[token] = true
	m.resumed = append(m.resumed, p)
	return nil
}

// carrier notes what it carries, and can be out of order.
type carrier struct {
	name  string
	mu    sync.Mutex
	sent  []casework.Letter
	tries int
	down  error
}

func newCarrier(name string) *carrier { return &carrier{name: name} }

var errDown = errors.New("out of order")

func (k *carrier) Carry(_ context.Context, l casework.Letter) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.tries++
	if k.down != nil {
		return "", k.down
	}
	k.sent = append(k.sent, l)
	return fmt.Sprintf("%s-%d", k.name, len(k.sent)), nil
}

// letters is what was carried so far.
func (k *carrier) letters() []casework.Letter {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.sent
}

// writer writes the kind of a notice, its id, and its link.
type writer struct{ fails error }

func (k *writer) Write(o casework.Occasion) (casework.Letter, string, error) {
	letter := casework.Letter{Subject: string(o.Notice.Kind), Body: "mail " + o.Notice.ID + " " + o.Link}
	return letter, "sms " + o.Notice.ID + " " + o.Link, k.fails
}
