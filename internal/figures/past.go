package figures

import (
	"context"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Past is what happened to a case so far: its changes in their order.
type Past []casework.Change

// Head is the case as it stands.
func (p Past) Head() complaint.Case { return p[len(p)-1].After }

// Handled is the past of a case that was filed at an instant, read as one of delay and acknowledged, and whose
// acknowledgement left at once: from then on people are at work, and its clocks run.
func Handled(ctx context.Context, rules casework.RuleBook, at time.Time) (Past, error) {
	s := &scribe{}
	cases := &casework.Cases{
		Store: s, Rules: rules, Now: func() time.Time { return at }, Drive: &casework.Driver{Machines: still{}},
	}
	c, err := cases.File(ctx, complaint.TheComplainant, yardFile(), nil)
	for _, cmd := range []complaint.Command{
		&complaint.Classify{Reading: yardReading}, &complaint.Acknowledge{},
		&complaint.ReportLeft{Kind: complaint.NoticeAcknowledgement, Round: 1, Reach: complaint.ByMail},
	} {
		if err == nil {
			c, err = cases.Do(ctx, casework.Order{Ref: c.Ref(), By: complaint.TheSystem, Command: cmd})
		}
	}
	return s.past, err
}

// Overdue are the pasts of so many cases whose next rungs should have fired before an instant: the longest overdue by a
// span, each other one by a little less.
func (y *Yard) Overdue(ctx context.Context, n int, at time.Time, by time.Duration) ([]Past, error) {
	probe, err := Handled(ctx, y.book, at)
	if err != nil {
		return nil, err
	}
	sleeps := probe.Head().NextRung().Sub(at)
	all := make([]Past, n)
	for i := range all {
		late := by * time.Duration(n-i) / time.Duration(n)
		if all[i], err = Handled(ctx, y.book, at.Add(-sleeps-late)); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// scribe is a store that writes one case's past down.
type scribe struct{ past Past }

// Case answers the case as it stands.
func (s *scribe) Case(context.Context, complaint.Ref) (complaint.Case, error) {
	return s.past.Head(), nil
}

// Save writes the changes down.
func (s *scribe) Save(_ context.Context, changes ...casework.Change) error {
	s.past = append(s.past, changes...)
	return nil
}

// Done answers that nothing was carried out before.
func (*scribe) Done(context.Context, string, casework.Request) (*casework.Repeated, error) {
	return nil, nil
}

var yardReading = complaint.Reading{
	Category: complaint.CategoryDelay, Cause: "logistics.stalled", Grade: complaint.Ordinary, Language: complaint.English,
	Confidence: 0.9, Model: "yard",
}

func yardFile() *complaint.File {
	return &complaint.File{
		Ref: complaint.Ref{Tenant: yardTenant}, Channel: complaint.Web, Demand: complaint.Refund,
		Content:     "It was to come within five days. It is the sixteenth, and nobody knows where it is.",
		Complainant: complaint.Complainant{Name: "Ann Reed", Email: "ann@yard.example"},
	}
}
