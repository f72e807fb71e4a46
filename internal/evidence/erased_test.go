package evidence_test

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/evidence"
	"redress/internal/functest"
	"redress/internal/ledger"
)

// erased has the case's commits erased, by a commit that names them, and puts what is left in their places.
func (w *world) erased(t fataler, removed bool) {
	ctx := context.Background()
	commits, err := w.Commits(ctx, ref)
	if err != nil {
		t.Fatal(err)
	}
	c := complaint.Fold(commits)
	e := &complaint.Erased{Cause: complaint.ByRequest, Reason: "She asked.", AskedBy: "root", Removed: removed, Files: len(c.KeptFiles())}
	var less []complaint.Commit
	for _, m := range commits {
		left := complaint.Forgotten(m)
		data, err := json.Marshal(left)
		if err != nil {
			t.Fatal(err)
		}
		less = append(less, left)
		r := complaint.Replaced{Revision: m.Revision, Sum: ledger.SumOf(data).String()}
		if removed {
			r.Sum = ""
		}
		e.Commits = append(e.Commits, r)
	}
	for _, event := range []complaint.Event{e, &complaint.ErasureDone{}} {
		m := complaint.Commit{
			Revision: c.Revision + 1, At: morning, Command: "answer_erasure", Actor: complaint.Actor{Role: complaint.Legal, ID: "ning"},
			Events: []complaint.Event{event},
		}
		c = c.After(m)
		if err := w.Save(ctx, casework.Change{After: c, Commit: m}); err != nil {
			t.Fatal(err)
		}
	}
	if removed {
		err = w.Remove(ctx, ref, c.Revision-1, morning)
	} else {
		err = w.Replace(ctx, ref, c.Revision-1, nil, less)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// The export of a case that was erased is sound, names what was erased, by whom and how, and holds nothing of it.
func TestAnErasedExportIsSoundAndNamesWhatWasErased(t *testing.T) {
	w := newWorld()
	w.exported(t, 6)
	w.erased(t, false)
	files := w.again(t).Files
	v := evidence.Verify(pack(t, files), evidence.Trust{})
	if len(v.Findings) > 0 || len(v.Erased) != 1 || v.Commits != 8 {
		t.Fatalf("%+v", v)
	}
	e := v.Erased[0]
	if !slices.Equal(e.Commits, []int{1, 2, 3, 4, 5, 6}) || e.By.ID != "ning" || e.Command != "answer_erasure" || e.Revision != 7 || e.AskedBy != "root" {
		t.Errorf("%+v", e)
	}
	if said := e.In(complaint.English); !strings.Contains(said, "1, 2, 3, 4, 5, 6") || !strings.Contains(said, "legal ning") || strings.Contains(said, "%!") {
		t.Errorf("it says %s", said)
	}
	for name, data := range files {
		for _, old := range []string{"王芳", "坏了", "第2条", "broken"} {
			if bytes.Contains(data, []byte(old)) {
				t.Errorf("%s holds %s", name, old)
			}
		}
	}
}

// Of a case that was removed what says so is left, and the export of that is sound too.
func TestARemovedCaseSaysSo(t *testing.T) {
	w := newWorld()
	w.exported(t, 6)
	w.erased(t, true)
	v := evidence.Verify(pack(t, w.again(t).Files), evidence.Trust{})
	if len(v.Findings) > 0 || len(v.Erased) != 1 || !v.Erased[0].Removed || len(v.Erased[0].Commits) != 6 {
		t.Errorf("%+v", v)
	}
}

// A change that no erasure names is told from one: any changed byte of what is left, and of the erasure itself, and a commit that was
// erased in silence.
func TestASilentChangeIsNoErasure(t *testing.T) {
	w := newWorld()
	w.exported(t, 6)
	w.erased(t, false)
	w.again(t) // which enters the erasure as it is; what is changed before that nobody can tell
	stored, err := w.Written(t.Context(), ref, 0)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		which := rapid.IntRange(0, len(stored)-1).Draw(t, "commit")
		at := rapid.IntRange(0, len(stored[which].Data)-1).Draw(t, "byte")
		to := rapid.Byte().Filter(func(b byte) bool { return b != '\n' && b != stored[which].Data[at] }).Draw(t, "to")
		w.tamper = func(all []ledger.Written) []ledger.Written {
			all[which].Data[at] = to
			return all
		}
		if v := evidence.Verify(pack(t, w.again(t).Files), evidence.Trust{}); len(v.Findings) == 0 {
			t.Fatalf("byte %d of commit %d was changed to %q, and nothing is said: %s", at, which+1, to, stored[which].Data)
		}
	})
	w = newWorld()
	w.exported(t, 6)
	w.tamper = func(all []ledger.Written) []ledger.Written {
		var m complaint.Commit
		if err := json.Unmarshal(all[2].Data, &m); err != nil {
			t.Fatal(err)
		}
		all[2].Data, _ = json.Marshal(complaint.Forgotten(m)) //nolint:errchkjson // it was written before
		return all
	}
	v := evidence.Verify(pack(t, w.again(t).Files), evidence.Trust{})
	if len(v.Findings) == 0 || !strings.Contains(v.Findings[0].In(complaint.English), "commit 3 was changed") {
		t.Errorf("erased in silence: %+v", v.Findings)
	}
}

// Files that went with an erasure are not missed; one that is gone without a word is.
func TestFilesThatWereErasedAreNotMissed(t *testing.T) {
	w, depot := newWorld(), functest.NewDepot()
	w.commit(t, ref, 1)
	w.give(t, depot, "the seam", "the receipt")
	w.erased(t, false)
	clear(depot.Kept)
	v := evidence.Verify(w.whole(t), evidence.Trust{})
	if len(v.Findings) > 0 || v.Files != 0 || len(v.Erased) != 1 {
		t.Fatalf("%+v", v)
	}
	if said := v.Erased[0].In(complaint.English); !strings.Contains(said, "Files of evidence that went with it: 2;") {
		t.Errorf("it says %s", said)
	}
}
