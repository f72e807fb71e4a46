package casework_test

import (
	"fmt"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Of thirty complaints about thirty matters with one address the first five are acknowledged by the machine, and the day after again.
func TestOneAddressIsAcknowledgedSoOften(t *testing.T) {
	w := newWorld(t)
	who := complaint.Complainant{Email: casework.NewReference() + "@example.com"}
	acknowledged := 0
	complain := func(i int) {
		f := complainOf(acme, fmt.Sprintf("Matter %d: the %s that I bought is broken and nobody answers.", i, casework.NewReference()))
		f.Complainant, f.Matter.Order = who, casework.NewReference()
		c, err := w.cases.File(w.Context(), complaint.TheComplainant, f, nil)
		w.ok(err)
		c = w.do(w.understood(c), complaint.TheSystem, &complaint.Acknowledge{})
		for _, n := range w.notices(c.Ref()) {
			if n.Kind == complaint.NoticeAcknowledgement {
				acknowledged++
			}
		}
		w.clock.Pass(time.Minute)
	}
	for i := range 30 {
		complain(i)
	}
	if acknowledged != 5 {
		t.Errorf("%d were acknowledged by the machine, want 5", acknowledged)
	}
	w.clock.Pass(24 * time.Hour)
	if complain(30); acknowledged != 6 {
		t.Error("the day after it is silent still")
	}
}
