package evidence_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redress/internal/complaint"
	"redress/internal/evidence"
	"redress/internal/functest"
	"redress/internal/ledger"
)

// An export that nobody touched is sound, for whoever knows nothing and for whoever knows the key and an older head.
func TestAnUntouchedExportIsSound(t *testing.T) {
	w := newWorld()
	packed := pack(t, w.exported(t, 12))
	v := evidence.Verify(packed, evidence.Trust{})
	if len(v.Findings) > 0 || v.Ref != ref || v.Commits != 12 || v.Size != 35 || v.Older != 9 {
		t.Errorf("%+v", v)
	}
	key, err := ledger.KeyOf(t.Context(), w.pen)
	if err != nil {
		t.Fatal(err)
	}
	older, err := w.vault.Get(t.Context(), "acme", 9)
	if err != nil {
		t.Fatal(err)
	}
	if v := evidence.Verify(packed, evidence.Trust{Key: &key, Older: older}); len(v.Findings) > 0 || v.Key != key.Fingerprint() {
		t.Errorf("%+v", v)
	}
}

// The requirement's figure: a case of a thousand commits is verified in under a second.
func TestAThousandCommitsAreVerifiedInUnderASecond(t *testing.T) {
	w := newWorld()
	w.commit(t, ref, 1000)
	packed := pack(t, w.again(t).Files)
	began := time.Now()
	v := evidence.Verify(packed, evidence.Trust{})
	took := time.Since(began)
	t.Logf("%d commits, %d bytes, %s", v.Commits, len(packed), took)
	if len(v.Findings) > 0 || v.Commits != 1000 || took > time.Second {
		t.Errorf("%d commits took %s: %+v", v.Commits, took, v.Findings)
	}
}

func BenchmarkVerifyAThousandCommits(b *testing.B) {
	w := newWorld()
	w.commit(b, ref, 1000)
	packed := pack(b, w.again(b).Files)
	for b.Loop() {
		if v := evidence.Verify(packed, evidence.Trust{}); len(v.Findings) > 0 {
			b.Fatal(v.Findings)
		}
	}
}

// Any changed byte of any file is noticed, and the file is named or what it holds.
func TestAnyChangedByteIsNoticed(t *testing.T) {
	files := newWorld().exported(t, 6)
	names := slices.Sorted(maps.Keys(files))
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(names).Draw(t, "file")
		changed := maps.Clone(files)
		changed[name] = bytes.Clone(files[name])
		changed[name][rapid.IntRange(0, len(files[name])-1).Draw(t, "byte")] ^= byte(rapid.IntRange(1, 255).Draw(t, "by"))
		said := findings(t, changed, evidence.Trust{})
		if name != "key.pem" && !strings.Contains(strings.Join(said, "\n"), name) || len(said) == 0 {
			t.Fatalf("%s was changed, and the verifier says %q", name, said)
		}
	})
}

// A byte of a commit that was changed in the store before the export, where the exporter signs what he finds, is named by the commit.
func TestAnyChangedByteOfAStoredCommitNamesIt(t *testing.T) {
	w := newWorld()
	w.exported(t, 9)
	stored, err := w.Written(t.Context(), ref, 0)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		place := rapid.IntRange(0, 8).Draw(t, "commit")
		data := bytes.Clone(stored[place].Data)
		i := rapid.IntRange(0, len(data)-1).Draw(t, "byte")
		data[i] = rapid.Byte().Filter(func(b byte) bool { return b != data[i] && b != '\n' }).Draw(t, "becomes")
		w.tamper = func(all []ledger.Written) []ledger.Written {
			all[place].Data = data
			return all
		}
		said := findings(t, w.again(t).Files, evidence.Trust{})
		if !slices.Equal(said, []string{fmt.Sprintf("commit %d was changed", place+1)}) {
			t.Fatalf("commit %d: the verifier says %q", place+1, said)
		}
	})
}

// What was removed, swapped, doubled or made up is named.
func TestTamperingIsNamed(t *testing.T) {
	w := newWorld()
	files := w.exported(t, 12)
	with := func(name string, data []byte) evidence.Files {
		changed := maps.Clone(files)
		changed[name] = data
		return changed
	}
	commits := func(change func(all [][]byte) [][]byte) evidence.Files {
		all := change(lines(files))
		for i := range all {
			all[i] = append(bytes.TrimSuffix(bytes.Clone(all[i]), []byte("\n")), '\n')
		}
		return with("commits.jsonl", bytes.Join(all, nil))
	}
	without := maps.Clone(files)
	delete(without, "report.zh.html")
	for _, c := range []struct {
		name  string
		files evidence.Files
		want  []string
	}{
		{"a removed tail", commits(func(a [][]byte) [][]byte { return a[:9] }), []string{"the last 3 commits are missing (there were 12)"}},
		{"a removed commit", commits(func(a [][]byte) [][]byte { return slices.Delete(a, 4, 5) }), []string{"commit 5 is missing"}},
		{"the first removed", commits(func(a [][]byte) [][]byte { return a[1:] }), []string{"commit 1 is missing"}},
		{"all removed", with("commits.jsonl", nil), []string{"the last 12 commits are missing (there were 12)"}},
		{"two swapped", commits(func(a [][]byte) [][]byte { a[2], a[6] = a[6], a[2]; return a }), []string{"commit 3 stands in another place", "commit 7 stands in another place"}},
		{"one doubled", commits(func(a [][]byte) [][]byte { return slices.Insert(a, 5, a[3]) }), []string{"commit 4 is there more than once"}},
		{"one in another's place", commits(func(a [][]byte) [][]byte { a[5] = a[3]; return a }), []string{"commit 6 is missing", "commit 4 is there more than once"}},
		{"one more", commits(func(a [][]byte) [][]byte {
			return append(a, bytes.Replace(a[11], []byte(`"revision":12`), []byte(`"revision":13`), 1))
		}), []string{"line 13 is no commit of this case (commits.jsonl)"}},
		{"one changed", commits(func(a [][]byte) [][]byte { a[6] = bytes.Replace(a[6], []byte("han"), []byte("hen"), 1); return a }), []string{"commit 7 was changed", "commits.jsonl was changed after the export was signed"}},
		{"one changed and the tail removed", commits(func(a [][]byte) [][]byte {
			a[6] = bytes.Replace(a[6], []byte("han"), []byte("hen"), 1)
			return a[:10]
		}), []string{"commit 7 was changed", "the last 2 commits are missing (there were 12)"}},
		{"another case", with("case.json", bytes.Replace(files["case.json"], []byte("王芳"), []byte("王方"), 1)), []string{"case.json is not the fold of the commits", "case.json was changed after the export was signed"}},
		{"a swapped file", with("report.en.html", files["report.zh.html"]), []string{"report.en.html was changed after the export was signed"}},
		{"a file more", with("letter.txt", []byte("!")), []string{"letter.txt does not belong to the export"}},
		{"a file less", without, []string{"report.zh.html is missing"}},
		{"another key", with("key.pem", otherKey(t)), []string{"head.txt bears no valid signature of this key: it is not signed with this key"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			mustSay(t, findings(t, c.files, evidence.Trust{}), c.want...)
		})
	}
}

func otherKey(t *testing.T) []byte {
	t.Helper()
	key, err := ledger.KeyOf(t.Context(), functest.NewPen())
	if err != nil {
		t.Fatal(err)
	}
	return key.PEM()
}

// A proof that was changed is named by its commit, even where the statement was signed on it.
func TestAChangedProofIsNamed(t *testing.T) {
	files := newWorld().exported(t, 6)
	var p evidence.Proofs
	if err := json.Unmarshal(files["proofs.json"], &p); err != nil {
		t.Fatal(err)
	}
	p.Commits[3].Proof[1][5] ^= 1
	changed := maps.Clone(files)
	var err error
	if changed["proofs.json"], err = json.Marshal(p); err != nil {
		t.Fatal(err)
	}
	mustSay(t, findings(t, changed, evidence.Trust{}), "commit 4 is not proved to be in the log (proofs.json)")
}

// Commits that were removed from the store, where the exporter signs what he finds, are missed.
func TestATailRemovedFromTheStoreIsMissed(t *testing.T) {
	w := newWorld()
	w.exported(t, 9)
	w.tamper = func(all []ledger.Written) []ledger.Written { return all[:min(7, len(all))] }
	mustSay(t, findings(t, w.again(t).Files, evidence.Trust{}), "the last 2 commits are missing (there were 9)")
}

// A log that is built anew from changed commits agrees with itself, and not with a head that somebody has kept.
func TestARewrittenLogDoesNotAgreeWithAnOlderHead(t *testing.T) {
	w := newWorld()
	w.exported(t, 12)
	older, err := w.vault.Get(t.Context(), "acme", 29)
	if err != nil {
		t.Fatal(err)
	}
	forged := newWorld()
	forged.pen = w.pen // he who forges has the key, too
	forged.Notary.Signer = w.pen
	forged.commit(t, complaint.Ref{Tenant: "acme", Case: "RD-C"}, 4)
	files := forged.exported(t, 40)
	if said := findings(t, files, evidence.Trust{}); len(said) > 0 {
		t.Fatalf("it does not agree with itself: %q", said)
	}
	mustSay(t, findings(t, files, evidence.Trust{Older: older}), "the export holds no proof from the head of 29 leaves (--head); ask for one made with --since")
	again, err := forged.Export(t.Context(), ref, older)
	if err != nil {
		t.Fatal(err)
	}
	mustSay(t, findings(t, again.Files, evidence.Trust{Older: older}), "the log was rewritten since its head of 29 leaves (--head)")
}

// What the log lost is entered by the export, and it is told.
func TestAnExportEntersWhatIsMissing(t *testing.T) {
	w := newWorld()
	w.commit(t, ref, 2)
	c, err := w.Case(t.Context(), ref)
	if err != nil {
		t.Fatal(err)
	}
	lost := complaint.Commit{Revision: 3, At: morning, Command: "note", Events: []complaint.Event{&complaint.Noted{Text: "lost"}}}
	if err := w.Save(t.Context(), change(c, lost)); err != nil {
		t.Fatal(err)
	}
	x := w.again(t)
	if v := evidence.Verify(pack(t, x.Files), evidence.Trust{}); x.Entered != 1 || x.Revision != 3 || x.Differs || v.Commits != 3 || len(v.Findings) > 0 {
		t.Errorf("%d entered, %+v", x.Entered, v)
	}
	if x := w.again(t); x.Entered != 0 {
		t.Errorf("%d entered again", x.Entered)
	}
}
