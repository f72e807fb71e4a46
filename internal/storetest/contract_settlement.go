package storetest

import (
	"redress/internal/casework"
	"redress/internal/complaint"
)

var settlement = []clause{
	{"a notice its case must hear of stays due until it has", func(d *desk) {
		c, n := d.left()
		d.due(c, looked, n.Notice)
		c = d.saved(settling(c, n, false))
		if got := d.state(n); got.State != casework.Sent || got.Proof != "mail-1" {
			d.Fatalf("notice = %+v", got)
		}
		d.due(c, later)
	}},
	{"a notice that left is claimed again only to report it", func(d *desk) {
		_, n := d.left()
		d.unclaimable(n)
		d.ok(d.Renew(d.Context(), n, looked, later))
		if claimed := d.claimed(n); claimed.Left != complaint.ByMail {
			d.Fatalf("claimed = %+v, want it to have left by mail", claimed)
		}
	}},
	{"a notice nobody could send fails with the commit that says so", func(d *desk) {
		c, n := d.told()
		d.claimed(n)
		c = d.saved(settling(c, n, true))
		if got := d.state(n); got.State != casework.Failed {
			d.Fatalf("notice = %+v", got)
		}
		d.due(c, later)
		d.ok(d.Renew(d.Context(), n, later, later))
		d.unclaimable(n)
	}},
	{"that a notice left is put on record with the commit that says so", func(d *desk) {
		c, n := d.told()
		d.claimed(n)
		ch := settling(c, n, false)
		ch.Settles.Left = &settledDelivery
		c = d.saved(ch)
		got := d.state(n)
		if got.State != casework.Sent || got.Reach != complaint.ByMail || got.Proof != "mail-1" || !got.SentAt.Equal(morning) {
			d.Fatalf("notice = %+v", got)
		}
		d.due(c, later)
	}},
	{"a notice is settled once", func(d *desk) {
		c, n := d.left()
		c = d.saved(settling(c, n, false))
		d.refused(d.Save(d.Context(), settling(c, n, true)), complaint.Stale)
		d.unchanged(c, 3, 1)
		if got := d.state(n); got.State != casework.Sent {
			d.Fatalf("notice = %+v", got)
		}
	}},
	{"a notice that is not there cannot be settled", func(d *desk) {
		c := d.filed()
		d.refused(d.Save(d.Context(), settling(c, casework.NoticeRef{Ref: c.Ref(), Notice: "none"}, false)), complaint.Stale)
		d.unchanged(c, 1, 0)
	}},
	{"a change is saved whole or not at all", func(d *desk) {
		before, n := d.told()
		now := d.saved(noting(before))
		ch := settling(before, n, true)
		ch.Request = &casework.Request{Key: "k", Digest: "one"}
		d.refused(d.Save(d.Context(), ch), complaint.Stale)
		d.unchanged(now, 3, 1)
		d.claimed(n)

		ordered := settling(now, n, true)
		ordered.Request, ordered.Notices = ch.Request, telling(before).Notices
		ordered.Notices[0].ID = n.Notice
		d.refused(d.Save(d.Context(), noticesOnly(ordered)), complaint.Stale)
		d.unchanged(now, 3, 1)

		whole := settling(now, n, true)
		whole.Request = ch.Request
		d.unchanged(d.saved(whole), 4, 1)
	}},
	{"of all who settle a notice one does", func(d *desk) {
		c, n := d.left()
		won := 0
		for _, err := range race(func(int) error { return d.Save(d.Context(), settling(c, n, false)) }) {
			if err == nil {
				won++
				continue
			}
			d.refused(err, complaint.Stale)
		}
		if won != 1 {
			d.Fatalf("%d settled, want 1", won)
		}
	}},
}

// left is a case in the store with a notice that has left and that the case has not heard of.
func (d *desk) left() (complaint.Case, casework.NoticeRef) {
	d.Helper()
	c, n := d.told()
	d.claimed(n)
	unsettled := settledDelivery
	unsettled.Settled = false
	d.ok(d.Sent(d.Context(), n, unsettled))
	return c, n
}

// settling is a change that reports what became of a notice.
func settling(c complaint.Case, n casework.NoticeRef, failed bool) casework.Change {
	ch := noting(c)
	ch.Settles = &casework.Settlement{Notice: n.Notice, Failed: failed}
	return ch
}

// noticesOnly is a change that settles nothing.
func noticesOnly(ch casework.Change) casework.Change {
	ch.Settles = nil
	return ch
}
