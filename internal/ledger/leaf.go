package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"redress/internal/complaint"
)

// Sum is the SHA-256 of a commit's bytes as they are stored.
type Sum [sha256.Size]byte

// SumOf hashes a commit's bytes.
func SumOf(data []byte) Sum { return sha256.Sum256(data) }

// String is the sum in hexadecimal.
func (s Sum) String() string { return hex.EncodeToString(s[:]) }

// MarshalText writes the sum in hexadecimal.
func (s Sum) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (s *Sum) UnmarshalText(text []byte) error {
	if hex.DecodedLen(len(text)) != len(s) {
		return fmt.Errorf("%q is no SHA-256 in hexadecimal", text)
	}
	_, err := hex.Decode(s[:], text)
	return err
}

// Leaf is what the log says of one commit. It names the commit before it too, so that the commits of a case are a chain of their
// own: whoever has one has committed to all before it.
type Leaf struct {
	Ref      complaint.Ref
	Revision int
	Commit   Sum
	Before   Sum // of the commit before; of the first commit: zero
}

// Record is the leaf as it is hashed. Its first line is its version; a leaf of another kind gets another one.
func (l Leaf) Record() []byte {
	return fmt.Appendf(nil, "redress-commit/1\ntenant %s\ncase %s\nrevision %d\ncommit %s\nbefore %s\n",
		l.Ref.Tenant, l.Ref.Case, l.Revision, l.Commit, l.Before)
}

// Hash is the leaf's hash in the tree.
func (l Leaf) Hash() tlog.Hash { return tlog.RecordHash(l.Record()) }
