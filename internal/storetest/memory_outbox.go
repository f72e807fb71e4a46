package storetest

import (
	"context"
	"maps"
	"slices"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// notice is a notice as it is kept.
type notice struct {
	data   []byte
	state  string
	tries  int
	due    time.Time // its place in the due index; zero: none, it is settled
	busy   time.Time // the end of the last try
	reach  complaint.Reach
	proof  string
	sentAt time.Time

	standin string
}

// alter changes a notice if the condition holds, and answers it as it is then.
func (m *Memory) alter(ref casework.NoticeRef, when func(notice) bool, then func(*notice)) (notice, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.folders[ref.Ref]
	if !ok {
		return notice{}, false
	}
	n, ok := f.notices[ref.Notice]
	if !ok || !when(n) {
		return notice{}, false
	}
	then(&n)
	f.notices[ref.Notice] = n
	return n, true
}

func in(state string) func(notice) bool {
	return func(n notice) bool { return n.state == state }
}

// Claim takes a pending notice for one try.
func (m *Memory) Claim(_ context.Context, ref casework.NoticeRef, until time.Time) (casework.Claimed, bool, error) {
	n, mine := m.alter(ref, in(casework.Pending), func(n *notice) {
		n.state, n.busy = casework.Sending, exact(until)
		n.tries++
	})
	if !mine {
		return casework.Claimed{}, false, nil
	}
	what, err := read[complaint.Notice](n.data)
	return casework.Claimed{Notice: what, Tries: n.tries, Left: n.reach}, err == nil, err
}

// Sent records that a notice has left.
func (m *Memory) Sent(_ context.Context, ref casework.NoticeRef, d casework.Delivery) error {
	m.alter(ref, in(casework.Sending), func(n *notice) {
		n.state, n.reach, n.proof, n.sentAt, n.standin = casework.Sent, d.Reach, d.Proof, exact(d.At), d.Standin
		if d.Settled {
			n.due = time.Time{}
		}
	})
	return nil
}

// Postpone puts a notice back for another try.
func (m *Memory) Postpone(_ context.Context, ref casework.NoticeRef, next time.Time) error {
	m.alter(ref, in(casework.Sending), func(n *notice) { n.state, n.due = casework.Waiting, exact(next) })
	return nil
}

// Renew makes an unsent notice pending again. Two sweeps at the same moment renew it once.
func (m *Memory) Renew(_ context.Context, ref casework.NoticeRef, at, next time.Time) error {
	_, renewed := m.alter(ref,
		func(n notice) bool { return isDue(n.due, at) && !exact(at).Before(n.busy) },
		func(n *notice) { n.state, n.due = casework.Pending, exact(next) })
	if renewed {
		m.wake(ref.Ref, ref.Notice)
	}
	return nil
}

// settle ends a notice together with the commit that reports on it.
func (f *folder) settle(s casework.Settlement) {
	n := f.notices[s.Notice]
	n.state, n.due = casework.Sent, time.Time{}
	if s.Failed {
		n.state = casework.Failed
	}
	if s.Left != nil {
		n.reach, n.proof, n.sentAt, n.standin = s.Left.Reach, s.Left.Proof, exact(s.Left.At), s.Left.Standin
	}
	f.notices[s.Notice] = n
}

// Notices answers all notices of a case with what became of them.
func (m *Memory) Notices(_ context.Context, ref complaint.Ref) ([]casework.NoticeState, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.folders[ref]
	if !ok {
		return nil, nil
	}
	states := make([]casework.NoticeState, 0, len(f.notices))
	for _, id := range slices.Sorted(maps.Keys(f.notices)) {
		n := f.notices[id]
		what, err := read[complaint.Notice](n.data)
		if err != nil {
			return nil, err
		}
		states = append(states, casework.NoticeState{
			Notice: what, State: n.state, Reach: n.reach, Proof: n.proof, Tries: n.tries, SentAt: n.sentAt, Standin: n.standin,
		})
	}
	return states, nil
}
