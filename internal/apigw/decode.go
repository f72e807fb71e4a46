package apigw

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Decode reads the body strictly into what it must be: an unknown field, a field given twice, a wrong type or anything
// after the end is refused, with the field's name and what is allowed.
func Decode[T any](r *Request) (T, error) {
	var into T
	switch {
	case r.Form:
		return into, complaint.Errorf(complaint.Unsupported, "the body must be application/json")
	case strings.TrimSpace(r.body) == "":
		return into, complaint.Errorf(complaint.Invalid, "the body is empty; send a JSON object")
	case !utf8.ValidString(r.body):
		return into, complaint.Errorf(complaint.Invalid, "the body is not UTF-8")
	}
	err := Strict("", []byte(r.body), &into)
	return into, err
}

// DecodeForm reads the body of a browser's form.
func DecodeForm(r *Request) (url.Values, error) {
	values, err := url.ParseQuery(r.body)
	if err != nil || !utf8.ValidString(r.body) {
		return nil, complaint.Errorf(complaint.Invalid, "the form cannot be read")
	}
	return values, nil
}

// onceShape is the word by which a page tells its form sent twice from another one: 128 bits of chance.
var onceShape = regexp.MustCompile(`^[A-Z2-7]{26}$`)

// NewOnce is such a word.
func NewOnce() string { return rand.Text() }

// Once names a browser's form by the word that its page gave it and by what it says: sent twice it is carried out once, and another
// text sent from the same page is another request. Nobody can guess it who was not given the page.
func (r *Request) Once(scope, once string) (*casework.Request, error) {
	if !onceShape.MatchString(once) {
		return nil, complaint.InvalidField("once", "must be as the page gave it; open the page anew")
	}
	sum := sha256.Sum256([]byte(r.body))
	digest := hex.EncodeToString(sum[:])
	return &casework.Request{Key: fmt.Sprintf("%s once %s %s", scope, once, digest), Digest: digest}, nil
}

// keyShape is a client's name for a request.
var keyShape = regexp.MustCompile(`^[\x21-\x7e]{1,128}$`)

// Request names the request so that it is carried out once however often it is sent: by the client's Idempotency-Key,
// within the scope; without one, by what it says if sameIsSame, and not at all otherwise.
func (r *Request) Request(scope string, sameIsSame bool) (*casework.Request, error) {
	sum := sha256.Sum256([]byte(r.body))
	digest := hex.EncodeToString(sum[:])
	key, said := r.Said("Idempotency-Key")
	switch {
	case !said && !sameIsSame:
		return nil, nil
	case !said:
		key = "same " + digest
	case !keyShape.MatchString(key):
		return nil, complaint.InvalidField("Idempotency-Key", "must be 1 to 128 printable ASCII characters")
	default:
		key = "key " + key
	}
	return &casework.Request{Key: fmt.Sprintf("%s %s", scope, key), Digest: digest}, nil
}
