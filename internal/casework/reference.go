package casework

import (
	"crypto/rand"
	"encoding/base32"
	"regexp"
	"strings"
)

// alphabet is Crockford's base 32, without the letters that are taken for digits on the phone.
var alphabet = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

var referenceShape = regexp.MustCompile(`^RD-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$`)

// NewReference makes up the public reference of a case: 80 bits nobody can guess, which can be read out on the phone.
func NewReference() string {
	var bits [10]byte
	_, _ = rand.Read(bits[:]) // it never fails; it would rather end the program
	text := alphabet.EncodeToString(bits[:])
	return strings.Join([]string{"RD", text[:4], text[4:8], text[8:12], text[12:]}, "-")
}

// ValidReference says whether a text can be a reference at all.
func ValidReference(text string) bool { return referenceShape.MatchString(text) }
