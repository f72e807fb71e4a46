package storetest

import (
	"context"

	"redress/internal/casework"
	"redress/internal/complaint"
)

type requestKey struct{ tenant, key string }

type request struct {
	ref     complaint.Ref
	digest  string
	expires int64 // in seconds, as the database keeps it
}

// Done answers what a request led to when it was carried out before.
func (m *Memory) Done(_ context.Context, tenant string, r casework.Request) (*casework.Repeated, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	before, known := m.requests[requestKey{tenant, r.Key}]
	if !known {
		return nil, nil
	}
	return &casework.Repeated{Ref: before.ref, Digest: before.digest}, nil
}

func (m *Memory) request(ch casework.Change) (request, bool) {
	if ch.Request == nil {
		return request{}, false
	}
	r, known := m.requests[requestKey{ch.After.Tenant, ch.Request.Key}]
	return r, known
}

// remember keeps the request that led to a change. The caller holds the lock.
func (m *Memory) remember(f *Folder, ch casework.Change) {
	if ch.Request == nil {
		return
	}
	key := requestKey{ch.After.Tenant, ch.Request.Key}
	m.requests[key] = request{ref: f.ref, digest: ch.Request.Digest, expires: ch.Commit.At.Add(casework.RequestKept).Unix()}
	f.requests = append(f.requests, key)
}
