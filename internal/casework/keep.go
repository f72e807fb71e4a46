package casework

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"golang.org/x/sync/errgroup"

	"redress/internal/complaint"
	"redress/internal/duplicate"
)

// KeepIndex is the index of the cases that were kept for long enough, and of those of which something is being erased.
type KeepIndex interface {
	// Shards is the number of parts of the index.
	Shards() int
	// KeepingDue hands over the cases in a shard that are due at the instant, the longest due first, in batches.
	KeepingDue(ctx context.Context, shard int, at time.Time, take func([]DueItem) error) error
}

// Custody is the hand on what is kept: it can change what nothing else changes. Each of its methods may be called again.
type Custody interface {
	// Forget takes a case's prints from under the keys of its complainant, and with purchases also what was told of these.
	Forget(ctx context.Context, ref complaint.Ref, people []string, purchases bool) error
	// Replace puts what is left of a case's notices and commits in their places, the first commit last, and notes by which commit. What a
	// journey held goes.
	Replace(ctx context.Context, ref complaint.Ref, by int, notices []complaint.Notice, commits []complaint.Commit) error
	// Remove has the commits of a case before one, its notices and what a journey held go at an instant.
	Remove(ctx context.Context, ref complaint.Ref, before int, at time.Time) error
}

// Archive keeps whole cases that were removed, for a time of its own.
type Archive interface {
	// PutCase keeps the text of a case and answers its name there. The same case once more takes the place of the one before.
	PutCase(ctx context.Context, ref complaint.Ref, text []byte) (string, error)
}

// Places says where the commits of a case stand in the evidence log, for the archive.
type Places interface {
	// Standing answers the index of each commit's leaf and the sum it was entered with, in hexadecimal, the first commit's first.
	Standing(ctx context.Context, ref complaint.Ref) (leaves []int64, sums []string, err error)
}

// Cabinet keeps files of evidence.
type Cabinet interface {
	// EraseFiles removes the files of a case. It may be called again.
	EraseFiles(ctx context.Context, ref complaint.Ref) error
}

// Keeper sees to it that cases are not kept for longer than they may be (requirement G2).
type Keeper struct {
	Cases   *Cases
	Book    *Book
	History History
	Index   KeepIndex
	Custody Custody
	Places  Places
	Archive Archive
	Files   Cabinet // nil: there are none
	Key     duplicate.Key
	Width   int // how many cases are worked on together
	Most    int // cases of a run; the next one goes on
}

// Keeping counts what a run did.
type Keeping struct {
	Cases  int `json:"cases"`
	Failed int `json:"failed"`
}

// errEnough ends a run that did as many as it may.
var errEnough = errors.New("enough for this run")

// Run carries out what is due: it erases or removes what was kept for long enough, and finishes what was begun. One that fails is counted
// and logged and does not stop the others. Whatever a run leaves is as due as before.
func (k *Keeper) Run(ctx context.Context) (Keeping, error) {
	stop, cancel := inTime(ctx)
	defer cancel()
	at, done := k.Cases.now(), Keeping{}
	for shard := range k.Index.Shards() {
		err := k.Index.KeepingDue(stop, shard, at, func(batch []DueItem) error { return k.batch(ctx, stop, batch, &done) })
		switch {
		case errors.Is(err, errEnough) || stop.Err() != nil:
			slog.InfoContext(ctx, "retention cut off, the next run goes on", "cases", done.Cases, "failed", done.Failed)
			return done, nil
		case err != nil:
			return done, err
		}
	}
	return done, nil
}

func (k *Keeper) batch(ctx, stop context.Context, batch []DueItem, done *Keeping) error {
	room := k.Most - done.Cases - done.Failed
	cut := batch[:min(len(batch), room)]
	failed := make([]error, len(cut))
	var crew errgroup.Group
	crew.SetLimit(k.Width)
	for i, item := range cut {
		crew.Go(func() error {
			if stop.Err() != nil {
				return stop.Err()
			}
			failed[i] = k.Keep(ctx, item.Ref)
			return nil
		})
	}
	err := crew.Wait()
	for i, why := range failed {
		if why == nil {
			done.Cases++
			continue
		}
		done.Failed++
		slog.ErrorContext(ctx, "retention failed", "tenant", cut[i].Ref.Tenant, "case", cut[i].Ref.Case, "error", why.Error())
	}
	if err == nil && len(cut) < len(batch) {
		err = errEnough
	}
	return err
}

// Keep does with a case what is due: nothing, if nothing is.
func (k *Keeper) Keep(ctx context.Context, ref complaint.Ref) error {
	c, err := k.Cases.Store.Case(ctx, ref)
	if err != nil {
		return err
	}
	if due := c.NextKeeping(); due.IsZero() || k.Cases.now().Before(due) {
		return nil
	}
	if !c.Erased() {
		if err := k.Cases.apart(ctx, c); err != nil {
			return err
		}
		if c, err = k.expire(ctx, c, "", nil); err != nil {
			return err
		}
	}
	return k.finish(ctx, c)
}

// expire decides that a case was kept for long enough, and each of its parts with it.
func (k *Keeper) expire(ctx context.Context, c complaint.Case, cause complaint.EraseCause, whole *complaint.Case) (complaint.Case, error) {
	rules, err := k.Book.Policy(ctx, c)
	if err != nil {
		return c, err
	}
	commits, err := k.History.Commits(ctx, c.Ref())
	if err != nil {
		return c, err
	}
	cmd := &complaint.Expire{Cause: cause, Whole: whole, Remove: rules.Removes() && cause != complaint.ByRequest}
	if !cmd.Remove {
		cmd.Commits, err = leftOf(commits)
	} else if cmd.Archive, err = k.archive(ctx, c, commits); err == nil {
		for _, m := range commits {
			cmd.Commits = append(cmd.Commits, complaint.Replaced{Revision: m.Revision})
		}
	}
	if err != nil {
		return c, err
	}
	return k.Cases.Do(ctx, Order{Ref: c.Ref(), By: complaint.TheSystem, Command: cmd, Reads: c.Revision})
}

// finish carries out what was decided on a case and on its parts. The case is the last, so that whatever is cut off is begun again.
func (k *Keeper) finish(ctx context.Context, c complaint.Case) error {
	commits, err := k.History.Commits(ctx, c.Ref())
	if err != nil {
		return err
	}
	e, by := erasureIn(commits)
	if e == nil {
		return fmt.Errorf("no commit of case %s says what is to be erased", c.ID)
	}
	for _, part := range c.Absorbed {
		if err := k.part(ctx, c, part.Case, e.Cause); err != nil {
			return err
		}
	}
	if err := k.carryOut(ctx, c, commits, e, by); err != nil {
		return err
	}
	_, err = k.Cases.Do(ctx, Order{Ref: c.Ref(), By: complaint.TheSystem, Command: &complaint.FinishErasure{}})
	return err
}

// part erases a case that is a part of another which is erased.
func (k *Keeper) part(ctx context.Context, whole complaint.Case, id string, cause complaint.EraseCause) error {
	c, err := k.Cases.Store.Case(ctx, complaint.Ref{Tenant: whole.Tenant, Case: id})
	if err != nil {
		return err
	}
	if !c.Erased() {
		if c, err = k.expire(ctx, c, cause, &whole); err != nil {
			return err
		}
	}
	if !c.Erasure.Pending {
		return nil
	}
	return k.finish(ctx, c)
}

// carryOut erases what an erasure names, everything by which the complainant is found first: those keys are told by the first commit.
func (k *Keeper) carryOut(ctx context.Context, c complaint.Case, commits []complaint.Commit, e *complaint.Erased, by int) error {
	if filed, err := OpeningOf(commits[0]); err == nil {
		people := k.Key.People(c.Tenant, filed.Complainant)
		if err := k.Custody.Forget(ctx, c.Ref(), people, e.Cause == complaint.ByRequest); err != nil {
			return err
		}
	}
	if k.Files != nil {
		if err := k.Files.EraseFiles(ctx, c.Ref()); err != nil {
			return err
		}
	}
	if e.Removed {
		return k.Custody.Remove(ctx, c.Ref(), by, k.Cases.now())
	}
	left, err := replaced(commits, e.Commits)
	if err != nil {
		return err
	}
	notices, err := k.History.Notices(ctx, c.Ref())
	if err != nil {
		return err
	}
	less := make([]complaint.Notice, len(notices))
	for i, n := range notices {
		less[i] = complaint.Forgotten(n.Notice)
	}
	return k.Custody.Replace(ctx, c.Ref(), by, less, left)
}
