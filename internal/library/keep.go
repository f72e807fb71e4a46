package library

import (
	"context"
	"time"

	"redress/internal/complaint"
)

// Store keeps precedents.
type Store interface {
	Shelf
	// Keep puts a precedent into buckets of a tenant until an instant, and takes it out of all others. Once more is the same.
	Keep(ctx context.Context, tenant string, p Precedent, buckets []string, until time.Time) error
	// Drop takes a precedent out of all buckets. One that is not there is dropped.
	Drop(ctx context.Context, tenant, id string) error
}

// History knows everything that happened to a case.
type History interface {
	// Commits answers all commits of a case in their order; none where there is no such case.
	Commits(ctx context.Context, ref complaint.Ref) ([]complaint.Commit, error)
}

// Memory says for how long a tenant's precedents are kept after their cases were closed; zero: none is.
type Memory interface {
	Remembered(ctx context.Context, tenant string) (time.Duration, error)
}

// Keeper keeps the precedents of cases that are over.
type Keeper struct {
	History History
	Memory  Memory
	Store   Store
}

// Kept is what became of a case's precedent.
type Kept string

// What can become of it.
const (
	Added   Kept = "kept"
	Dropped Kept = "dropped" // the case is open, or its tenant's policy keeps none
)

// Keep brings the library in line with a case as it is now: one that is closed has a precedent, another has none. It reads what there is
// rather than what it was told, so that it can be done again, late and in any order.
func (k *Keeper) Keep(ctx context.Context, ref complaint.Ref) (Kept, error) {
	commits, err := k.History.Commits(ctx, ref)
	if err != nil {
		return "", err
	}
	if len(commits) == 0 {
		return "", complaint.Errorf(complaint.NotFound, "there is no such case")
	}
	c := complaint.Fold(commits)
	kept, err := k.Memory.Remembered(ctx, ref.Tenant)
	if err != nil {
		return "", err
	}
	if c.Phase != complaint.Closed || c.Category == "" || kept == 0 {
		return Dropped, k.Store.Drop(ctx, ref.Tenant, IDOf(ref))
	}
	p, buckets := PrecedentOf(c, commits)
	return Added, k.Store.Keep(ctx, ref.Tenant, p, buckets, c.Closed.Add(kept))
}
