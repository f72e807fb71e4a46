package evidence_test

import (
	"bytes"
	"context"
	"fmt"
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

var morning = time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)

var ref = complaint.Ref{Tenant: "acme", Case: "RD-A"}

// world is a store with cases, of which one can be tampered with, and somebody who exports them.
type world struct {
	*storetest.Memory
	evidence.Exporter
	vault  *functest.Vault
	pen    functest.Pen
	tamper func([]ledger.Written) []ledger.Written // what is read of the case; nil: what was written
}

func newWorld() *world {
	w := &world{Memory: storetest.NewMemory(), vault: &functest.Vault{}, pen: functest.NewPen()}
	w.Exporter = evidence.Exporter{Store: w.store(), Notary: &ledger.Notary{
		Signer: w.pen, Archive: w.vault, Now: func() time.Time { return morning },
	}}
	return w
}

// tampered is the store as somebody left it.
type tampered struct {
	*storetest.Memory
	w *world
}

func (w *world) store() evidence.Store { return tampered{w.Memory, w} }

// Written is what there is now.
func (s tampered) Written(ctx context.Context, ref complaint.Ref, after int) ([]ledger.Written, error) {
	all, err := s.Memory.Written(ctx, ref, 0)
	if s.w.tamper != nil {
		all = s.w.tamper(all)
	}
	for len(all) > 0 && all[0].Revision <= after {
		all = all[1:]
	}
	return all, err
}

type fataler interface{ Fatal(...any) }

// cases commits so often to a case, and enters what it committed; every commit has a text of its own.
func (w *world) commit(t fataler, of complaint.Ref, times int) {
	ctx := context.Background()
	c, err := w.Case(ctx, of)
	if err != nil {
		c = complaint.Case{}
	}
	for range times {
		m := complaint.Commit{
			Revision: c.Revision + 1, At: morning, Command: "note", Actor: complaint.Actor{Role: complaint.Agent, ID: "han"},
			Events: []complaint.Event{&complaint.Noted{Text: fmt.Sprintf("第%d条", c.Revision+1)}},
		}
		if c.Revision == 0 {
			m.Events = []complaint.Event{&complaint.Filed{
				Tenant: of.Tenant, ID: of.Case, ReceivedAt: morning, Content: "<b>坏了</b> broken", Channel: complaint.Web,
				Complainant: complaint.Complainant{Name: "王芳"},
			}}
		}
		c = c.After(m)
		if err := w.Save(ctx, casework.Change{After: c, Commit: m}); err != nil {
			t.Fatal(err)
		}
	}
	done, err := (&ledger.Log{Store: w.Memory}).Enter(ctx, of.Tenant, []ledger.Commit{{Ref: of, Revision: c.Revision}})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := w.Notary.Publish(ctx, of.Tenant, done.Tree); err != nil {
		t.Fatal(err)
	}
}

// exported is a case among others, exported.
func (w *world) exported(t fataler, commits int) evidence.Files {
	other := complaint.Ref{Tenant: "acme", Case: "RD-B"}
	w.commit(t, other, 3)
	w.commit(t, ref, (commits+1)/2)
	w.commit(t, other, 20)
	w.commit(t, ref, commits/2)
	return w.again(t).Files
}

func (w *world) again(t fataler) evidence.Export {
	x, err := w.Export(context.Background(), ref, nil)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func pack(t fataler, files evidence.Files) []byte {
	packed, err := files.Zip()
	if err != nil {
		t.Fatal(err)
	}
	return packed
}

// findings are what a verifier says of files, in English.
func findings(t fataler, files evidence.Files, trust evidence.Trust) []string {
	var said []string
	for _, f := range evidence.Verify(pack(t, files), trust).Findings {
		said = append(said, f.In(complaint.English))
	}
	return said
}

func mustSay(t *testing.T, said []string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains("\n"+strings.Join(said, "\n")+"\n", "\n"+w+"\n") {
			t.Errorf("nobody says %q, but %q", w, said)
		}
	}
}

func lines(files evidence.Files) [][]byte {
	return bytes.SplitAfter(bytes.TrimSuffix(files["commits.jsonl"], []byte("\n")), []byte("\n"))
}
