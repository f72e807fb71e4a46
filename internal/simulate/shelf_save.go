package simulate

import (
	"context"
	"fmt"

	"redress/internal/casework"
	"redress/internal/complaint"
)

type requestKey struct{ tenant, key string }

type request struct {
	ref     complaint.Ref
	digest  string
	expires int64 // in seconds, as the database keeps it
}

// Save writes changes whole, if every condition holds, or not at all.
func (s *shelf) Save(_ context.Context, changes ...casework.Change) error {
	for _, ch := range changes {
		if unfitForKeys(ch.After) {
			return fmt.Errorf("%v cannot be a part of a key", ch.After.Ref())
		}
	}
	if err := s.commit(changes); err != nil {
		return err
	}
	for _, ch := range changes {
		for _, n := range ch.Notices {
			s.wake(n.Ref, n.ID)
		}
	}
	return nil
}

// wake tells the stream of a notice that has become pending. The caller does not hold the lock.
func (s *shelf) wake(ref complaint.Ref, id string) {
	if s.stream != nil {
		s.stream(casework.NoticeRef{Ref: ref, Notice: id})
	}
}

func (s *shelf) commit(changes []casework.Change) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, ch := range changes {
		if err := s.refuse(ch); err != nil {
			return err
		}
	}
	for _, ch := range changes {
		s.write(ch)
	}
	return nil
}

func (s *shelf) write(ch casework.Change) {
	f := s.folder(ch.After.Ref())
	s.remember(f, ch)
	f.head = ch.After
	f.commits = append(f.commits, ch.Commit)
	s.wait(&f.check, f, -1, milli(ch.After.NextCheck()))
	for _, n := range ch.Notices {
		f.notices = append(f.notices, notice{what: n, state: casework.Pending})
		i := len(f.notices) - 1
		s.wait(&f.notices[i].due, f, i, milli(n.At.Add(casework.FirstLook)))
	}
	if ch.Waited != nil {
		s.waits, s.waitsOf = append(s.waits, *ch.Waited), append(s.waitsOf, f.ref.Tenant)
	}
	if ch.Mark != nil {
		s.mark(f.ref.Tenant, *ch.Mark)
	}
	if ch.Settles != nil {
		s.settle(f, *ch.Settles)
	}
}

// refuse says which condition of a change does not hold, the request's before all others.
func (s *shelf) refuse(ch casework.Change) error {
	if r, known := s.request(ch); known && r.expires >= ch.Commit.At.Unix() {
		return &casework.Repeated{Ref: r.ref, Digest: r.digest}
	}
	var f folder
	if kept, ok := s.folders[ch.After.Ref()]; ok {
		f = *kept
	}
	if f.head.Revision != ch.Commit.Revision-1 {
		return stale()
	}
	for _, n := range ch.Notices {
		if f.notice(n.ID) >= 0 {
			return stale()
		}
	}
	if ch.Settles == nil {
		return nil
	}
	if i := f.notice(ch.Settles.Notice); i < 0 || f.notices[i].due.at == 0 {
		return stale()
	}
	return nil
}

func stale() error {
	return complaint.Errorf(complaint.Stale, "the case moved on meanwhile; read it again")
}

// Done answers what a request led to when it was carried out before.
func (s *shelf) Done(_ context.Context, tenant string, r casework.Request) (*casework.Repeated, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before, known := s.requests[requestKey{tenant, r.Key}]
	if !known {
		return nil, nil
	}
	return &casework.Repeated{Ref: before.ref, Digest: before.digest}, nil
}

func (s *shelf) request(ch casework.Change) (request, bool) {
	if ch.Request == nil {
		return request{}, false
	}
	r, known := s.requests[requestKey{ch.After.Tenant, ch.Request.Key}]
	return r, known
}

func (s *shelf) remember(f *folder, ch casework.Change) {
	if ch.Request == nil {
		return
	}
	key := requestKey{ch.After.Tenant, ch.Request.Key}
	s.requests[key] = request{ref: f.ref, digest: ch.Request.Digest, expires: ch.Commit.At.Add(casework.RequestKept).Unix()}
	f.requests = append(f.requests, key)
}
