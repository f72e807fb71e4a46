package ledger_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"redress/internal/complaint"
	"redress/internal/functest"
	"redress/internal/ledger"
)

func keyOf(t *testing.T, p functest.Pen) ledger.Key {
	t.Helper()
	key, err := ledger.KeyOf(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// A head is read with the key and under the name it was signed with, and with no other; nor is one of which a byte was changed.
func TestAHeadIsSigned(t *testing.T) {
	by := functest.NewPen()
	key := keyOf(t, by)
	head := ledger.Head{Tenant: "acme", Size: 7, Root: tlog.RecordHash(nil), At: morning}
	signed, err := head.Sign(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := ledger.OpenHead(signed, key, "acme"); err != nil || got != head {
		t.Errorf("read %+v, %v", got, err)
	}
	if _, err := ledger.OpenHead(signed, key, "globex"); err == nil {
		t.Error("it is taken for another tenant's")
	}
	if _, err := ledger.OpenHead(signed, keyOf(t, functest.NewPen()), "acme"); err == nil {
		t.Error("it is taken as another's signature")
	}
	for i := range signed {
		changed := bytes.Clone(signed)
		changed[i] ^= 1
		if _, err := ledger.OpenHead(changed, key, "acme"); err == nil {
			t.Errorf("byte %d was changed: %q", i, changed)
		}
	}
	_, signature, _ := bytes.Cut(signed, []byte("\n\n"))
	if _, err := ledger.OpenHead(append(signed, signature...), key, "acme"); err == nil {
		t.Error("a second signature is taken")
	}
}

func TestAKeyIsReadAsItWasWritten(t *testing.T) {
	key := keyOf(t, functest.NewPen())
	again, err := ledger.ParsePEM(key.PEM())
	if err != nil || !again.Equal(key) || again.Fingerprint() != key.Fingerprint() {
		t.Errorf("%v", err)
	}
	if _, err := ledger.ParsePEM(append(key.PEM(), key.PEM()...)); err == nil {
		t.Error("two keys are one")
	}
}

// The same tree is published once; another tree of the same size is a log that was rewritten.
func TestATreeIsPublishedOnce(t *testing.T) {
	n := &ledger.Notary{Signer: functest.NewPen(), Archive: &functest.Vault{}, Now: func() time.Time { return morning }}
	tree, _ := ledger.Tree{}.Append(leafHash(1), leafHash(2))
	first, head, err := n.Publish(t.Context(), "acme", tree)
	if err != nil {
		t.Fatal(err)
	}
	again, same, err := n.Publish(t.Context(), "acme", tree)
	if err != nil || !bytes.Equal(again, first) || same != head {
		t.Errorf("published again: %+v, %v", same, err)
	}
	rewritten, _ := ledger.Tree{}.Append(leafHash(1), leafHash(3))
	if _, _, err := n.Publish(t.Context(), "acme", rewritten); !errors.Is(err, ledger.ErrRewritten) {
		t.Errorf("a rewritten log: %v", err)
	}
	if _, _, err := n.Publish(t.Context(), "globex", rewritten); err != nil {
		t.Errorf("another tenant's log: %v", err)
	}
}

// A tree that somebody put in the place of the one that was published is not appended to; one of which nobody published a head is.
func TestARewrittenTreeIsNotAppendedTo(t *testing.T) {
	n := &ledger.Notary{Signer: functest.NewPen(), Archive: &functest.Vault{}, Now: func() time.Time { return morning }}
	w := newWorld()
	log := &ledger.Log{Store: w, Check: n.Check}
	enter := func(id string) (ledger.Entered, error) {
		return log.Enter(t.Context(), "acme", []ledger.Commit{{Ref: w.commit(t, id), Revision: 1}})
	}
	if _, err := enter("RD-A"); err != nil {
		t.Fatal(err)
	}
	done, err := enter("RD-B")
	if err != nil {
		t.Fatalf("after a head that nobody published: %v", err)
	}
	if _, _, err := n.Publish(t.Context(), "acme", done.Tree); err != nil {
		t.Fatal(err)
	}
	forged, _ := ledger.Tree{}.Append(leafHash(1), leafHash(2))
	if err := w.Grow(t.Context(), "acme", 2, ledger.Growth{Tree: forged}); err != nil {
		t.Fatal(err)
	}
	if _, err := enter("RD-C"); !errors.Is(err, ledger.ErrRewritten) {
		t.Errorf("the rewritten tree: %v", err)
	}
	if err := w.Grow(t.Context(), "acme", 2, ledger.Growth{Tree: done.Tree}); err != nil {
		t.Fatal(err)
	}
	if done, err := log.Enter(t.Context(), "acme", []ledger.Commit{{Ref: complaint.Ref{Tenant: "acme", Case: "RD-C"}, Revision: 1}}); err != nil || done.Leaves != 1 {
		t.Errorf("the honest tree: %+v, %v", done, err)
	}
}
