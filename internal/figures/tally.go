package figures

import "sync"

// Tally is what was asked of DynamoDB on behalf of one tenant.
type Tally struct {
	Requests   int
	Refused    int // of them, by a condition
	Shared     int // of them, for the tenant's own record and policy, which all its cases share
	WriteUnits int
	ReadUnits  float64
	ByName     map[string]int // requests by their kind
	ByItem     map[string]int // write units by what was written
}

// ledger is the tallies of all tenants.
type ledger struct {
	mu      sync.Mutex
	tallies map[string]*Tally
}

// note changes a tenant's tally.
func (l *ledger) note(tenant string, change func(*Tally)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	t, known := l.tallies[tenant]
	if !known {
		t = &Tally{ByName: map[string]int{}, ByItem: map[string]int{}}
		l.tallies[tenant] = t
	}
	change(t)
}

// of is a tenant's tally as it is now.
func (l *ledger) of(tenant string) Tally {
	l.mu.Lock()
	defer l.mu.Unlock()
	if t, known := l.tallies[tenant]; known {
		return *t
	}
	return Tally{}
}
