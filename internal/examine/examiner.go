package examine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"os"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/custody"
	"redress/internal/inspect"
)

// Depot is where files lie: in quarantine as they came, and then among the evidence.
type Depot interface {
	// Fetch answers what was uploaded, or an error of kind NotFound.
	Fetch(ctx context.Context, f custody.FileRef) (io.ReadCloser, error)
	// Keep puts a file among the evidence. The same file kept twice is one; what it says of hash and size must be so.
	Keep(ctx context.Context, k custody.Kept, content io.ReadSeeker) error
	// Remove removes what was uploaded from quarantine, if it is there.
	Remove(ctx context.Context, f custody.FileRef) error
	// Waiting answers what has been in quarantine since before an instant.
	Waiting(ctx context.Context, before time.Time) ([]custody.FileRef, error)
}

// Examiner checks files.
type Examiner struct {
	Cases *casework.Cases
	Book  *casework.Book
	Depot Depot
}

// overdue is after what time a file in quarantine has been forgotten: its event was lost, or its examiner died.
const overdue = 2 * time.Minute

// Sweep examines what has been in quarantine for too long. It costs by what lies there, and that is nothing as a rule.
func (e *Examiner) Sweep(ctx context.Context) error {
	forgotten, err := e.Depot.Waiting(ctx, e.Cases.Now().Add(-overdue))
	for _, f := range forgotten {
		if failed := e.Examine(ctx, f); failed != nil {
			err = errors.Join(err, failed)
		}
	}
	return err
}

// Examine checks a file that was uploaded, records what becomes of it and empties its place in quarantine. Told twice of the same file it
// finds it settled, and what was uploaded over it meanwhile is thrown away.
func (e *Examiner) Examine(ctx context.Context, f custody.FileRef) error {
	c, err := e.Cases.Store.Case(ctx, f.Ref)
	if err != nil && !complaint.Is(err, complaint.NotFound) {
		return err
	}
	x, asked := c.Exhibit(f.File)
	if asked && x.State == complaint.FileAwaited {
		if err := e.settle(ctx, c, f, x); err != nil {
			return err
		}
	}
	return e.Depot.Remove(ctx, f)
}

// settle has a file kept or refused.
func (e *Examiner) settle(ctx context.Context, c complaint.Case, f custody.FileRef, x complaint.Exhibit) error {
	rules, err := e.Book.Policy(ctx, c)
	if err != nil {
		return err
	}
	copied, err := e.copy(ctx, f, rules.Files())
	if err != nil || copied == nil {
		return err
	}
	defer copied.close()
	found, err := inspect.File(copied.Upload, x, rules.Files())
	if err != nil {
		return err
	}
	if found.Fault == "" {
		x.Type, x.Size, x.SHA256 = found.Type, copied.Size, copied.SHA256
		found.Fault, err = e.keep(ctx, f, x, copied)
		if err != nil {
			return err
		}
	}
	if found.Fault != "" {
		err = e.do(ctx, f, &complaint.RefuseFile{ID: f.File, Fault: found.Fault})
	}
	slog.InfoContext(ctx, "file examined", "tenant", f.Tenant, "case", f.Case, "file", f.File, "type", found.Type, "fault", found.Fault)
	return err
}

// keep puts a file among the evidence first and records it then: a record without its file would be worse than a file without a record.
func (e *Examiner) keep(ctx context.Context, f custody.FileRef, x complaint.Exhibit, content *local) (complaint.FileFault, error) {
	if err := e.Depot.Keep(ctx, custody.Kept{FileRef: f, Exhibit: x}, content.file); err != nil {
		return "", err
	}
	err := e.do(ctx, f, &complaint.KeepFile{ID: f.File, Type: x.Type, Size: x.Size, SHA256: x.SHA256})
	if complaint.Is(err, complaint.Conflict) {
		return complaint.FaultTooMany, nil
	}
	return "", err
}

func (e *Examiner) do(ctx context.Context, f custody.FileRef, cmd complaint.Command) error {
	_, err := e.Cases.Do(ctx, casework.Order{Ref: f.Ref, By: complaint.TheSystem, Command: cmd})
	return err
}

// local is a copy of what was uploaded, which nobody can change between looking and keeping.
type local struct {
	inspect.Upload
	file *os.File
}

func (l *local) close() {
	_ = l.file.Close()           // it was read to its end
	_ = os.Remove(l.file.Name()) // it lies in a place of this function's own
}

// copy copies an upload, up to one byte more than a file may have; nil: there is nothing.
func (e *Examiner) copy(ctx context.Context, f custody.FileRef, rules complaint.FileRules) (*local, error) {
	from, err := e.Depot.Fetch(ctx, f)
	switch {
	case complaint.Is(err, complaint.NotFound):
		return nil, nil //nolint:nilnil // as it says
	case err != nil:
		return nil, err
	}
	defer from.Close() //nolint:errcheck // it was read to its end
	file, err := os.CreateTemp("", "upload-*")
	if err != nil {
		return nil, err
	}
	l := &local{file: file}
	most := 0
	for _, t := range rules.Types {
		most = max(most, t.Most)
	}
	sum := sha256.New()
	size, err := io.Copy(io.MultiWriter(file, sum), io.LimitReader(from, int64(most)+1))
	if err != nil {
		l.close()
		return nil, err
	}
	l.Upload = inspect.Upload{Content: file, Size: int(size), SHA256: hex.EncodeToString(sum.Sum(nil))}
	return l, nil
}
