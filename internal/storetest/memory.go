package storetest

import (
	"sync"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
)

// Memory is a store in memory. It keeps everything as JSON, so that nothing it took or gave is shared with anybody.
type Memory struct {
	// Stream is told of each notice that becomes pending, once the write has taken place. It is to be set before
	// the store is used; nil: nobody listens.
	Stream func(casework.NoticeRef)

	mu        sync.Mutex
	folders   map[complaint.Ref]*folder
	requests  map[requestKey]request
	tenants   map[string][]byte
	documents map[documentKey][]byte
	waits     map[string][]casework.Waited // by tenant
	prints    map[printKey][]duplicate.Print
}

var _ Store = (*Memory)(nil)

// NewMemory makes an empty store.
func NewMemory() *Memory {
	return &Memory{
		folders:   map[complaint.Ref]*folder{},
		requests:  map[requestKey]request{},
		tenants:   map[string][]byte{},
		documents: map[documentKey][]byte{},
		waits:     map[string][]casework.Waited{},
		prints:    map[printKey][]duplicate.Print{},
	}
}

// folder is everything that is kept of one case.
type folder struct {
	head     []byte // the case; nil: there is none, only a token perhaps
	revision int
	check    time.Time // its place in the due index; zero: none
	line     *line     // its place in the queue; nil: none
	commits  [][]byte
	notices  map[string]notice
	token    string
}

// folder answers the folder of a case, a new one if there is none. The caller holds the lock.
func (m *Memory) folder(ref complaint.Ref) *folder {
	f, ok := m.folders[ref]
	if !ok {
		f = &folder{notices: map[string]notice{}}
		m.folders[ref] = f
	}
	return f
}

// wake tells the stream of notices that have become pending. The caller does not hold the lock.
func (m *Memory) wake(ref complaint.Ref, ids ...string) {
	if m.Stream == nil {
		return
	}
	for _, id := range ids {
		m.Stream(casework.NoticeRef{Ref: ref, Notice: id})
	}
}

// exact is an instant as exact as it is kept.
func exact(at time.Time) time.Time { return at.UTC().Truncate(time.Millisecond) }
