package casework

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"time"

	"redress/internal/complaint"
)

// Want is what to show of a queue. Empty fields want everything, and what is said must hold all together.
type Want struct {
	Owner      string
	Crowd      Crowd
	Unassigned bool // nobody owns it
	Flow       complaint.Flow
	Grade      complaint.Grade
	Phase      complaint.Phase
	DueBefore  time.Time // the deadline has passed at this instant
	Waiting    bool      // for the complainant
	Tasks      bool      // there are some that the machine could not do
	Asked      bool      // something waits for an answer of a lead
	Limit      int       // at most so many lines
	Cursor     string    // where the page before ended
}

// Crowd is the people of a team or a department, and the departments whose cases without an owner they share.
type Crowd struct {
	People      []string
	Departments []string
}

// Anybody says whether no crowd is meant.
func (c Crowd) Anybody() bool { return len(c.People)+len(c.Departments) == 0 }

// Has says whether a line is a crowd's: one of them owns the case, or nobody does and it is theirs to take.
func (c Crowd) Has(b Brief) bool {
	if b.Owner == "" {
		return slices.Contains(c.Departments, b.Department)
	}
	return slices.Contains(c.People, b.Owner)
}

// Takes says whether a line is wanted.
func (w Want) Takes(b Brief) bool { //nolint:gocognit,gocyclo // a list of tests
	return (w.Owner == "" || w.Owner == b.Owner) &&
		(w.Crowd.Anybody() || w.Crowd.Has(b)) &&
		(!w.Unassigned || b.Owner == "") &&
		(w.Flow == "" || w.Flow == b.Flow) &&
		(w.Grade == 0 || w.Grade == b.Grade) &&
		(w.Phase == "" || w.Phase == b.Phase) &&
		(w.DueBefore.IsZero() || !b.Due.IsZero() && b.Due.Before(w.DueBefore)) &&
		(!w.Waiting || b.Waiting != "") &&
		(!w.Tasks || b.Tasks > 0) &&
		(!w.Asked || b.Asked > 0)
}

// sealed is how many bytes of a seal a cursor carries.
const sealed = 12

// CursorAt is the cursor of a page that ended at a line's key. It fits the tenant and the question alone.
func (w Want) CursorAt(tenant, key string) string {
	return base64.RawURLEncoding.EncodeToString(append(w.seal(tenant, key), key...))
}

// After is the key at which the page before ended; empty: there was none. A cursor of another tenant, of another question or of
// nobody is refused. The seal is no secret: whoever forges one gets their own tenant's lines from there on, and nothing else.
func (w Want) After(tenant string) (string, error) {
	if w.Cursor == "" {
		return "", nil
	}
	text, err := base64.RawURLEncoding.Strict().DecodeString(w.Cursor)
	if err == nil && len(text) > sealed {
		key := string(text[sealed:])
		if due, id, _ := strings.Cut(key, "#"); due != "" && ValidReference(id) && bytes.Equal(w.seal(tenant, key), text[:sealed]) {
			return key, nil
		}
	}
	return "", complaint.InvalidField("cursor", "must be the next of the page before, as it was given, with the same question")
}

func (w Want) seal(tenant, key string) []byte {
	overdue := !w.DueBefore.IsZero() // the instant moves on from page to page
	question := fmt.Sprintf("%q %q %v %v %q %d %q %v %v %v %v %q",
		tenant, w.Owner, w.Crowd, w.Unassigned, w.Flow, w.Grade, w.Phase, overdue, w.Waiting, w.Tasks, w.Asked, key)
	sum := sha256.Sum256([]byte(question))
	return sum[:sealed]
}
