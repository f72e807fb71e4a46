package simulate

import (
	"context"
	"slices"
	"strings"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// notice is a notice as it is kept.
type notice struct {
	what   complaint.Notice
	state  string
	tries  int
	due    place
	busy   int64 // the end of the last try
	reach  complaint.Reach
	proof  string
	sentAt int64

	standin string
}

// notice is the number of a notice; negative: there is none.
func (f *folder) notice(id string) int {
	for i := len(f.notices) - 1; i >= 0; i-- { // the latest is asked for most
		if f.notices[i].what.ID == id {
			return i
		}
	}
	return -1
}

// alter changes a notice if the condition holds, and answers it as it is then.
func (s *shelf) alter(ref casework.NoticeRef, when func(*notice) bool, then func(f *folder, i int)) (notice, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.folders[ref.Ref]
	if !ok {
		return notice{}, false
	}
	i := f.notice(ref.Notice)
	if i < 0 || !when(&f.notices[i]) {
		return notice{}, false
	}
	then(f, i)
	return f.notices[i], true
}

func in(state string) func(*notice) bool {
	return func(n *notice) bool { return n.state == state }
}

// Claim takes a pending notice for one try.
func (s *shelf) Claim(_ context.Context, ref casework.NoticeRef, until time.Time) (casework.Claimed, bool, error) {
	n, mine := s.alter(ref, in(casework.Pending), func(f *folder, i int) {
		n := &f.notices[i]
		n.state, n.busy = casework.Sending, until.UnixMilli()
		n.tries++
	})
	return casework.Claimed{Notice: n.what, Tries: n.tries, Left: n.reach}, mine, nil
}

// Sent records that a notice has left.
func (s *shelf) Sent(_ context.Context, ref casework.NoticeRef, d casework.Delivery) error {
	s.alter(ref, in(casework.Sending), func(f *folder, i int) {
		f.notices[i].leave(d)
		f.notices[i].state = casework.Sent
		if d.Settled {
			s.wait(&f.notices[i].due, f, i, 0)
		}
	})
	return nil
}

func (n *notice) leave(d casework.Delivery) {
	n.reach, n.proof, n.sentAt, n.standin = d.Reach, d.Proof, milli(d.At), d.Standin
}

// Postpone puts a notice back for another try.
func (s *shelf) Postpone(_ context.Context, ref casework.NoticeRef, next time.Time) error {
	s.alter(ref, in(casework.Sending), func(f *folder, i int) {
		f.notices[i].state = casework.Waiting
		s.wait(&f.notices[i].due, f, i, next.UnixMilli())
	})
	return nil
}

// Renew makes an unsent notice pending again. Two sweeps at the same moment renew it once.
func (s *shelf) Renew(_ context.Context, ref casework.NoticeRef, at, next time.Time) error {
	now := at.UnixMilli()
	_, renewed := s.alter(ref,
		func(n *notice) bool { return n.due.at != 0 && n.due.at <= now && now >= n.busy },
		func(f *folder, i int) {
			f.notices[i].state = casework.Pending
			s.wait(&f.notices[i].due, f, i, next.UnixMilli())
		})
	if renewed {
		s.wake(ref.Ref, ref.Notice)
	}
	return nil
}

// settle ends a notice together with the commit that reports on it. The caller holds the lock.
func (s *shelf) settle(f *folder, settles casework.Settlement) {
	i := f.notice(settles.Notice)
	n := &f.notices[i]
	n.state = casework.Sent
	if settles.Failed {
		n.state = casework.Failed
	}
	if settles.Left != nil {
		n.leave(*settles.Left)
	}
	s.wait(&n.due, f, i, 0)
}

// Notices answers all notices of a case with what became of them.
func (s *shelf) Notices(_ context.Context, ref complaint.Ref) ([]casework.NoticeState, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.folders[ref]
	if !ok {
		return nil, nil
	}
	states := make([]casework.NoticeState, len(f.notices))
	for i, n := range f.notices {
		states[i] = casework.NoticeState{
			Notice: n.what, State: n.state, Reach: n.reach, Proof: n.proof, Tries: n.tries, SentAt: instant(n.sentAt), Standin: n.standin,
		}
	}
	slices.SortFunc(states, func(a, b casework.NoticeState) int { return strings.Compare(a.ID, b.ID) })
	return states, nil
}
