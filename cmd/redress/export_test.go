package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/evidence"
	"redress/internal/functest"
	"redress/internal/ledger"
	"redress/internal/storetest"
)

var leak = complaint.Ref{Tenant: "acme", Case: "RD-LEAK"}

// committed is a store with a case of so many commits, none of them in the log.
func committed(t *testing.T, commits int) *storetest.Memory {
	t.Helper()
	memory, c := storetest.NewMemory(), complaint.Case{}
	for range commits {
		m := complaint.Commit{Revision: c.Revision + 1, Events: []complaint.Event{&complaint.Noted{Text: "dripping"}}}
		if c.Revision == 0 {
			m.Events = []complaint.Event{&complaint.Filed{Tenant: leak.Tenant, ID: leak.Case, Content: "It leaks."}}
		}
		c = c.After(m)
		if err := memory.Save(t.Context(), casework.Change{After: c, Commit: m}); err != nil {
			t.Fatal(err)
		}
	}
	return memory
}

// The operator exports, and somebody who has nothing but the file verifies it; of a file that was changed he hears what was.
func TestExportAndVerify(t *testing.T) {
	pen := functest.NewPen()
	x := evidence.Exporter{Store: committed(t, 3), Notary: &ledger.Notary{Signer: pen, Archive: &functest.Vault{}, Now: time.Now}}
	dir := t.TempDir()
	file, key, other := filepath.Join(dir, "case.zip"), filepath.Join(dir, "key.pem"), filepath.Join(dir, "other.pem")
	var said strings.Builder
	if err := (exportCmd{Tenant: leak.Tenant, Case: leak.Case, Out: file}).write(t.Context(), &said, x); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(said.String(), "3 commits had not been in the log yet") {
		t.Errorf("said %s", said.String())
	}
	savePEM(t, key, pen)
	savePEM(t, other, functest.NewPen())
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"verify", file}, "Sound: of case RD-LEAK all 3 commits are what was entered in the log (3 leaves).\nFingerprint of the key (compare it by another way): "},
		{[]string{"verify", file, "--key", key, "--language", "zh"}, "核验通过：案件 RD-LEAK 的 3 次提交与日志一致"},
		{[]string{"verify", file, "--key", other}, "Not sound:\n- key.pem is not the key that was given\n"},
		{[]string{"verify", key}, "Not sound:\n- The file cannot be read as an export: zip: not a valid zip file\nerror: the export is not what was signed\n"},
	} {
		if got := run(t, c.args, ""); !strings.HasPrefix(got, c.want) {
			t.Errorf("%v: %s", c.args, got)
		}
	}
}

func savePEM(t *testing.T, file string, pen functest.Pen) {
	t.Helper()
	key, err := ledger.KeyOf(t.Context(), pen)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, key.PEM(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// The operator enters what the stream lost, of every case that can be entered; one that cannot is named.
func TestCatchUp(t *testing.T) {
	memory, vault := committed(t, 3), &functest.Vault{}
	notary := &ledger.Notary{Signer: functest.NewPen(), Archive: vault, Now: time.Now}
	of := func(last int) func(func(complaint.Ref, int) error) error {
		return func(see func(complaint.Ref, int) error) error { return see(leak, last) }
	}
	for _, want := range []string{"RD-LEAK: 3 entered\n3 commits of 1 cases entered; the log has 3 leaves\n", "0 commits of 1 cases entered; the log has 3 leaves\n"} {
		var said strings.Builder
		if err := catchUp(t.Context(), &said, "acme", memory, notary, of(3)); err != nil || said.String() != want {
			t.Errorf("%v: %s", err, said.String())
		}
	}
	if sizes := vault.Sizes("acme"); len(sizes) != 1 || sizes[0] != 3 {
		t.Errorf("heads of %v", sizes)
	}
	var said strings.Builder
	if err := catchUp(t.Context(), &said, "acme", memory, notary, of(4)); err == nil || !strings.Contains(err.Error(), "commit 4 of case RD-LEAK is neither in the table nor in the log") {
		t.Errorf("a commit that is nowhere: %v", err)
	}
}
