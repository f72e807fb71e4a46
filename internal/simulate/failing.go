package simulate

import (
	"context"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/storetest"
)

// failing is a store whose calls fail now and then: before they did anything, or after.
type failing struct {
	storetest.Store
	w *world
}

// trips says whether a call about a case fails here.
func (w *world) trips(ref complaint.Ref) error {
	if !w.chance.happens(w.plan.Behaviour.Fails) {
		return nil
	}
	w.result.Faults++
	if r := w.runs[ref.Case]; r != nil {
		r.faultAt = w.now
	} else {
		w.faultAt = w.now
	}
	return complaint.Errorf(complaint.Unavailable, "it failed by chance")
}

// around makes a call that may fail before or after.
func (w *world) around(ref complaint.Ref, call func() error) error {
	if err := w.trips(ref); err != nil {
		return err
	}
	if err := call(); err != nil {
		return err
	}
	return w.trips(ref)
}

// Case may fail.
func (f *failing) Case(ctx context.Context, ref complaint.Ref) (complaint.Case, error) {
	if err := f.w.trips(ref); err != nil {
		return complaint.Case{}, err
	}
	return f.Store.Case(ctx, ref)
}

// Commits may fail.
func (f *failing) Commits(ctx context.Context, ref complaint.Ref) ([]complaint.Commit, error) {
	if err := f.w.trips(ref); err != nil {
		return nil, err
	}
	return f.Store.Commits(ctx, ref)
}

// Done may fail.
func (f *failing) Done(ctx context.Context, tenant string, r casework.Request) (*casework.Repeated, error) {
	if err := f.w.trips(complaint.Ref{}); err != nil {
		return nil, err
	}
	return f.Store.Done(ctx, tenant, r)
}

// Save may also find that somebody else was quicker.
func (f *failing) Save(ctx context.Context, changes ...casework.Change) error {
	ch := changes[0]
	if f.w.chance.happens(f.w.plan.Behaviour.Collides) {
		f.w.collide(ch)
	}
	err := f.w.around(ch.After.Ref(), func() error { return f.Store.Save(ctx, changes...) })
	if ch.Settles != nil {
		f.w.unproven(ch.After.Ref(), ch.Settles.Notice, err)
	}
	return err
}

// collide has the complainant write to a case just before something else is saved.
func (w *world) collide(ch casework.Change) {
	if w.racing || ch.Commit.Revision == 1 {
		return
	}
	w.racing = true
	defer func() { w.racing = false }()
	_, err := w.cases.Do(w.ctx, casework.Order{
		Ref: ch.After.Ref(), By: complaint.TheComplainant, Command: &complaint.Write{Text: "At the same moment."},
	})
	if err == nil {
		w.result.Collisions++
	}
}

// HoldToken may fail before it keeps the token, or after.
func (f *failing) HoldToken(ctx context.Context, ref complaint.Ref, token string) error {
	return f.w.around(ref, func() error { return f.Store.HoldToken(ctx, ref, token) })
}

// Token may fail.
func (f *failing) Token(ctx context.Context, ref complaint.Ref) (string, error) {
	if err := f.w.trips(ref); err != nil {
		return "", err
	}
	return f.Store.Token(ctx, ref)
}

// Claim may fail before it takes the notice, or after.
func (f *failing) Claim(ctx context.Context, n casework.NoticeRef, until time.Time) (c casework.Claimed, mine bool, err error) {
	err = f.w.around(n.Ref, func() error {
		c, mine, err = f.Store.Claim(ctx, n, until)
		return err
	})
	return c, mine, err
}

// Sent may fail before it records that the notice left, or after.
func (f *failing) Sent(ctx context.Context, n casework.NoticeRef, d casework.Delivery) error {
	err := f.w.around(n.Ref, func() error { return f.Store.Sent(ctx, n, d) })
	f.w.unproven(n.Ref, n.Notice, err)
	return err
}

// Postpone may fail before it puts the notice back, or after.
func (f *failing) Postpone(ctx context.Context, n casework.NoticeRef, next time.Time) error {
	return f.w.around(n.Ref, func() error { return f.Store.Postpone(ctx, n, next) })
}

// Renew may fail before it renews the notice, or after.
func (f *failing) Renew(ctx context.Context, n casework.NoticeRef, at, next time.Time) error {
	return f.w.around(n.Ref, func() error { return f.Store.Renew(ctx, n, at, next) })
}

// Due may fail.
func (f *failing) Due(ctx context.Context, shard int, at time.Time, take func([]casework.DueItem) error) error {
	if err := f.w.trips(complaint.Ref{}); err != nil {
		return err
	}
	return f.Store.Due(ctx, shard, at, take)
}
