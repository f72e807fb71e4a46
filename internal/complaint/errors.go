package complaint

import (
	"errors"
	"fmt"
)

// Kind says what is wrong, once for the whole system: it is the type of the HTTP problem and the name the state
// machine catches.
type Kind string

// The kinds of error.
const (
	Invalid      Kind = "invalid"      // the request itself is wrong; Field names where
	Unauthorised Kind = "unauthorised" // nobody is signed in, or the secret is wrong
	Forbidden    Kind = "forbidden"    // the actor's role may not do this
	NotFound     Kind = "not_found"    // there is no such thing, or it is somebody else's
	Conflict     Kind = "conflict"     // the case is not in a state for this
	Stale        Kind = "stale"        // the case has moved on since the caller read it
	TooLarge     Kind = "too_large"    // more bytes than allowed
	Unsupported  Kind = "unsupported"  // a media type nobody reads here
	Unavailable  Kind = "unavailable"  // something we stand on is not there; try again
	Fault        Kind = "fault"        // our mistake
)

// Kinds lists every kind.
var Kinds = []Kind{Invalid, Unauthorised, Forbidden, NotFound, Conflict, Stale, TooLarge, Unsupported, Unavailable, Fault}

// Error is the one error type of the system. Detail may be shown to whoever asked.
type Error struct {
	Kind   Kind
	Field  string // the field of the request that is wrong, if one is
	Detail string
	Cause  error // never shown outside
}

// Error says kind, field and detail.
func (e *Error) Error() string {
	text := string(e.Kind)
	if e.Field != "" {
		text += " " + e.Field
	}
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	if e.Cause != nil {
		text += ": " + e.Cause.Error()
	}
	return text
}

// Unwrap answers the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Is says whether an error is one of the system's of the kind.
func Is(err error, kind Kind) bool {
	var known *Error
	return errors.As(err, &known) && known.Kind == kind
}

// Errorf makes an error of a kind with a detail fit for whoever asked.
func Errorf(kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, Detail: fmt.Sprintf(format, args...)}
}

// ConflictField makes a Conflict error that names the field which does not fit the case, and says what would.
func ConflictField(field, format string, args ...any) *Error {
	return &Error{Kind: Conflict, Field: field, Detail: fmt.Sprintf(format, args...)}
}

// InvalidField makes an Invalid error that names the field and says what is allowed.
func InvalidField(field, format string, args ...any) *Error {
	return &Error{Kind: Invalid, Field: field, Detail: fmt.Sprintf(format, args...)}
}
