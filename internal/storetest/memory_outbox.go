package storetest

import (
	"context"
	"slices"
	"strings"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Kept is a notice as it is kept.
type Kept struct {
	What  complaint.Notice
	State string
	Tries int
	casework.Delivery

	text []byte
	due  place     // settled: nowhere
	busy time.Time // the end of the last try
}

// Waits says whether the notice is in the due index: it is not settled.
func (k *Kept) Waits() bool { return !k.due.at.IsZero() }

// Notice is the notice of an id; nil: there is none.
func (f *Folder) Notice(id string) *Kept {
	if i := f.notice(id); i >= 0 {
		return &f.Notices[i]
	}
	return nil
}

func (f *Folder) notice(id string) int {
	for i := range slices.Backward(f.Notices) { // the latest is asked for most
		if f.Notices[i].What.ID == id {
			return i
		}
	}
	return -1
}

// alter changes a notice if the condition holds, and says when it is looked at next; it answers the notice as it is then.
func (m *Memory) alter(ref casework.NoticeRef, when func(*Kept) bool, then func(*Kept) time.Time) (Kept, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.folders[ref.Ref]
	if !ok {
		return Kept{}, false
	}
	i := f.notice(ref.Notice)
	if i < 0 || !when(&f.Notices[i]) {
		return Kept{}, false
	}
	k := &f.Notices[i]
	m.wait(&k.due, f, i, then(k))
	return *k, true
}

func in(state string) func(*Kept) bool {
	return func(k *Kept) bool { return k.State == state }
}

// Claim takes a pending notice for one try.
func (m *Memory) Claim(_ context.Context, ref casework.NoticeRef, until time.Time) (casework.Claimed, bool, error) {
	k, mine := m.alter(ref, in(casework.Pending), func(k *Kept) time.Time {
		k.State, k.busy = casework.Sending, exact(until)
		k.Tries++
		return k.due.at
	})
	if !mine {
		return casework.Claimed{}, false, nil
	}
	what, err := given(k.What, k.text)
	return casework.Claimed{Notice: what, Tries: k.Tries, Left: k.Reach}, err == nil, err
}

// Sent records that a notice has left.
func (m *Memory) Sent(_ context.Context, ref casework.NoticeRef, d casework.Delivery) error {
	m.alter(ref, in(casework.Sending), func(k *Kept) time.Time {
		k.State = casework.Sent
		k.left(d)
		if d.Settled {
			return time.Time{}
		}
		return k.due.at
	})
	return nil
}

func (k *Kept) left(d casework.Delivery) {
	k.Delivery = d
	k.At = exact(d.At)
}

// Postpone puts a notice back for another try.
func (m *Memory) Postpone(_ context.Context, ref casework.NoticeRef, next time.Time) error {
	m.alter(ref, in(casework.Sending), func(k *Kept) time.Time {
		k.State = casework.Waiting
		return next
	})
	return nil
}

// Renew makes an unsent notice pending again. Two sweeps at the same moment renew it once.
func (m *Memory) Renew(_ context.Context, ref casework.NoticeRef, at, next time.Time) error {
	at = exact(at)
	_, renewed := m.alter(ref,
		func(k *Kept) bool { return k.Waits() && !k.due.at.After(at) && !at.Before(k.busy) },
		func(k *Kept) time.Time {
			k.State = casework.Pending
			return next
		})
	if renewed {
		m.wake(ref.Ref, ref.Notice)
	}
	return nil
}

// settle ends a notice together with the commit that reports on it. The caller holds the lock.
func (m *Memory) settle(f *Folder, s casework.Settlement) {
	i := f.notice(s.Notice)
	k := &f.Notices[i]
	k.State = casework.Sent
	if s.Failed {
		k.State = casework.Failed
	}
	if s.Left != nil {
		k.left(*s.Left)
	}
	m.wait(&k.due, f, i, time.Time{})
}

// Notices answers all notices of a case with what became of them.
func (m *Memory) Notices(_ context.Context, ref complaint.Ref) ([]casework.NoticeState, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.folders[ref]
	if !ok {
		return nil, nil
	}
	states := make([]casework.NoticeState, len(f.Notices))
	for i, k := range f.Notices {
		what, err := given(k.What, k.text)
		if err != nil {
			return nil, err
		}
		states[i] = casework.NoticeState{
			Notice: what, State: k.State, Reach: k.Reach, Proof: k.Proof, Tries: k.Tries, SentAt: k.At, Standin: k.Standin,
		}
	}
	slices.SortFunc(states, func(a, b casework.NoticeState) int { return strings.Compare(a.ID, b.ID) })
	return states, nil
}
