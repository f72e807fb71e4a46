package complaint_test

import (
	"slices"
	"time"

	"pgregory.net/rapid"

	"redress/internal/complaint"
)

// later lets time pass: a little, much, or to about the instant the timer sleeps for.
func (w *world) later(t *rapid.T) {
	w.t = t
	next := w.c.NextRung()
	switch rapid.SampledFrom([]string{"now", "soon", "later", "early", "sharp", "late"}).Draw(t, "when") {
	case "soon":
		w.at = w.at.Add(time.Duration(rapid.IntRange(0, 120).Draw(t, "seconds")) * time.Second)
	case "later":
		w.at = w.at.Add(time.Duration(rapid.IntRange(0, 300).Draw(t, "minutes")) * time.Minute)
	case "early":
		w.until(next.Add(-time.Millisecond))
	case "sharp":
		w.until(next)
	case "late":
		w.until(next.Add(time.Duration(rapid.IntRange(1, 600).Draw(t, "late")) * time.Second))
	}
}

func (w *world) until(at time.Time) {
	if at.After(w.at) {
		w.at = at
	}
}

func (w *world) journey(t *rapid.T) {
	w.later(t)
	reading := readAs(rapid.SampledFrom(complaint.Categories).Draw(t, "category"), rapid.SampledFrom(complaint.Grades).Draw(t, "grade"))
	w.step(system, rapid.SampledFrom([]complaint.Command{
		reading, &complaint.Acknowledge{}, &complaint.Ask{}, &complaint.RestartJourney{},
	}).Draw(t, "step"))
}

// timer ticks or sweeps, sometimes twice at once.
func (w *world) timer(t *rapid.T) {
	w.later(t)
	cmd := rapid.SampledFrom([]complaint.Command{&complaint.Tick{}, &complaint.Sweep{}}).Draw(t, "timer")
	first := w.step(system, cmd)
	if len(fired(first)) < 40 && rapid.Bool().Draw(t, "twice") {
		if second := w.step(system, &complaint.Tick{}); len(second.Events) != 0 {
			t.Fatalf("the second of two ticks at %s recorded %d events", w.at, len(second.Events))
		}
	}
}

func (w *world) desk(t *rapid.T) {
	w.later(t)
	k := rapid.SampledFrom(w.c.Clocks).Draw(t, "clock")
	task := "none"
	if len(w.c.Tasks) > 0 {
		task = rapid.SampledFrom(w.c.Tasks).Draw(t, "task").Notice
	}
	w.step(rapid.SampledFrom(staff).Draw(t, "who"), rapid.SampledFrom([]complaint.Command{
		&complaint.Take{}, &complaint.HandOver{To: rapid.SampledFrom(staff).Draw(t, "to").ID},
		&complaint.Assess{}, &complaint.Assess{
			Category: rapid.SampledFrom(complaint.Categories).Draw(t, "category"),
			Grade:    rapid.SampledFrom(complaint.Grades).Draw(t, "grade"), Reason: "Read again.",
		},
		&complaint.Contact{By: "phone", Note: "Spoke."}, &complaint.Tell{Text: "We are at it."}, &complaint.Note{Text: "Hm."},
		&complaint.Record{Milestone: k.Milestone, Note: "Done."}, &complaint.AcknowledgeEscalation{Clock: k.ID},
		&complaint.FinishTask{Notice: task, Note: "Phoned."}, &complaint.RevokeLinks{},
		&complaint.WaitFor{For: complaint.AwaitedEvidence, Text: "A photo, please."}, &complaint.TakeUp{},
		&complaint.WaitFor{For: complaint.AwaitedContact, Text: "When may we come?"},
		&complaint.AskExtension{Clock: k.ID, Within: "30h", Reason: "Parts."},
		&complaint.AnswerExtension{Clock: k.ID, Grant: rapid.Bool().Draw(t, "grant"), Reason: "So be it."},
		&complaint.Reopen{Reason: "It broke again."},
	}).Draw(t, "command"))
}

// handling brings a case on, so that the later phases are seen too.
func (w *world) handling(t *rapid.T) {
	w.later(t)
	owner := rapid.SampledFrom(staff).Draw(t, "who")
	if w.c.Owner != nil {
		owner = *w.c.Owner
	}
	switch {
	case w.c.Owner == nil:
		w.step(owner, &complaint.Take{})
	case w.c.Plan == nil:
		w.step(owner, &complaint.Propose{Remedy: complaint.Refund, Text: "Your money back."})
	case w.c.Phase == complaint.Handling:
		w.step(owner, &complaint.Execute{})
	default:
		w.step(system, &complaint.Ask{})
	}
}

// post reports on a notice: that it left, once or twice, or that it cannot leave.
func (w *world) post(t *rapid.T) {
	w.later(t)
	if len(w.waiting) == 0 {
		return
	}
	i := rapid.IntRange(0, len(w.waiting)-1).Draw(t, "notice")
	n := w.waiting[i]
	if rapid.IntRange(0, 3).Draw(t, "again") > 0 {
		w.waiting = slices.Delete(w.waiting, i, i+1)
	}
	if rapid.IntRange(0, 3).Draw(t, "failed") == 0 {
		w.step(system, &complaint.ReportFailed{Notice: n.ID, Kind: n.Kind})
		return
	}
	w.step(system, &complaint.ReportLeft{Notice: n.ID, Kind: n.Kind, Round: n.Round, Reach: complaint.ByMail})
}

// union makes another case a part of this one, or this one of another, or undoes it.
func (w *world) union(t *rapid.T) {
	w.later(t)
	other := w.another(t)
	var part complaint.Command = &complaint.Part{Case: "R-2", Reason: "Another matter."}
	by := rapid.SampledFrom([]complaint.Actor{system, lin}).Draw(t, "who")
	w.step(by, rapid.SampledFrom([]complaint.Command{
		&complaint.Merge{Case: other.ID, Reason: "The same matter.", Other: other}, part,
		&complaint.Join{Into: "R-3", Reason: "The same matter."}, &complaint.Leave{Reason: "Another matter."},
	}).Draw(t, "union"))
}

// another is a case of another flow that was received at another time and has joined this one.
func (w *world) another(t *rapid.T) complaint.Case {
	at := w.at.Add(-time.Duration(rapid.IntRange(0, 600).Draw(t, "older")) * time.Minute)
	var c complaint.Case
	decide := func(by complaint.Actor, cmd complaint.Command) {
		m, err := complaint.Decide(c, cmd, by, w.rules, at)
		if err != nil {
			t.Fatalf("%v", err)
		}
		c = c.After(m)
	}
	file := sofa()
	file.Ref.Case = "R-2"
	decide(customer, file)
	decide(system, readAs(rapid.SampledFrom(complaint.Categories).Draw(t, "other"), complaint.Ordinary))
	at = w.at
	decide(system, &complaint.Tick{})
	decide(system, &complaint.Join{Into: w.c.ID, Reason: "The same matter."})
	return c
}

func (w *world) complainant(t *rapid.T) {
	w.later(t)
	w.step(customer, rapid.SampledFrom([]complaint.Command{&complaint.Write{Text: "Any news?"}, happy(), unhappy(), unhappy()}).Draw(t, "word"))
}

// anybody tries what they may not, too.
func (w *world) anybody(t *rapid.T) {
	w.later(t)
	role := rapid.SampledFrom(complaint.Roles).Draw(t, "role")
	w.step(complaint.Actor{Role: role, ID: "eve"}, rapid.SampledFrom(commands).Draw(t, "command"))
}
