package storetest

import (
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// The instants of a try: it may take until tryEnds, is looked after at looked, and what was not sent is tried again at later.
var (
	tryEnds = morning.Add(30 * time.Second)
	looked  = morning.Add(casework.FirstLook)
	later   = morning.Add(10 * time.Minute)
)

// settledDelivery is the proof of a notice nobody else has to hear of.
var settledDelivery = casework.Delivery{Reach: complaint.ByMail, Proof: "mail-1", At: morning, Settled: true, Standin: "tao"}

var outbox = []clause{
	{"a notice is ordered with its commit", func(d *desk) {
		ch := telling(d.filed())
		c := d.saved(ch)
		orders, err := d.Notices(d.Context(), c.Ref())
		d.ok(err)
		d.same("notices", orders, []casework.NoticeState{{Notice: ch.Notices[0], State: casework.Pending}})
	}},
	{"of all who claim a notice one gets it", func(d *desk) {
		_, n := d.told()
		won := 0
		for _, mine := range race(func(int) bool {
			_, mine, err := d.Claim(d.Context(), n, tryEnds)
			return err == nil && mine
		}) {
			if mine {
				won++
			}
		}
		if won != 1 {
			d.Fatalf("%d of %d claims were granted, want 1", won, racers)
		}
	}},
	{"a claim answers the notice and counts the try", func(d *desk) {
		ch := telling(d.filed())
		n := casework.NoticeRef{Ref: d.saved(ch).Ref(), Notice: ch.Notices[0].ID}
		for try := 1; try <= 2; try++ {
			claimed, mine, err := d.Claim(d.Context(), n, tryEnds)
			d.ok(err)
			if !mine || claimed.Tries != try || claimed.Left != "" {
				d.Fatalf("claim %d = %+v, %v", try, claimed, mine)
			}
			d.same("notice", claimed.Notice, ch.Notices[0])
			d.ok(d.Renew(d.Context(), n, looked, later))
		}
	}},
	{"what is not there cannot be claimed, sent, postponed or renewed", func(d *desk) {
		c, n := d.told()
		for _, n := range []casework.NoticeRef{
			{Ref: c.Ref(), Notice: "none"}, {Ref: complaint.Ref{Tenant: newTenant(), Case: c.ID}, Notice: n.Notice},
		} {
			if _, mine, err := d.Claim(d.Context(), n, tryEnds); err != nil || mine {
				d.Fatalf("claim = %v, %v", mine, err)
			}
			d.ok(d.Sent(d.Context(), n, settledDelivery))
			d.ok(d.Postpone(d.Context(), n, later))
			d.ok(d.Renew(d.Context(), n, later, later))
		}
		d.unchanged(c, 2, 1)
	}},
	{"a notice that was sent is not due any more", func(d *desk) {
		c, n := d.told()
		d.claimed(n)
		d.ok(d.Sent(d.Context(), n, settledDelivery))
		got := d.state(n)
		if got.State != casework.Sent || got.Reach != complaint.ByMail || got.Proof != "mail-1" || got.Standin != "tao" || !got.SentAt.Equal(morning) || got.Tries != 1 {
			d.Fatalf("notice = %+v", got)
		}
		d.due(c, later)
		d.ok(d.Renew(d.Context(), n, later, later))
		d.unclaimable(n)
	}},
	{"only who claimed a notice can send or postpone it", func(d *desk) {
		c, n := d.told()
		d.ok(d.Sent(d.Context(), n, settledDelivery))
		d.ok(d.Postpone(d.Context(), n, later))
		if got := d.state(n); got.State != casework.Pending {
			d.Fatalf("notice = %+v", got)
		}
		d.due(c, morning.Add(casework.FirstLook), n.Notice)
	}},
	{"a notice that was postponed waits", func(d *desk) {
		c, n := d.told()
		d.claimed(n)
		d.ok(d.Postpone(d.Context(), n, later))
		if got := d.state(n); got.State != casework.Waiting || got.Tries != 1 {
			d.Fatalf("notice = %+v", got)
		}
		d.unclaimable(n)
		d.due(c, later.Add(-time.Millisecond))
		d.due(c, later, n.Notice)
	}},
	{"a claim leaves the notice due where it was", func(d *desk) {
		c, n := d.told()
		d.claimed(n)
		d.due(c, looked.Add(-time.Millisecond))
		d.due(c, looked, n.Notice)
	}},
	{"nothing is renewed before its try ends", func(d *desk) {
		_, n := d.told()
		ends := looked.Add(30 * time.Second)
		if _, mine, err := d.Claim(d.Context(), n, ends); err != nil || !mine {
			d.Fatalf("claim = %v, %v", mine, err)
		}
		d.ok(d.Renew(d.Context(), n, ends.Add(-time.Millisecond), later))
		d.unclaimable(n)
		d.ok(d.Renew(d.Context(), n, ends, later))
		d.claimed(n)
	}},
	{"nothing is renewed before it is due", func(d *desk) {
		_, n := d.told()
		d.claimed(n)
		d.ok(d.Renew(d.Context(), n, looked.Add(-time.Millisecond), later))
		if got := d.state(n); got.State != casework.Sending {
			d.Fatalf("notice = %+v", got)
		}
	}},
	{"all who renew at the same moment renew once", func(d *desk) {
		c, n := d.told()
		d.claimed(n)
		for _, err := range race(func(i int) error {
			return d.Renew(d.Context(), n, looked, later.Add(time.Duration(i)*time.Minute))
		}) {
			d.ok(err)
		}
		if got := d.state(n); got.State != casework.Pending {
			d.Fatalf("notice = %+v", got)
		}
		d.claimed(n)
		d.ok(d.Renew(d.Context(), n, later.Add(-time.Millisecond), later))
		d.unclaimable(n)
		d.due(c, later.Add(-time.Millisecond))
	}},
}

// claimed claims a notice that must be deliverable.
func (d *desk) claimed(n casework.NoticeRef) casework.Claimed {
	d.Helper()
	claimed, mine, err := d.Claim(d.Context(), n, tryEnds)
	d.ok(err)
	if !mine {
		d.Fatalf("%s cannot be claimed: %+v", n.Notice, d.state(n))
	}
	return claimed
}

func (d *desk) unclaimable(n casework.NoticeRef) {
	d.Helper()
	if _, mine, err := d.Claim(d.Context(), n, tryEnds); err != nil || mine {
		d.Fatalf("claim = %v, %v; it should not be deliverable", mine, err)
	}
}

// state is a notice with what became of it.
func (d *desk) state(n casework.NoticeRef) casework.NoticeState {
	d.Helper()
	all, err := d.Notices(d.Context(), n.Ref)
	d.ok(err)
	for _, s := range all {
		if s.ID == n.Notice {
			return s
		}
	}
	d.Fatalf("there is no notice %s", n.Notice)
	return casework.NoticeState{}
}
