package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// ErrThere says that an archive holds a head of that size already.
var ErrThere = errors.New("a head of this size is in the archive")

// Archive keeps signed heads where nobody can change or remove them.
type Archive interface {
	// Put keeps the signed head of a tenant's log at a size, or fails with ErrThere.
	Put(ctx context.Context, tenant string, size int64, signed []byte) error
	// Get answers the signed head of a size; nil: there is none.
	Get(ctx context.Context, tenant string, size int64) ([]byte, error)
	// From answers the smallest size from the given one on of which there is a head; 0: there is none.
	From(ctx context.Context, tenant string, size int64) (int64, error)
}

// Notary signs heads and puts them away.
type Notary struct {
	Signer  Signer
	Archive Archive
	Now     func() time.Time
}

// Publish puts the signed head of a tree that has leaves into the archive and answers the one that is there. It fails if the archive
// holds another tree of the same size: then the log was rewritten.
func (n *Notary) Publish(ctx context.Context, tenant string, tree Tree) ([]byte, Head, error) {
	root, err := tree.Root()
	if err != nil {
		return nil, Head{}, err
	}
	head := Head{Tenant: tenant, Size: tree.Size, Root: root, At: n.Now().UTC().Truncate(time.Second)}
	signed, err := head.Sign(ctx, n.Signer)
	if err != nil {
		return nil, head, err
	}
	switch err = n.Archive.Put(ctx, tenant, tree.Size, signed); {
	case errors.Is(err, ErrThere):
		return n.same(ctx, head)
	case err != nil:
		return nil, head, err
	}
	return signed, head, nil
}

// Check fails if a tree is not what the archive has of its size: one that somebody rewrote in the store is not to be appended to, nor
// signed. Where no head of that size is in the archive, the last one could not be put there, and there is nothing to compare with.
func (n *Notary) Check(ctx context.Context, tenant string, found Tree) error {
	root, err := found.Root()
	if err == nil {
		_, _, err = n.same(ctx, Head{Tenant: tenant, Size: found.Size, Root: root})
	}
	return err
}

// same answers the head that is in the archive, if it is of the same tree; nothing if there is none.
func (n *Notary) same(ctx context.Context, head Head) ([]byte, Head, error) {
	signed, err := n.Archive.Get(ctx, head.Tenant, head.Size)
	if err != nil || signed == nil {
		return nil, head, err
	}
	key, err := KeyOf(ctx, n.Signer)
	if err != nil {
		return nil, head, err
	}
	there, err := OpenHead(signed, key, head.Tenant)
	if err != nil {
		return nil, head, fmt.Errorf("archived head %d of log %s: %w", head.Size, head.Tenant, err)
	}
	if there.Root != head.Root {
		return nil, head, fmt.Errorf("%w: log %s, %d leaves", ErrRewritten, head.Tenant, head.Size)
	}
	return signed, there, nil
}

// ErrRewritten says that a log is not what a signed head says it was.
var ErrRewritten = errors.New("the log was rewritten since its head was archived")
