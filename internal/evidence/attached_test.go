package evidence_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/evidence"
	"redress/internal/functest"
	"redress/internal/ledger"
)

// give records files on the case and puts them where they lie.
func (w *world) give(t fataler, depot *functest.Depot, contents ...string) {
	ctx := context.Background()
	c, err := w.Case(ctx, ref)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range contents {
		id, sum := fmt.Sprintf("F%d", i), sha256.Sum256([]byte(text))
		x := complaint.Exhibit{ID: id, SHA256: hex.EncodeToString(sum[:])}
		m := complaint.Commit{Revision: c.Revision + 1, At: morning, Command: "keep_file", Actor: complaint.TheSystem, Events: []complaint.Event{
			&complaint.FileExpected{File: id, Name: "<script>alert(1)</script> " + id, Kind: complaint.TextFile, Until: morning},
			&complaint.FileKeptAs{File: id, Type: "text/plain", Size: len(text), SHA256: x.SHA256},
		}}
		c = c.After(m)
		if err := w.Save(ctx, casework.Change{After: c, Commit: m}); err != nil {
			t.Fatal(err)
		}
		depot.Kept[functest.KeptAt(ref, x)] = []byte(text)
	}
	if _, err := (&ledger.Log{Store: w.Memory}).Enter(ctx, ref.Tenant, []ledger.Commit{{Ref: ref, Revision: c.Revision}}); err != nil {
		t.Fatal(err)
	}
	w.Vault = depot
}

// whole is the case as it is exported, with its files, after somebody has been at them.
func (w *world) whole(t fataler) []byte {
	x := w.again(t)
	var packed bytes.Buffer
	if err := w.Write(context.Background(), ref, x, &packed); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// repacked is an export in which somebody changed the files that were given as evidence.
func repacked(t *testing.T, packed []byte, change func(map[string][]byte)) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, one := range r.File {
		from, err := one.Open()
		if err != nil {
			t.Fatal(err)
		}
		if all[one.Name], err = io.ReadAll(from); err != nil {
			t.Fatal(err)
		}
	}
	change(all)
	return pack(t, all)
}

// Each file is checked against the hash that the log holds of it; one that was swapped, shortened, lengthened, removed, exchanged for
// another of the case, or that nobody recorded, is named, and the others are not.
func TestASwappedFileIsNamed(t *testing.T) {
	w, depot := newWorld(), functest.NewDepot()
	w.commit(t, ref, 2)
	w.give(t, depot, "the seam", "the receipt", "the frame")
	sound := w.whole(t)
	if v := evidence.Verify(sound, evidence.Trust{}); len(v.Findings) > 0 || v.Files != 3 {
		t.Fatalf("%+v", v)
	}
	const name = "files/F1.txt"
	swapped := name + " (<script>alert(1)</script> F1) is not the file that commit 4 recorded: its SHA-256 is another"
	missing := name + " (<script>alert(1)</script> F1), which commit 4 recorded, is missing"
	for what, c := range map[string]struct {
		change func(map[string][]byte)
		want   []string
	}{
		"a byte":        {func(f map[string][]byte) { f[name][0] ^= 1 }, []string{swapped}},
		"shorter":       {func(f map[string][]byte) { f[name] = f[name][1:] }, []string{swapped}},
		"longer":        {func(f map[string][]byte) { f[name] = append(f[name], 0) }, []string{swapped}},
		"empty":         {func(f map[string][]byte) { f[name] = nil }, []string{swapped}},
		"removed":       {func(f map[string][]byte) { delete(f, name) }, []string{missing}},
		"the other one": {func(f map[string][]byte) { f[name] = f["files/F0.txt"] }, []string{swapped}},
		"one more":      {func(f map[string][]byte) { f["files/F9.txt"] = []byte("x") }, []string{"files/F9.txt does not belong to the export"}},
		"another place": {func(f map[string][]byte) { f["files/../F1.txt"] = f[name]; delete(f, name) }, []string{missing, "files/../F1.txt does not belong to the export"}},
	} {
		var said []string
		for _, f := range evidence.Verify(repacked(t, sound, c.change), evidence.Trust{}).Findings {
			said = append(said, f.In(complaint.English))
		}
		if !slices.Equal(said, c.want) {
			t.Errorf("%s: %q, want %q", what, said, c.want)
		}
	}
}

// What lies in the vault is exported as it lies there, for the verifier to judge: whoever has the vault can hide nothing.
func TestTheVaultIsNotBelieved(t *testing.T) {
	w, depot := newWorld(), functest.NewDepot()
	w.commit(t, ref, 1)
	w.give(t, depot, "the seam", "the receipt")
	places := slices.Sorted(maps.Keys(depot.Kept))
	depot.Kept[places[0]] = []byte("no seam")
	delete(depot.Kept, places[1])
	v := evidence.Verify(w.whole(t), evidence.Trust{})
	var keys []string
	for _, f := range v.Findings {
		keys = append(keys, f.Key)
	}
	if !slices.Equal(keys, []string{"verify.evidence.swapped", "verify.evidence.missing"}) || v.Files != 0 {
		t.Errorf("%+v", v)
	}
}

// Who changes the hash in the commit along with the file is found out by the log.
func TestAHashIsNotChangedAlong(t *testing.T) {
	w, depot := newWorld(), functest.NewDepot()
	w.commit(t, ref, 1)
	w.give(t, depot, "the seam")
	sum, other := sha256.Sum256([]byte("the seam")), sha256.Sum256([]byte("THE SEAM"))
	forged := repacked(t, w.whole(t), func(f map[string][]byte) {
		f["files/F0.txt"] = []byte("THE SEAM")
		f["commits.jsonl"] = bytes.ReplaceAll(f["commits.jsonl"], []byte(hex.EncodeToString(sum[:])), []byte(hex.EncodeToString(other[:])))
	})
	var said []string
	for _, f := range evidence.Verify(forged, evidence.Trust{}).Findings {
		said = append(said, f.In(complaint.English))
	}
	mustSay(t, said, "commit 2 was changed", "commits.jsonl was changed after the export was signed")
}

// The report lists the files by names that are text and nothing else.
func TestTheReportListsFiles(t *testing.T) {
	w, depot := newWorld(), functest.NewDepot()
	w.commit(t, ref, 1)
	w.give(t, depot, "the seam")
	files := w.again(t).Files
	for lang, want := range map[string]string{"zh": "已留作证据", "en": "Kept as evidence"} {
		page := string(files["report."+lang+".html"])
		for _, text := range []string{want, "files/F0.txt", "&lt;script&gt;alert(1)&lt;/script&gt; F0", "text/plain, 8"} {
			if !strings.Contains(page, text) {
				t.Errorf("%s does not say %q", lang, text)
			}
		}
		if strings.Contains(page, "<script") {
			t.Errorf("%s runs something", lang)
		}
	}
}

// A thousand commits with thirty files among them are verified in under a second.
func TestAThousandCommitsWithFiles(t *testing.T) {
	w, depot := newWorld(), functest.NewDepot()
	w.commit(t, ref, 970)
	contents := make([]string, 30)
	for i := range contents {
		contents[i] = strings.Repeat(fmt.Sprint(i), 1000)
	}
	w.give(t, depot, contents...)
	packed := w.whole(t)
	began := time.Now()
	v := evidence.Verify(packed, evidence.Trust{})
	took := time.Since(began)
	t.Logf("%d commits, %d files, %d bytes, %s", v.Commits, v.Files, len(packed), took)
	if len(v.Findings) > 0 || v.Commits != 1000 || v.Files != 30 || took > time.Second {
		t.Errorf("%d commits and %d files took %s: %+v", v.Commits, v.Files, took, v.Findings)
	}
}
