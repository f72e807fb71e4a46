package evidence

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"redress/internal/complaint"
	"redress/internal/ledger"
)

// Store is where cases and logs are kept.
type Store interface {
	ledger.Store
	Case(ctx context.Context, ref complaint.Ref) (complaint.Case, error)
}

// Exporter makes exports.
type Exporter struct {
	Store  Store
	Notary *ledger.Notary
	Vault  Vault          // where the files of cases lie; nil: an export has none
	Zone   *time.Location // that the reports' times are written in
}

// Export is a whole case with its proofs.
type Export struct {
	Files    Files
	Attached []Attached // the files that were given as evidence; Write puts them in as they lie in the vault
	Revision int        // of the last commit
	Entered  int        // commits that had not been in the log
	Differs  bool       // what the table holds as the case is not what its commits say
}

// Export enters what is missing in the log and exports a case as it is then. With an older signed head, the log is proved to have only
// grown since that one; without, since the first archived head that knows of the case.
func (x *Exporter) Export(ctx context.Context, ref complaint.Ref, older []byte) (Export, error) {
	stored, err := x.Store.Case(ctx, ref)
	if err != nil {
		return Export{}, err
	}
	if stored.Erased() && stored.Erasure.Pending {
		return Export{}, complaint.Errorf(complaint.Conflict, "the case is being erased; export it in some minutes")
	}
	entered, err := x.enter(ctx, ref, stored.Revision)
	if err != nil {
		return Export{}, err
	}
	e := &edition{Exporter: x, ref: ref, stored: stored, tree: entered.Tree, files: Files{}}
	for _, step := range []func(context.Context) error{
		e.seal, e.commits, e.prove, func(ctx context.Context) error { return e.since(ctx, older) }, e.write, e.state,
	} {
		if err := step(ctx); err != nil {
			return Export{}, err
		}
	}
	return Export{Files: e.files, Attached: e.attached(), Revision: len(e.place.Leaves), Entered: entered.Leaves, Differs: e.differs}, nil
}

// enter enters every commit of the case that is stored and not in the log.
func (x *Exporter) enter(ctx context.Context, ref complaint.Ref, last int) (ledger.Entered, error) {
	written, err := x.Store.Written(ctx, ref, 0)
	if err != nil {
		return ledger.Entered{}, err
	}
	if n := len(written); n > 0 {
		last = max(last, written[n-1].Revision)
	}
	return (&ledger.Log{Store: x.Store, Check: x.Notary.Check}).Enter(ctx, ref.Tenant, []ledger.Commit{{Ref: ref, Revision: last}})
}

// edition is an export that is being made.
type edition struct {
	*Exporter
	ref     complaint.Ref
	stored  complaint.Case
	tree    ledger.Tree
	head    ledger.Head
	key     ledger.Key
	place   ledger.Place
	history []complaint.Commit // empty: it cannot be read
	differs bool
	proofs  Proofs
	files   Files
}

// seal puts the signed head and the key in.
func (e *edition) seal(ctx context.Context) (err error) {
	if e.key, err = ledger.KeyOf(ctx, e.Notary.Signer); err != nil {
		return err
	}
	e.files[keyFile] = e.key.PEM()
	e.files[headFile], e.head, err = e.Notary.Publish(ctx, e.ref.Tenant, e.tree)
	return err
}

// commits puts the commits in as they are stored, and the case that they make. Commits that were tampered with go out as well: it is
// for the verifier to name them.
func (e *edition) commits(ctx context.Context) error {
	written, err := e.Store.Written(ctx, e.ref, 0)
	if err != nil {
		return err
	}
	var lines [][]byte
	for _, w := range written {
		lines = append(lines, append(bytes.Clone(w.Data), '\n'))
	}
	e.files[commitsFile] = bytes.Join(lines, nil)
	shown := e.stored
	if e.history, err = parseCommits(split(e.files[commitsFile])); err == nil && whole(e.history) {
		if told, sound := folded(e.history); sound {
			shown = told
		}
	}
	if e.files[caseFile], err = caseText(shown); err != nil {
		return err
	}
	kept, err := caseText(e.stored)
	e.differs = !bytes.Equal(kept, e.files[caseFile])
	return err
}

// whole says whether the commits are there from the first on: of a case that retention removed only what says so is left.
func whole(history []complaint.Commit) bool { return len(history) > 0 && history[0].Revision == 1 }

// caseText is a case as a file.
func caseText(c complaint.Case) ([]byte, error) {
	text, err := json.MarshalIndent(c, "", "  ")
	return append(text, '\n'), err
}

// split cuts a file into its lines.
func split(file []byte) [][]byte {
	if len(file) == 0 {
		return nil
	}
	return bytes.Split(bytes.TrimSuffix(file, []byte("\n")), []byte("\n"))
}

func parseCommits(lines [][]byte) ([]complaint.Commit, error) {
	commits := make([]complaint.Commit, len(lines))
	for i, line := range lines {
		if err := json.Unmarshal(line, &commits[i]); err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	return commits, nil
}

// prove proves that each commit of the case is in the log.
func (e *edition) prove(ctx context.Context) (err error) {
	if e.place, err = e.Store.Place(ctx, e.ref); err != nil {
		return err
	}
	hashes, err := ledger.Hashes(ctx, e.ref.Tenant, e.tree, e.Store)
	if err != nil {
		return err
	}
	e.proofs.Size = e.tree.Size
	for i, leaf := range e.place.Leaves {
		proof, err := tlog.ProveRecord(e.tree.Size, leaf, hashes)
		if err != nil {
			return fmt.Errorf("the log of %s is damaged: leaf %d: %w", e.ref.Tenant, leaf, err)
		}
		e.proofs.Commits = append(e.proofs.Commits, Inclusion{i + 1, leaf, e.place.Sums[i], proof})
	}
	if len(e.place.Leaves) == 0 {
		err = errors.New("the case has no commit in the log")
	}
	return err
}

// since proves that the log only grew since an older head.
func (e *edition) since(ctx context.Context, older []byte) error {
	if older == nil {
		size, err := e.Notary.Archive.From(ctx, e.ref.Tenant, e.place.Leaves[0]+1)
		if err != nil || size == 0 || size >= e.tree.Size {
			return err
		}
		if older, err = e.Notary.Archive.Get(ctx, e.ref.Tenant, size); err != nil {
			return err
		}
	}
	head, err := ledger.OpenHead(older, e.key, e.ref.Tenant)
	switch {
	case err != nil:
		return fmt.Errorf("older head: %w", err)
	case head.Size > e.tree.Size:
		return fmt.Errorf("%w: it has %d leaves and had %d", ledger.ErrRewritten, e.tree.Size, head.Size)
	}
	hashes, err := ledger.Hashes(ctx, e.ref.Tenant, e.tree, e.Store)
	if err != nil {
		return err
	}
	proof, err := tlog.ProveTree(e.tree.Size, head.Size, hashes)
	if err != nil {
		return fmt.Errorf("the log of %s is damaged: %w", e.ref.Tenant, err)
	}
	e.proofs.Older, e.files[olderFile] = &Growth{head.Size, proof}, older
	return nil
}

// write puts the proofs, the reports and the instructions in.
func (e *edition) write(context.Context) (err error) {
	if e.files[proofsFile], err = json.Marshal(e.proofs); err != nil {
		return err
	}
	for _, lang := range complaint.Languages {
		if e.files[reportFile(lang)], err = e.report(lang); err != nil {
			return err
		}
		if e.files[readmeFile(lang)], err = e.readme(lang); err != nil {
			return err
		}
	}
	return nil
}

// state signs the statement on all of it.
func (e *edition) state(ctx context.Context) (err error) {
	s := Statement{
		Ref: e.ref, Revision: len(e.place.Leaves), Last: e.place.Sums[len(e.place.Sums)-1],
		Size: e.head.Size, Root: e.head.Root, At: e.Notary.Now(), Sums: map[string]ledger.Sum{},
	}
	for name, data := range e.files {
		s.Sums[name] = ledger.SumOf(data)
	}
	e.files[statementFile], err = ledger.SignNote(ctx, e.Notary.Signer, e.ref.Tenant, s.Text())
	return err
}

// folded is the case that commits make; false: they make none, as some do that were tampered with.
func folded(history []complaint.Commit) (c complaint.Case, sound bool) {
	defer func() { sound = recover() == nil }()
	return complaint.Fold(history), true
}
