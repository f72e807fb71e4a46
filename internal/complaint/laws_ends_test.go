package complaint_test

import (
	"slices"

	"pgregory.net/rapid"

	"redress/internal/complaint"
)

// ends verifies, investigates and tries every way in which a case ends without a remedy.
func (w *world) ends(t *rapid.T) {
	w.later(t)
	who := rapid.SampledFrom(append(slices.Clone(staff), yang)).Draw(t, "who")
	answers := verifies(w.rules.Checklist(w.c.Flow, w.c.Grade)...)
	if len(answers.Answers) > 0 {
		answers.Answers[0].Is = rapid.SampledFrom(complaint.CheckAnswers).Draw(t, "is")
		answers.Answers[0].Note = "Looked."
		if answers.Answers[0].Is == complaint.CheckUnclear {
			answers.Ask = "A photo, please."
		}
	}
	finding := findsOut()
	finding.Corrects = complaint.Positive(rapid.IntRange(0, len(w.c.Findings)).Draw(t, "corrects"))
	responsible := holds("production", 60, "warehouse", 40)
	responsible.Findings = []int{rapid.IntRange(1, 1+len(w.c.Findings)).Draw(t, "finding")}
	w.step(who, rapid.SampledFrom([]complaint.Command{
		answers, finding, responsible, reject, &complaint.ConfirmRejection{}, &complaint.ConfirmRejection{},
		&complaint.RefuseRejection{Reason: "Look again."}, &complaint.Withdraw{Note: "On the phone."}, &complaint.Close{Note: "Agreed."},
	}).Draw(t, "command"))
	if rapid.IntRange(0, 3).Draw(t, "customer") == 0 {
		w.step(customer, rapid.SampledFrom([]complaint.Command{
			&complaint.Withdraw{}, &complaint.Object{Reason: "No."}, &complaint.Object{Reason: "No."}, &complaint.Reopen{Reason: "No."},
		}).Draw(t, "word"))
	}
}

// nothingIsHidden: no case ends without a person's look at its reading, a rejected one not before recourse was explained, and none
// that was rejected was so by one person alone. Whoever had a part in a rejection that was objected to does not handle the case.
func (w *world) nothingIsHidden(t *rapid.T) {
	early := slices.Contains([]complaint.Outcome{complaint.Rejected, complaint.Withdrawn, complaint.Agreed}, w.c.Outcome)
	if early && !w.c.Assessed && w.c.Round == 1 {
		t.Fatalf("the case ended %s, and nobody has looked at it", w.c.Outcome)
	}
	if w.c.Outcome != complaint.Rejected {
		return
	}
	if r := w.c.Rejection; r == nil || r.ConfirmedBy == "" || r.ConfirmedBy == r.By {
		t.Fatalf("the case was rejected by %+v", r)
	}
	for _, k := range w.c.Clocks {
		if k.Milestone == "recourse_explained" && k.Round == w.c.Round && k.MetAt.IsZero() {
			t.Fatalf("the case was rejected and closed, and recourse was not explained: %+v", k)
		}
	}
}
