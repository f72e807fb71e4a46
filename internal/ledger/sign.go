package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/note"
)

// Signer holds the private key.
type Signer interface {
	// PublicKey answers the public key in DER (SubjectPublicKeyInfo).
	PublicKey(ctx context.Context) ([]byte, error)
	// Sign signs a SHA-256 digest with ECDSA and answers the signature in ASN.1.
	Sign(ctx context.Context, digest []byte) ([]byte, error)
}

// Origin is the name of a tenant's log, which its heads begin with and are signed under.
func Origin(tenant string) string { return "redress/" + tenant }

// signer signs notes of a tenant's log.
type signer struct {
	verifier
	ctx context.Context // note's interface has none
	by  Signer
}

// Sign is note's.
func (s signer) Sign(msg []byte) ([]byte, error) {
	digest := sha256.Sum256(msg)
	return s.by.Sign(s.ctx, digest[:])
}

// KeyOf asks a signer for its public key.
func KeyOf(ctx context.Context, by Signer) (Key, error) {
	der, err := by.PublicKey(ctx)
	if err != nil {
		return Key{}, err
	}
	return ParseKey(der)
}

// SignNote signs a text of a tenant's log as a note. The text ends with a new line.
func SignNote(ctx context.Context, by Signer, tenant, text string) ([]byte, error) {
	key, err := KeyOf(ctx, by)
	if err != nil {
		return nil, err
	}
	return note.Sign(&note.Note{Text: text}, signer{verifier{key, Origin(tenant)}, ctx, by})
}

// errUnsigned is a note that holds no signature of the key under the name.
var errUnsigned = errors.New("it is not signed with this key")

// OpenNote answers the text of a note, if it was signed with the key under the name of a tenant's log and not changed since.
func OpenNote(signed []byte, key Key, tenant string) (string, error) {
	n, err := note.Open(signed, note.VerifierList(verifier{key, Origin(tenant)}))
	var unverified *note.UnverifiedNoteError
	var invalid *note.InvalidSignatureError
	switch {
	case errors.As(err, &unverified), errors.As(err, &invalid):
		return "", errUnsigned
	case err != nil:
		return "", fmt.Errorf("it cannot be read: %w", err)
	case string(signed) != n.Text+"\n"+lastLine(signed):
		return "", errors.New("it holds more than one signature")
	}
	if _, err := base64.StdEncoding.Strict().DecodeString(n.Sigs[0].Base64); err != nil {
		return "", fmt.Errorf("its signature is not written as it was: %w", err) // note.Open forgives bits that say nothing
	}
	return n.Text, nil
}

// lastLine is the one signature that a note of ours has.
func lastLine(signed []byte) string {
	text := string(signed)
	for i := len(text) - 2; i >= 0; i-- {
		if text[i] == '\n' {
			return text[i+1:]
		}
	}
	return text
}
