package casework_test

import (
	"context"
	"fmt"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/storetest"
)

// hook is called with the name of a call and the case it is about; its error becomes the call's.
type hook func(call string, ref complaint.Ref) error

// around runs a call between two hooks. What fails before has not happened, what fails after has.
func around(before, after hook, name string, ref complaint.Ref, call func() error) error {
	if before != nil {
		if err := before(name, ref); err != nil {
			return err
		}
	}
	if err := call(); err != nil || after == nil {
		return err
	}
	return after(name, ref)
}

// hooked is a store with hooks around its calls.
type hooked struct {
	storetest.Store
	before, after hook
}

func (h *hooked) Case(ctx context.Context, ref complaint.Ref) (c complaint.Case, err error) {
	err = around(h.before, h.after, "Case", ref, func() (err error) { c, err = h.Store.Case(ctx, ref); return err })
	return c, err
}

func (h *hooked) Save(ctx context.Context, changes ...casework.Change) error {
	return around(h.before, h.after, "Save", changes[0].After.Ref(), func() error { return h.Store.Save(ctx, changes...) })
}

func (h *hooked) Done(ctx context.Context, tenant string, r casework.Request) (done *casework.Repeated, err error) {
	err = around(h.before, h.after, "Done", complaint.Ref{Tenant: tenant}, func() (err error) {
		done, err = h.Store.Done(ctx, tenant, r)
		return err
	})
	return done, err
}

func (h *hooked) HoldToken(ctx context.Context, ref complaint.Ref, token string) error {
	return around(h.before, h.after, "HoldToken", ref, func() error { return h.Store.HoldToken(ctx, ref, token) })
}

func (h *hooked) Token(ctx context.Context, ref complaint.Ref) (token string, err error) {
	err = around(h.before, h.after, "Token", ref, func() (err error) { token, err = h.Store.Token(ctx, ref); return err })
	return token, err
}

func (h *hooked) Claim(ctx context.Context, n casework.NoticeRef, until time.Time) (c casework.Claimed, mine bool, err error) {
	err = around(h.before, h.after, "Claim", n.Ref, func() (err error) {
		c, mine, err = h.Store.Claim(ctx, n, until)
		return err
	})
	return c, mine, err
}

func (h *hooked) Sent(ctx context.Context, n casework.NoticeRef, d casework.Delivery) error {
	return around(h.before, h.after, "Sent", n.Ref, func() error { return h.Store.Sent(ctx, n, d) })
}

func (h *hooked) Postpone(ctx context.Context, n casework.NoticeRef, next time.Time) error {
	return around(h.before, h.after, "Postpone", n.Ref, func() error { return h.Store.Postpone(ctx, n, next) })
}

func (h *hooked) Renew(ctx context.Context, n casework.NoticeRef, at, next time.Time) error {
	return around(h.before, h.after, "Renew", n.Ref, func() error { return h.Store.Renew(ctx, n, at, next) })
}

func (h *hooked) Due(ctx context.Context, shard int, at time.Time, take func([]casework.DueItem) error) error {
	return around(h.before, h.after, fmt.Sprint("Due ", shard), complaint.Ref{}, func() error { return h.Store.Due(ctx, shard, at, take) })
}

// hookedMachines are machines with hooks around their calls.
type hookedMachines struct {
	casework.Machines
	before, after hook
}

func (h *hookedMachines) StartJourney(ctx context.Context, p casework.Position, revision int) error {
	return around(h.before, h.after, "StartJourney", p.Ref, func() error { return h.Machines.StartJourney(ctx, p, revision) })
}

func (h *hookedMachines) StopTimer(ctx context.Context, t casework.Timer) error {
	return around(h.before, h.after, "StopTimer", t.Ref, func() error { return h.Machines.StopTimer(ctx, t) })
}

func (h *hookedMachines) StartTimer(ctx context.Context, t casework.Timer) error {
	return around(h.before, h.after, "StartTimer", t.Ref, func() error { return h.Machines.StartTimer(ctx, t) })
}

func (h *hookedMachines) Resume(ctx context.Context, token string, p casework.Position) error {
	return around(h.before, h.after, "Resume", p.Ref, func() error { return h.Machines.Resume(ctx, token, p) })
}

// once runs something at the first call of a name.
func once(name string, run func() error) hook { return times(1, name, run) }

// times runs something at the first n calls of a name.
func times(n int, name string, run func() error) hook {
	return func(call string, _ complaint.Ref) error {
		if call != name || n == 0 {
			return nil
		}
		n--
		return run()
	}
}
