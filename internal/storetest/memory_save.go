package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Save writes changes whole, if every condition holds, or not at all.
func (m *Memory) Save(_ context.Context, changes ...casework.Change) error {
	all := make([]pages, len(changes))
	for i, ch := range changes {
		var err error
		if all[i], err = m.pagesOf(ch); err != nil {
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
	if m.full(changes) {
		return stale()
	}
	m.bear(changes)
	for i, ch := range changes {
		m.write(ch, all[i])
	}
	return nil
}

func (m *Memory) write(ch casework.Change, p pages) {
	f := m.folder(ch.After.Ref())
	m.remember(f, ch)
	f.Head, f.Commits = ch.After, append(f.Commits, ch.Commit)
	if m.writes {
		f.Head = ch.After.Clone()
		f.head, f.commits = p.head, append(f.commits, p.commit)
	}
	m.wait(&f.check, f, theCase, ch.After.NextCheck())
	for i, n := range ch.Notices {
		f.Notices = append(f.Notices, Kept{What: n, State: casework.Pending, text: p.notices[i]})
		last := len(f.Notices) - 1
		m.wait(&f.Notices[last].due, f, last, n.At.Add(casework.FirstLook))
	}
	if ch.Waited != nil {
		m.waits[f.ref.Tenant] = append(m.waits[f.ref.Tenant], *ch.Waited)
	}
	if ch.Judged != nil {
		m.judged[f.ref.Tenant] = append(m.judged[f.ref.Tenant], *ch.Judged)
	}
	if ch.Closing != nil {
		m.closings[f.ref.Tenant] = append(m.closings[f.ref.Tenant], *ch.Closing)
	}
	if ch.Mark != nil {
		m.mark(ch.After.Tenant, *ch.Mark)
	}
	m.enter(ch)
	if ch.Settles != nil {
		m.settle(f, *ch.Settles)
	}
}

// refuse says which condition of a change does not hold, the request's before all others.
func (m *Memory) refuse(ch casework.Change) error {
	if r, known := m.request(ch); known && r.expires >= ch.Commit.At.Unix() {
		return &casework.Repeated{Ref: r.ref, Digest: r.digest}
	}
	f := m.folders[ch.After.Ref()]
	if f == nil {
		f = &Folder{}
	}
	if f.Head.Revision != ch.Commit.Revision-1 {
		return stale()
	}
	for _, n := range ch.Notices {
		if f.Notice(n.ID) != nil {
			return stale()
		}
	}
	if ch.Settles != nil {
		if k := f.Notice(ch.Settles.Notice); k == nil || !k.Waits() {
			return stale()
		}
	}
	return m.standing(ch.Rests)
}

// standing says whether the cases that a change rests on are as they were.
func (m *Memory) standing(rests []casework.Rest) error {
	for _, r := range rests {
		if f := m.folders[r.Ref]; f == nil || f.Head.Revision != r.Revision {
			err := stale()
			err.Cause = casework.ErrRest
			return err
		}
	}
	return nil
}

func stale() *complaint.Error {
	return complaint.Errorf(complaint.Stale, "the case moved on meanwhile; read it again")
}

// pages are the parts of a change as they are written.
type pages struct {
	head, commit []byte
	notices      [][]byte
}

// pagesOf writes a change out, if the store does. It refuses a name that holds the sign which separates names in a key.
func (m *Memory) pagesOf(ch casework.Change) (pages, error) {
	if strings.Contains(ch.After.Tenant, "#") || strings.Contains(ch.After.ID, "#") {
		return pages{}, fmt.Errorf("%v cannot be a part of a key", ch.After.Ref())
	}
	p := pages{notices: make([][]byte, len(ch.Notices))}
	if !m.writes {
		return p, nil
	}
	var err error
	if p.head, err = json.Marshal(ch.After); err != nil {
		return pages{}, err
	}
	if p.commit, err = json.Marshal(ch.Commit); err != nil {
		return pages{}, err
	}
	for i, n := range ch.Notices {
		if p.notices[i], err = json.Marshal(n); err != nil {
			return pages{}, err
		}
	}
	return p, nil
}
