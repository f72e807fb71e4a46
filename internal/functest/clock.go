package functest

import (
	"sync"
	"time"
)

// Clock is a clock that stands still until it is moved.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// NewClock is a clock that shows a time.
func NewClock(at time.Time) *Clock { return &Clock{at: at} }

// Now is what the clock shows.
func (k *Clock) Now() time.Time {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.at
}

// Set makes it another time.
func (k *Clock) Set(at time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.at = at
}

// Pass makes it later.
func (k *Clock) Pass(d time.Duration) { k.Set(k.Now().Add(d)) }
