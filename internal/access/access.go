// Package access is the complainant's key to one case: a secret of 256 bits for one purpose, which can be revoked.
//
// No secret is stored. It is computed from the installation's master key, the case, the purpose and the generation of
// the case's links, so that every notice can carry it, and a new generation makes all older ones worthless.
package access

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"

	"redress/internal/complaint"
)

// Purpose is what a secret is good for, and for nothing else.
type Purpose string

// ToFollow is the purpose of following a case and writing to it.
const ToFollow Purpose = "follow"

// ToAnswer is the purpose of answering the survey of one round.
func ToAnswer(round int) Purpose { return Purpose("survey." + strconv.Itoa(round)) }

// Key is the master key of an installation.
type Key []byte

// Secret is the secret of a case for a purpose, fit for an address.
func (k Key) Secret(c complaint.Case, p Purpose) string {
	mac := hmac.New(sha256.New, k)
	mac.Write([]byte(strings.Join([]string{c.Tenant, c.ID, string(p), strconv.Itoa(c.Links)}, "\x00")))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// Opens says whether a secret is the one of the case for the purpose. It takes the same time whether it is or not.
func (k Key) Opens(c complaint.Case, p Purpose, secret string) bool {
	return hmac.Equal([]byte(k.Secret(c, p)), []byte(secret))
}
