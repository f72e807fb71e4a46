package ledger

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"crypto/x509"
	"encoding/binary"
	"encoding/hex"
	"encoding/pem"
	"errors"

	"golang.org/x/mod/sumdb/note"
)

// Key is the public key that tree heads and statements are checked with: ECDSA on P-256 over SHA-256.
type Key struct {
	der    []byte
	public *ecdsa.PublicKey
}

// ParseKey reads a public key as DER (SubjectPublicKeyInfo).
func ParseKey(der []byte) (Key, error) {
	public, err := x509.ParsePKIXPublicKey(der)
	if err != nil {
		return Key{}, err
	}
	on, is := public.(*ecdsa.PublicKey)
	if !is || on.Curve != elliptic.P256() {
		return Key{}, errors.New("the key must be an ECDSA key on P-256")
	}
	return Key{der, on}, nil
}

const pemType = "PUBLIC KEY"

// ParsePEM reads a public key from a PEM file.
func ParsePEM(text []byte) (Key, error) {
	block, rest := pem.Decode(text)
	if block == nil || block.Type != pemType || len(bytes.TrimSpace(rest)) > 0 {
		return Key{}, errors.New("the file must hold one PEM block, " + pemType)
	}
	return ParseKey(block.Bytes)
}

// PEM is the key as a file.
func (k Key) PEM() []byte { return pem.EncodeToMemory(&pem.Block{Type: pemType, Bytes: k.der}) }

// Fingerprint is the SHA-256 of the key in hexadecimal, to be compared by another way.
func (k Key) Fingerprint() string {
	sum := sha256.Sum256(k.der)
	return hex.EncodeToString(sum[:])
}

// Equal says whether two keys are the same.
func (k Key) Equal(other Key) bool { return bytes.Equal(k.der, other.der) }

// verifier checks the signatures of a note under a name. The key's hash is that of signed notes with ECDSA (C2SP signed-note: the
// first four bytes of the SHA-256 of the key in DER).
type verifier struct {
	Key
	name string
}

var _ note.Verifier = verifier{}

// Name is note's.
func (v verifier) Name() string { return v.name }

// KeyHash is note's.
func (v verifier) KeyHash() uint32 {
	sum := sha256.Sum256(v.der)
	return binary.BigEndian.Uint32(sum[:])
}

// Verify is note's.
func (v verifier) Verify(msg, sig []byte) bool {
	digest := sha256.Sum256(msg)
	return ecdsa.VerifyASN1(v.public, digest[:], sig)
}
