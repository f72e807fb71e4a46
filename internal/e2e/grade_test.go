//go:build e2e

package e2e

import (
	"slices"
	"testing"

	"redress/internal/client"
	"redress/internal/complaint"
)

// TestTheSameMatterAgainIsGraver: a trifle is complained of, handled and closed. The same complaint once more is graded higher by
// the policy's rule for it, which the desk sees with its source and the earlier case.
func TestTheSameMatterAgainIsGraver(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	const trifle = "衣柜门板的颜色和店里的样品不一样，偏黄，和别的家具不配。"
	first := file(t, w.real, trifle)
	c := first.now()
	if c.Grade != complaint.Minor {
		t.Fatalf("the first is of grade %d", c.Grade)
	}
	first.do(w.real.agent, &complaint.Take{}, &complaint.Assess{}, &complaint.Contact{By: "phone", Note: "Called."})
	first.recordAll(w.real.agent, "done")
	first.do(w.real.agent, &complaint.Propose{Remedy: complaint.Exchange, Text: "We change the doors."}, &complaint.Execute{})
	first.answer(5)
	first.until("closed", func(c client.Case) bool { return c.Phase == complaint.Closed })

	again := &story{t: t, co: w.real, mail: first.mail}
	var err error
	again.receipt, err = w.real.public.File(t.Context(), client.Complaint{
		Channel: complaint.Phone, Content: trifle, Matter: first.matter, Complainant: complaint.Complainant{Email: first.mail},
	}, "")
	if err != nil {
		t.Fatal(err)
	}
	now := again.until("acknowledged", func(c client.Case) bool { return c.Phase == complaint.Handling })
	why := gradeReason(now)
	if now.Grade != complaint.Ordinary || why.Rule != "grading.again" || why.Source == "" || !slices.Equal(why.Words, []string{c.ID}) {
		t.Errorf("the second is of grade %d because %+v, want 2 by grading.again and %s", now.Grade, why, c.ID)
	}
}

// gradeReason is the rule that gave a case its grade when it was read.
func gradeReason(c client.Case) complaint.Reason {
	for _, m := range c.History {
		for _, e := range m.Events {
			if read, ok := e.(*complaint.Read); ok && len(read.Reading.Reasons) > 0 {
				return read.Reading.Reasons[len(read.Reading.Reasons)-1]
			}
		}
	}
	return complaint.Reason{}
}
