package storetest

import (
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"redress/internal/assign"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
)

// Memory is a store in memory.
type Memory struct {
	// Stream is told of each notice that becomes pending, once the write has taken place. It is to be set before
	// the store is used; nil: nobody listens.
	Stream func(casework.NoticeRef)
	// Shares has a shelf hand out its cases without a copy: quick, if nobody writes to what they read.
	Shares bool

	writes    bool // everything is kept as JSON too, and read from that
	mu        sync.Mutex
	folders   map[complaint.Ref]*Folder
	opened    int
	dues      []shard
	requests  map[requestKey]request
	tenants   map[string]enrolled
	documents map[documentKey][]byte
	waits     map[string][]casework.Waited    // by tenant
	judged    map[string][]casework.Judgement // by tenant
	closings  map[string][]casework.Closing   // by tenant
	prints    map[printKey][]duplicate.Print
	asked     map[askedKey]*casework.Asked
	purchases map[printKey]complaint.Purchases
	looks     map[string][]casework.Look // by tenant
	acts      map[string][]casework.Act  // by tenant
	logs      map[string]*keptLog        // by tenant
	loads     map[loadKey]assign.Load
	ledgers   ledgers
}

var _ Store = (*Memory)(nil)

// NewMemory makes an empty store. It gives everything as it comes back from JSON, so that nothing it took or gave is
// shared with anybody, and it divides its due index as the database does.
func NewMemory() *Memory {
	m := newMemory(shards)
	m.writes = true
	return m
}

// NewShelf makes an empty store for many cases: it keeps values and writes nothing out, and what is due is in one place.
// Cases that are over can be taken off it.
func NewShelf() *Memory { return newMemory(1) }

func newMemory(parts int) *Memory {
	return &Memory{
		folders:   map[complaint.Ref]*Folder{},
		dues:      make([]shard, parts),
		requests:  map[requestKey]request{},
		tenants:   map[string]enrolled{},
		documents: map[documentKey][]byte{},
		waits:     map[string][]casework.Waited{},
		judged:    map[string][]casework.Judgement{},
		closings:  map[string][]casework.Closing{},
		prints:    map[printKey][]duplicate.Print{},
		asked:     map[askedKey]*casework.Asked{},
		purchases: map[printKey]complaint.Purchases{},
		looks:     map[string][]casework.Look{},
		acts:      map[string][]casework.Act{},
		logs:      map[string]*keptLog{},
		loads:     map[loadKey]assign.Load{},
		ledgers:   newLedgers(),
	}
}

// Folder is everything that is kept of one case.
type Folder struct {
	Head    complaint.Case // of revision 0: there is none, only a token perhaps
	Commits []complaint.Commit
	Notices []Kept

	ref      complaint.Ref
	n        int // in the order in which folders were opened
	check    place
	requests []requestKey
	token    string

	head    []byte // what is written of the case and its commits
	commits [][]byte
}

// folder answers the folder of a case, a new one if there is none. The caller holds the lock.
func (m *Memory) folder(ref complaint.Ref) *Folder {
	f, ok := m.folders[ref]
	if !ok {
		m.opened++
		f = &Folder{ref: ref, n: m.opened}
		m.folders[ref] = f
	}
	return f
}

// Folder answers the folder of a case as it is, to be looked at only; nil: there is none.
func (m *Memory) Folder(ref complaint.Ref) *Folder {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.folders[ref]
}

// Drop takes a case off the shelf.
func (m *Memory) Drop(ref complaint.Ref) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.folders[ref]
	if !ok {
		return
	}
	for _, key := range f.requests {
		delete(m.requests, key)
	}
	delete(m.folders, ref)
	*f = Folder{check: place{version: f.check.version + 1}} // what the index still holds of it is out of date
}

// wake tells the stream of a notice that has become pending. The caller does not hold the lock.
func (m *Memory) wake(ref complaint.Ref, id string) {
	if m.Stream != nil {
		m.Stream(casework.NoticeRef{Ref: ref, Notice: id})
	}
}

// given is something as it is handed out: read from its text, if it was written.
func given[T any](kept T, text []byte) (T, error) {
	if text == nil {
		return kept, nil
	}
	var v T
	if err := json.Unmarshal(text, &v); err != nil {
		return v, fmt.Errorf("read %T: %w", v, err)
	}
	return v, nil
}

// exact is an instant as exact as it is kept; zero stays zero.
func exact(at time.Time) time.Time { return at.UTC().Truncate(time.Millisecond) }
