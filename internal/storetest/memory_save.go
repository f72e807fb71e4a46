package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

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
func (m *Memory) Save(_ context.Context, changes ...casework.Change) error {
	all := make([]pages, len(changes))
	for i, ch := range changes {
		var err error
		if all[i], err = pagesOf(ch); err != nil {
			return err
		}
	}
	if err := m.commit(changes, all); err != nil {
		return err
	}
	for _, ch := range changes {
		for _, n := range ch.Notices {
			m.wake(n.Ref, n.ID)
		}
	}
	return nil
}

func (m *Memory) commit(changes []casework.Change, all []pages) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, ch := range changes {
		if err := m.refuse(ch); err != nil {
			return err
		}
	}
	for i, ch := range changes {
		m.write(ch, all[i])
	}
	return nil
}

func (m *Memory) write(ch casework.Change, p pages) {
	m.remember(ch)
	f := m.folder(ch.After.Ref())
	f.head, f.revision = p.head, ch.After.Revision
	f.commits = append(f.commits, p.commit)
	f.check, f.line = exact(ch.After.NextCheck()), p.line
	for i, n := range ch.Notices {
		f.notices[n.ID] = notice{data: p.notices[i], state: casework.Pending, due: exact(n.At.Add(casework.FirstLook))}
	}
	if ch.Waited != nil {
		m.waits[ch.After.Tenant] = append(m.waits[ch.After.Tenant], *ch.Waited)
	}
	if ch.Mark != nil {
		m.mark(ch.After.Tenant, *ch.Mark)
	}
	if ch.Settles != nil {
		f.settle(*ch.Settles)
	}
}

// refuse says which condition of a change does not hold, the request's before all others.
func (m *Memory) refuse(ch casework.Change) error {
	if r, known := m.request(ch); known && r.expires >= ch.Commit.At.Unix() {
		return &casework.Repeated{Ref: r.ref, Digest: r.digest}
	}
	f := m.folder(ch.After.Ref())
	if f.revision != ch.Commit.Revision-1 {
		return stale()
	}
	for _, n := range ch.Notices {
		if _, ordered := f.notices[n.ID]; ordered {
			return stale()
		}
	}
	if ch.Settles != nil && f.notices[ch.Settles.Notice].due.IsZero() {
		return stale()
	}
	return nil
}

func stale() error {
	return complaint.Errorf(complaint.Stale, "the case moved on meanwhile; read it again")
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

func (m *Memory) remember(ch casework.Change) {
	if ch.Request == nil {
		return
	}
	m.requests[requestKey{ch.After.Tenant, ch.Request.Key}] = request{
		ref: ch.After.Ref(), digest: ch.Request.Digest, expires: ch.Commit.At.Add(casework.RequestKept).Unix(),
	}
}

// pages are the parts of a change as they are kept.
type pages struct {
	head, commit []byte
	notices      [][]byte
	line         *line
}

// pagesOf writes a change out. It refuses a name that holds the sign which separates names in a key.
func pagesOf(ch casework.Change) (pages, error) {
	if strings.Contains(ch.After.Tenant+ch.After.ID, "#") {
		return pages{}, fmt.Errorf("%v cannot be a part of a key", ch.After.Ref())
	}
	var p pages
	parts := []any{ch.After, ch.Commit}
	for _, n := range ch.Notices {
		parts = append(parts, n)
	}
	written := make([][]byte, len(parts))
	for i, part := range parts {
		var err error
		if written[i], err = json.Marshal(part); err != nil {
			return pages{}, err
		}
	}
	p.head, p.commit, p.notices = written[0], written[1], written[2:]
	var err error
	p.line, err = lineOf(ch.After)
	return p, err
}
