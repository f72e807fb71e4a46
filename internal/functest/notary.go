package functest

import (
	"bytes"
	"cmp"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"slices"
	"sync"

	"redress/internal/ledger"
)

// Pen signs with a key of its own.
type Pen struct{ private *ecdsa.PrivateKey }

// NewPen makes a key.
func NewPen() Pen {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err) // the system has no randomness
	}
	return Pen{private}
}

// PublicKey is the public key in DER.
func (p Pen) PublicKey(context.Context) ([]byte, error) {
	return x509.MarshalPKIXPublicKey(p.private.Public())
}

// Sign signs a digest.
func (p Pen) Sign(_ context.Context, digest []byte) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, p.private, digest)
}

// Vault is an archive of heads in memory.
type Vault struct {
	Down error // what it fails with; nil: it works

	mu    sync.Mutex
	heads []vaulted
}

type vaulted struct {
	tenant string
	size   int64
	signed []byte
}

// Put keeps a head once.
func (v *Vault) Put(_ context.Context, tenant string, size int64, signed []byte) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch {
	case v.Down != nil:
		return v.Down
	case v.find(tenant, size) != nil:
		return ledger.ErrThere
	}
	v.heads = append(v.heads, vaulted{tenant, size, bytes.Clone(signed)})
	slices.SortFunc(v.heads, func(a, b vaulted) int { return cmp.Compare(a.size, b.size) })
	return nil
}

func (v *Vault) find(tenant string, size int64) []byte {
	for _, h := range v.heads {
		if h.tenant == tenant && h.size == size {
			return h.signed
		}
	}
	return nil
}

// Get answers a head; nil: there is none.
func (v *Vault) Get(_ context.Context, tenant string, size int64) ([]byte, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.find(tenant, size), v.Down
}

// From answers the smallest size from the given one on.
func (v *Vault) From(_ context.Context, tenant string, size int64) (int64, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, h := range v.heads {
		if h.tenant == tenant && h.size >= size {
			return h.size, v.Down
		}
	}
	return 0, v.Down
}

// Sizes are the sizes of which there is a head of a tenant's log.
func (v *Vault) Sizes(tenant string) (sizes []int64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, h := range v.heads {
		if h.tenant == tenant {
			sizes = append(sizes, h.size)
		}
	}
	return sizes
}
