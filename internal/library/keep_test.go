package library_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"redress/internal/complaint"
	"redress/internal/library"
	"redress/internal/storetest"
)

// told is a history that is told.
type told []complaint.Commit

func (h *told) Commits(context.Context, complaint.Ref) ([]complaint.Commit, error) { return *h, nil }

// years is for how long precedents are kept.
type years int

func (y years) Remembered(context.Context, string) (time.Duration, error) {
	return time.Duration(y) * 365 * 24 * time.Hour, nil
}

// A closed case has one precedent however often it is kept; opened again it has none, and closed again the new one.
func TestAPrecedentFollowsItsCase(t *testing.T) {
	c, commits := past(nil)
	_, buckets := library.PrecedentOf(c, commits)
	store, history := storetest.NewLibrary(), told(commits)
	keeper := &library.Keeper{History: &history, Memory: years(5), Store: store}
	keep := func(want library.Kept, there int) {
		t.Helper()
		for range 2 { // everything is delivered twice
			kept, err := keeper.Keep(t.Context(), c.Ref())
			if err != nil || kept != want {
				t.Fatalf("%s, %v; want %s", kept, err, want)
			}
		}
		for _, bucket := range buckets {
			if found, err := store.Bucket(t.Context(), "home", bucket); err != nil || len(found) != there {
				t.Errorf("%d in %s (%v), want %d", len(found), bucket, err, there)
			}
		}
	}
	keep(library.Added, 1)
	history = append(told(commits), complaint.Commit{Revision: 10, At: monday.AddDate(0, 0, 20), Events: []complaint.Event{
		&complaint.Reopened{Reason: "x"}, &complaint.RoundOpened{Round: 3},
	}})
	keep(library.Dropped, 0)
	history = append(history, complaint.Commit{Revision: 11, At: monday.AddDate(0, 0, 21), Events: []complaint.Event{&complaint.Ended{Outcome: complaint.NoAnswer}}})
	keep(library.Added, 1)
	keeper.Memory = years(0) // a policy that keeps none
	keep(library.Dropped, 0)
}

// What was never filed has no precedent, and a store that is down is no reason to say that there is one.
func TestWhatCannotBeKept(t *testing.T) {
	c, commits := past(nil)
	history := told(nil)
	keeper := &library.Keeper{History: &history, Memory: years(5), Store: storetest.NewLibrary()}
	if _, err := keeper.Keep(t.Context(), c.Ref()); !complaint.Is(err, complaint.NotFound) {
		t.Errorf("got %v", err)
	}
	history, keeper.Store = commits, down{}
	if kept, err := keeper.Keep(t.Context(), c.Ref()); !errors.Is(err, errDown) {
		t.Errorf("%s, %v", kept, err)
	}
}

var errDown = errors.New("down")

// down is a library that cannot be reached.
type down struct{}

func (down) Bucket(context.Context, string, string) ([]library.Precedent, error) { return nil, errDown }
func (down) Drop(context.Context, string, string) error                          { return errDown }
func (down) Keep(context.Context, string, library.Precedent, []string, time.Time) error {
	return errDown
}
