package functest

import (
	"redress/internal/access"
	"redress/internal/casework"
	"redress/internal/complaint"
)

// File opens a case, which from then on is the case of the story.
func (w *World) File(tenant string) complaint.Case {
	w.Helper()
	c, err := w.Cases.File(w.Context(), complaint.TheComplainant, &complaint.File{
		Ref: complaint.Ref{Tenant: tenant}, Channel: complaint.Web, Complainant: Wang, Demand: complaint.Refund, Content: Content,
	}, nil)
	w.OK(err)
	return w.Follow(c)
}

// Follow makes a case the one of the story, and keeps its secrets out of the logs.
func (w *World) Follow(c complaint.Case) complaint.Case {
	w.Helper()
	w.Ref = c.Ref()
	KeepOutOfLogs(w.Secret())
	for round := range 4 {
		KeepOutOfLogs(w.Key.Secret(c, access.ToAnswer(round)))
	}
	return c
}

// Secret is the one with which the case of the story is followed.
func (w *World) Secret() string {
	w.Helper()
	return w.Key.Secret(w.Known(), access.ToFollow)
}

// Known is the case of the story as it is kept.
func (w *World) Known() complaint.Case {
	w.Helper()
	c, err := w.Memory.Case(w.Context(), w.Ref)
	w.OK(err)
	return c
}

// Do carries commands out on the case of the story.
func (w *World) Do(by complaint.Actor, commands ...complaint.Command) complaint.Case {
	w.Helper()
	for _, cmd := range commands {
		_, err := w.Cases.Do(w.Context(), casework.Order{Ref: w.Ref, By: by, Command: cmd})
		w.OK(err)
	}
	return w.Known()
}

// Handle takes the case to where people are at work: it was read as a complaint of quality and acknowledged.
func (w *World) Handle() complaint.Case {
	w.Helper()
	return w.HandleWith()
}

// HandleWith is Handle, with other cases proposed as the same complaint.
func (w *World) HandleWith(twins ...complaint.Twin) complaint.Case {
	w.Helper()
	return w.Do(complaint.TheSystem, &complaint.Classify{Twins: twins, Reading: complaint.Reading{
		Category: complaint.CategoryQuality, Cause: "product.workmanship", Grade: complaint.Ordinary,
		Language: complaint.English, Confidence: 0.9, Model: "test",
	}, Value: &complaint.Value{Tier: Tier, Recency: 3, Frequency: 2, Monetary: 3}}, &complaint.Acknowledge{})
}
