package casework

import (
	"cmp"
	"context"
	"slices"
	"time"

	"redress/internal/complaint"
)

// Waited is a pause that has ended.
type Waited struct {
	Case  string            `json:"case"`
	By    string            `json:"by"` // user name of who paused
	For   complaint.Awaited `json:"for"`
	From  time.Time         `json:"from"`
	To    time.Time         `json:"to"`
	Ended complaint.Ending  `json:"ended"`
}

// WaitBook keeps the pauses of all cases that have ended, so that nobody parks cases unseen.
type WaitBook interface {
	// Waits answers the pauses of a tenant that ended from one instant up to another, in the order of their ends.
	Waits(ctx context.Context, tenant string, from, until time.Time) ([]Waited, error)
}

// waitedOf is the pause that a commit ended, if it ended one.
func waitedOf(after complaint.Case, m complaint.Commit) *Waited {
	for _, e := range m.Events {
		if ended, is := e.(*complaint.Resumed); is {
			p := after.Pauses[len(after.Pauses)-1]
			return &Waited{Case: after.ID, By: p.By, For: p.For, From: p.From, To: p.To, Ended: ended.By}
		}
	}
	return nil
}

// Waiter is one person's pauses.
type Waiter struct {
	By     string                   `json:"by"`
	Pauses int                      `json:"pauses"`
	Hours  float64                  `json:"hours"` // waited in all
	Ended  map[complaint.Ending]int `json:"ended"` // by what
}

// Waiters sums pauses up by person, the one who waited longest first.
func Waiters(waits []Waited) []Waiter {
	people := []Waiter{}
	for _, w := range waits {
		i := slices.IndexFunc(people, func(p Waiter) bool { return p.By == w.By })
		if i < 0 {
			i = len(people)
			people = append(people, Waiter{By: w.By, Ended: map[complaint.Ending]int{}})
		}
		people[i].Pauses++
		people[i].Hours += w.To.Sub(w.From).Hours()
		people[i].Ended[w.Ended]++
	}
	slices.SortStableFunc(people, func(a, b Waiter) int {
		return cmp.Or(cmp.Compare(b.Hours, a.Hours), cmp.Compare(a.By, b.By))
	})
	return people
}
