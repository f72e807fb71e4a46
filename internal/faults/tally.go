package faults

import "sync"

// Tally counts what was done to the calls.
type Tally struct {
	mu     sync.Mutex
	counts map[Service]*Counts
}

// Counts are the calls of one service and the faults among them.
type Counts struct {
	Requests int // each try of the SDK is one
	Calls    int // each is one however often it is tried
	Hit      int // of the calls
	Faults   map[Kind]int
}

func newTally() *Tally { return &Tally{counts: map[Service]*Counts{}} }

func (t *Tally) count(c call, k Kind, first bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := t.counts[c.service]
	if n == nil {
		n = &Counts{Faults: map[Kind]int{}}
		t.counts[c.service] = n
	}
	n.Requests++
	if first {
		n.Calls++
	}
	if k == Fine {
		return
	}
	n.Faults[k]++
	if first && k != Slow {
		n.Hit++
	}
}

// Of are the counts of a service.
func (t *Tally) Of(s Service) Counts {
	t.mu.Lock()
	defer t.mu.Unlock()
	if n := t.counts[s]; n != nil {
		return *n
	}
	return Counts{Faults: map[Kind]int{}}
}
