package main

import (
	"os"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
	"redress/internal/functest"
	"redress/internal/task"
)

// TestMain runs the tests and then reads what they logged.
func TestMain(m *testing.M) { os.Exit(functest.Main(m)) }

// What the schedule sends erases what two people decided to erase, and says how much it did.
func TestTheScheduleCarriesErasuresOut(t *testing.T) {
	w := functest.New(t)
	w.Cases.Kept = w.Memory
	c := w.File("acme")
	closed := complaint.Commit{Revision: 2, At: functest.Monday, Actor: complaint.TheSystem, Command: "test", Events: []complaint.Event{
		&complaint.Ended{Outcome: complaint.Satisfied, KeepUntil: functest.Monday.Add(time.Hour)},
	}}
	w.OK(w.Memory.Save(t.Context(), casework.Change{After: c.After(closed), Commit: closed}))
	r := retention{&casework.Keeper{
		Cases: w.Cases, Book: w.Book, History: w.Memory, Index: w.Memory, Custody: w.Memory, Places: w.Memory,
		Key: duplicate.NewKey(w.Key), Width: width, Most: most,
	}}
	for _, want := range []int{0, 1, 0} {
		got, err := task.Handle(r.do)(t.Context(), order{})
		w.OK(err)
		if done, is := got.(casework.Keeping); !is || done.Cases != want || done.Failed != 0 {
			t.Fatalf("%+v, want %d", got, want)
		}
		w.Clock.Pass(2 * time.Hour)
	}
	if left := w.Known(); left.Complainant.Email != "" || left.Erasure.Pending || len(w.Memory.Holds(functest.Wang.Email)) > 0 {
		t.Errorf("left: %+v in %v", left.Complainant, w.Memory.Holds(functest.Wang.Email))
	}
}
