package casework

import (
	"context"
	"encoding/json"

	"redress/internal/complaint"
)

// answerErasure grants or refuses an erasure. What is granted names every commit that will read otherwise; the Keeper carries it out.
func (w *Cases) answerErasure(ctx context.Context, before complaint.Case, o Order, cmd complaint.AnswerErasure) (complaint.Case, error) {
	if cmd.Grant {
		var err error
		if cmd.Commits, err = w.erasable(ctx, before); err != nil {
			return complaint.Case{}, err
		}
	}
	o.Command = &cmd
	return w.decide(ctx, before, o)
}

// erasable names the commits of a case that are to read otherwise.
func (w *Cases) erasable(ctx context.Context, c complaint.Case) ([]complaint.Replaced, error) {
	if err := w.apart(ctx, c); err != nil {
		return nil, err
	}
	commits, err := w.Kept.Commits(ctx, c.Ref())
	switch {
	case err != nil:
		return nil, err
	case len(commits) != c.Revision:
		return nil, complaint.Errorf(complaint.Stale, "the case moved on meanwhile; read it again")
	}
	return leftOf(commits)
}

// apart refuses to erase a case of which a part is under legal hold.
func (w *Cases) apart(ctx context.Context, c complaint.Case) error {
	for _, part := range c.Absorbed {
		p, err := w.Store.Case(ctx, complaint.Ref{Tenant: c.Tenant, Case: part.Case})
		if err != nil {
			return err
		}
		if p.Hold != nil {
			return complaint.Errorf(complaint.Conflict, "its part %s is under legal hold; nothing is erased before legal releases it", p.ID)
		}
	}
	return nil
}

// archived is a whole case as it is put into the archive.
type archived struct {
	Format  string             `json:"format"`
	Case    complaint.Case     `json:"case"`
	Commits []complaint.Commit `json:"commits"`
	Notices []NoticeState      `json:"notices"`
	Leaves  []int64            `json:"leaves"` // of its commits in the tenant's evidence log
	Sums    []string           `json:"sums"`   // SHA-256 of each commit as it was entered
}

// archive puts a whole case into the archive. A case that the evidence log does not know whole is not removed.
func (k *Keeper) archive(ctx context.Context, c complaint.Case, commits []complaint.Commit) (string, error) {
	a := archived{Format: "redress-archive/1", Case: c, Commits: commits}
	var err error
	if a.Leaves, a.Sums, err = k.Places.Standing(ctx, c.Ref()); err != nil {
		return "", err
	}
	if len(a.Leaves) < len(commits) {
		return "", complaint.Errorf(complaint.Conflict, "the evidence log has %d of the case's %d commits; redress ledger catch-up enters the others",
			len(a.Leaves), len(commits))
	}
	if a.Notices, err = k.History.Notices(ctx, c.Ref()); err != nil {
		return "", err
	}
	text, err := json.Marshal(a)
	if err != nil {
		return "", err
	}
	return k.Archive.PutCase(ctx, c.Ref(), text)
}
