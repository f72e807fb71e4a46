package simulate

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
	"redress/internal/storetest"
	"redress/internal/tenant"
)

// shelf is a store in memory for many cases: it keeps values rather than JSON, and what is due in a heap. It keeps the
// contract of every store. Cases that are over can be taken off it.
type shelf struct {
	stream func(casework.NoticeRef) // told of each notice that becomes pending; nil: nobody listens
	shares bool                     // a case is read without a copy; should anybody write to one, it is no more the fold of its commits

	mu        sync.Mutex
	folders   map[complaint.Ref]*folder
	requests  map[requestKey]request
	tenants   map[string]tenant.Tenant
	documents map[documentKey][]byte
	waits     []casework.Waited
	waitsOf   []string                       // the tenant of each
	prints    map[printKey][]duplicate.Print // the oldest first
	dues      heap[dueEntry]
	opened    int
}

var _ storetest.Store = (*shelf)(nil)

func newShelf() *shelf {
	return &shelf{
		folders:   map[complaint.Ref]*folder{},
		requests:  map[requestKey]request{},
		tenants:   map[string]tenant.Tenant{},
		documents: map[documentKey][]byte{},
		prints:    map[printKey][]duplicate.Print{},
	}
}

// folder is everything that is kept of one case.
type folder struct {
	ref      complaint.Ref
	n        int // in the order in which folders were opened
	head     complaint.Case
	check    place // of the case in the due index
	commits  []complaint.Commit
	notices  []notice
	requests []requestKey
	token    string
}

// folder answers the folder of a case, a new one if there is none. The caller holds the lock.
func (s *shelf) folder(ref complaint.Ref) *folder {
	f, ok := s.folders[ref]
	if !ok {
		s.opened++
		f = &folder{ref: ref, n: s.opened}
		s.folders[ref] = f
	}
	return f
}

// peek answers the folder of a case as it is, to be looked at only; nil: there is none.
func (s *shelf) peek(ref complaint.Ref) *folder {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.folders[ref]
}

// drop takes a case off the shelf.
func (s *shelf) drop(ref complaint.Ref) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.folders[ref]
	if !ok {
		return
	}
	for _, key := range f.requests {
		delete(s.requests, key)
	}
	delete(s.folders, ref)
	*f = folder{check: place{version: f.check.version + 1}} // what the index still holds of it is out of date
}

// Case answers a case.
func (s *shelf) Case(_ context.Context, ref complaint.Ref) (complaint.Case, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.folders[ref]
	if !ok || f.head.Revision == 0 {
		return complaint.Case{}, missing("case")
	}
	if s.shares {
		return f.head, nil
	}
	return apart(f.head), nil
}

// apart is a case that shares nothing with another that its holder may write to.
func apart(c complaint.Case) complaint.Case {
	c.Clocks, c.Tasks, c.Excluded = slices.Clone(c.Clocks), slices.Clone(c.Tasks), slices.Clone(c.Excluded)
	c.Anchors, c.Heard = maps.Clone(c.Anchors), maps.Clone(c.Heard)
	if c.Survey != nil {
		survey := *c.Survey
		c.Survey = &survey
	}
	return c
}

// Commits answers all commits of a case in their order.
func (s *shelf) Commits(_ context.Context, ref complaint.Ref) ([]complaint.Commit, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f, ok := s.folders[ref]; ok {
		return slices.Clone(f.commits), nil
	}
	return nil, nil
}

// HoldToken keeps the token with which a case's journey waits, in place of the one before.
func (s *shelf) HoldToken(_ context.Context, ref complaint.Ref, token string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.folder(ref).token = token
	return nil
}

// Token answers the token held, or an empty one.
func (s *shelf) Token(_ context.Context, ref complaint.Ref) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f, ok := s.folders[ref]; ok {
		return f.token, nil
	}
	return "", nil
}

func missing(what string) error {
	return complaint.Errorf(complaint.NotFound, "there is no such %s", what)
}

// milli is an instant as exact as it is kept; zero stays zero.
func milli(at time.Time) int64 {
	if at.IsZero() {
		return 0
	}
	return at.UnixMilli()
}

// instant is milli the other way round.
func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// unfitForKeys says whether a name holds the sign which separates names in a key.
func unfitForKeys(c complaint.Case) bool { return strings.Contains(c.Tenant+c.ID, "#") }
