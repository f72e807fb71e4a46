package casework

import (
	"context"
	"time"

	"redress/internal/complaint"
)

// Look is one look at what is confidential, which is shown only after it was written down (requirement G3).
type Look struct {
	At     time.Time       `json:"at"`
	By     complaint.Actor `json:"by"`
	Case   string          `json:"case,omitempty"` // empty: of no one case
	What   Sight           `json:"what"`
	Of     string          `json:"of,omitempty"`     // which of them: a field, a file's id
	Reason string          `json:"reason,omitempty"` // as the looker gave it
}

// Sight is what is looked at.
type Sight string

// What is confidential enough for every look at it to be written down.
const (
	SightPerson Sight = "person" // a complainant's personal data, unmasked
	SightFile   Sight = "file"   // a file of evidence
	SightExport Sight = "export" // a whole case, to be taken away
	SightAudit  Sight = "audit"  // who did and who saw what
)

// Sights lists them all.
var Sights = []Sight{SightPerson, SightFile, SightExport, SightAudit}

// LookBook keeps who looked at what is confidential.
type LookBook interface {
	// PutLook writes a look down. The same look written twice is one.
	PutLook(ctx context.Context, tenant string, l Look) error
	// Looks answers the looks of a tenant from one instant up to another, in the order of their instants.
	Looks(ctx context.Context, tenant string, from, until time.Time) ([]Look, error)
}
