package ledger_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"fmt"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/ledger"
	"redress/internal/storetest"
)

var morning = time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)

// pen signs with a key of its own.
type pen struct{ private *ecdsa.PrivateKey }

func newPen(t testing.TB) pen {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return pen{private}
}

func (p pen) PublicKey(context.Context) ([]byte, error) { return x509.MarshalPKIXPublicKey(p.private.Public()) }

func (p pen) Sign(_ context.Context, digest []byte) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, p.private, digest)
}

// vault is an archive in memory.
type vault map[string][]byte

func at(tenant string, size int64) string { return fmt.Sprintf("%s/%d", tenant, size) }

func (v vault) Put(_ context.Context, tenant string, size int64, signed []byte) error {
	if v[at(tenant, size)] != nil {
		return ledger.ErrThere
	}
	v[at(tenant, size)] = signed
	return nil
}

func (v vault) Get(_ context.Context, tenant string, size int64) ([]byte, error) {
	return v[at(tenant, size)], nil
}

func (vault) From(context.Context, string, int64) (int64, error) { return 0, nil }

// world is a store with cases.
type world struct {
	*storetest.Memory
	cases map[string]complaint.Case
}

func newWorld() *world { return &world{storetest.NewMemory(), map[string]complaint.Case{}} }

// commit commits once more to a case, a new one if there is none.
func (w *world) commit(t interface{ Fatal(...any) }, id string) complaint.Ref {
	c := w.cases[id]
	m := complaint.Commit{Revision: c.Revision + 1, At: morning, Command: "note", Events: []complaint.Event{&complaint.Noted{Text: "n"}}}
	if c.Revision == 0 {
		m.Events = []complaint.Event{&complaint.Filed{Tenant: "acme", ID: id}}
	}
	c = c.After(m)
	if err := w.Save(context.Background(), casework.Change{After: c, Commit: m}); err != nil { //nolint:usetesting // rapid's too
		t.Fatal(err)
	}
	w.cases[id] = c
	return c.Ref()
}
