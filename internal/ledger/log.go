package ledger

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"redress/internal/complaint"
)

// Written is a commit as it is stored.
type Written struct {
	Revision int
	Data     []byte
}

// Place is where the commits of a case stand in the log.
type Place struct {
	Ref    complaint.Ref
	Leaves []int64 // index of the leaf of each commit, the first commit's first
	Sums   []Sum   // of each commit, as it was entered
	Kept   int     // how many of them were there before; the others are written by an append
}

// Growth is what an append writes, whole or not at all.
type Growth struct {
	Tree   Tree
	Full   []FullTile
	Places []Place
}

// Store keeps logs.
type Store interface {
	Shelf
	// Written answers the commits of a case after a revision in their order, byte for byte as they are stored.
	Written(ctx context.Context, ref complaint.Ref, after int) ([]Written, error)
	// Tree answers a tenant's tree, an empty one if nothing was entered yet.
	Tree(ctx context.Context, tenant string) (Tree, error)
	// Place answers where a case stands in its tenant's log; without leaves: nowhere.
	Place(ctx context.Context, ref complaint.Ref) (Place, error)
	// Grow writes what was appended to a tree that had a size before. It fails with kind Stale if the tree has grown since.
	Grow(ctx context.Context, tenant string, before int64, g Growth) error
}

// Bounds of one append, so that it is one transaction (100 items at most): its cases, and its leaves by the tiles and the places that they may fill.
const (
	mostCases  = 30
	mostLeaves = 30 * tileWidth
)

// tries is how often an append that lost against another begins anew.
const tries = 12

// Log enters commits. It may run many times at once and be told anything many times.
type Log struct {
	Store Store
	Check func(ctx context.Context, tenant string, found Tree) error // of the tree that is appended to; nil: it is believed
	After func(time.Duration) <-chan time.Time                       // how another try is waited for; nil: as time.After does
}

// Entered is what became of the wish to enter commits.
type Entered struct {
	Leaves int  // new ones
	Tree   Tree // as it is then
}

// Enter enters commits of a tenant's cases, each once, however often and in whatever order they are named. A case's commits are
// entered in their order: what is missing before one that is named is read from the store and entered as well, so that a commit which
// the stream lost comes with the next. A commit without data is read too.
func (l *Log) Enter(ctx context.Context, tenant string, wanted []Commit) (Entered, error) {
	var done Entered
	cases := gather(wanted)
	for lost := 0; ; {
		step, err := l.step(ctx, tenant, cases)
		var e *complaint.Error
		switch {
		case errors.As(err, &e) && e.Kind == complaint.Stale && lost < tries:
			if lost++; !l.wait(ctx, lost) {
				return done, ctx.Err()
			}
			continue
		case err != nil:
			return done, err
		}
		done.Tree, done.Leaves, lost = step.Tree, done.Leaves+step.Leaves, 0
		if step.Leaves == 0 {
			return done, nil
		}
	}
}

// wait lets another finish, for a time that differs from everybody else's.
func (l *Log) wait(ctx context.Context, lost int) bool {
	after := l.After
	if after == nil {
		after = time.After
	}
	select {
	case <-ctx.Done():
		return false
	case <-after(rand.N(time.Duration(lost) * 20 * time.Millisecond)): //nolint:gosec // no secret
		return true
	}
}

// step appends what one transaction can hold. The tree is read first: if it has not grown when it is written, no place has changed
// since it was read either.
func (l *Log) step(ctx context.Context, tenant string, cases []*wish) (Entered, error) {
	tree, err := l.Store.Tree(ctx, tenant)
	if err != nil {
		return Entered{}, err
	}
	var g Growth
	var hashes []tlog.Hash
	for _, w := range cases {
		if len(g.Places) == mostCases || len(hashes) == mostLeaves {
			break
		}
		place, leaves, err := l.missing(ctx, w, tree.Size+int64(len(hashes)), mostLeaves-len(hashes))
		if err != nil {
			return Entered{}, err
		}
		if len(leaves) > 0 {
			g.Places, hashes = append(g.Places, place), append(hashes, leaves...)
		}
	}
	if len(hashes) == 0 {
		return Entered{Tree: tree}, nil
	}
	if l.Check != nil && tree.Size > 0 {
		if err := l.Check(ctx, tenant, tree); err != nil {
			return Entered{}, err
		}
	}
	g.Tree, g.Full = tree.Append(hashes...)
	return Entered{len(hashes), g.Tree}, l.Store.Grow(ctx, tenant, tree.Size, g)
}

// missing are the leaves of a case that are not in the log yet, at most so many, and its place with them in it.
func (l *Log) missing(ctx context.Context, w *wish, next int64, most int) (Place, []tlog.Hash, error) {
	if w.entered >= w.last {
		return Place{}, nil, nil
	}
	place, err := l.Store.Place(ctx, w.ref)
	if err != nil {
		return place, nil, err
	}
	w.entered = len(place.Leaves)
	data, err := l.data(ctx, w)
	if err != nil {
		return place, nil, err
	}
	var hashes []tlog.Hash
	for _, d := range data[:min(len(data), most)] {
		leaf := Leaf{Ref: w.ref, Revision: len(place.Leaves) + 1, Commit: SumOf(d)}
		if n := len(place.Sums); n > 0 {
			leaf.Before = place.Sums[n-1]
		}
		place.Leaves = append(place.Leaves, next+int64(len(hashes)))
		place.Sums = append(place.Sums, leaf.Commit)
		hashes = append(hashes, leaf.Hash())
	}
	return place, hashes, nil
}

// data are the bytes of the commits that are not in the log yet, as the stream brought them or else as they are stored.
func (l *Log) data(ctx context.Context, w *wish) ([][]byte, error) {
	all := map[int][]byte{}
	if !w.complete() {
		stored, err := l.Store.Written(ctx, w.ref, w.entered)
		if err != nil {
			return nil, err
		}
		for _, s := range stored {
			all[s.Revision] = s.Data
		}
	}
	var data [][]byte
	for revision := w.entered + 1; revision <= w.last; revision++ {
		d := w.given[revision]
		if d == nil {
			d = all[revision]
		}
		if d == nil {
			return nil, fmt.Errorf("commit %d of case %s is neither in the table nor in the log", revision, w.ref.Case)
		}
		data = append(data, d)
	}
	return data, nil
}
