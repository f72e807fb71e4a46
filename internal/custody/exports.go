package custody

import (
	"context"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// ExportRef names an export of a case.
type ExportRef struct {
	complaint.Ref
	Export string
}

// Counter is where exports are ordered and handed out. They are made elsewhere, since a case can be larger than an answer.
type Counter interface {
	// Order has an export made for a member of staff.
	Order(ctx context.Context, e ExportRef, user string) error
	// Ordered answers who ordered an export, or an error of kind NotFound.
	Ordered(ctx context.Context, e ExportRef) (user string, err error)
	// Collect answers an address at which an export is handed out for CollectFor; empty: it is not made yet.
	Collect(ctx context.Context, e ExportRef) (string, error)
}

// CollectFor is for how long an address hands an export out.
const CollectFor = 5 * time.Minute

// longestReason is how much may be said of why a case is exported, in characters.
const longestReason = 1000

// Exports is the use cases around exports of whole cases.
type Exports struct {
	Store   casework.Store
	Counter Counter
	Looks   casework.LookBook
	Now     func() time.Time
}

// Order has a case exported, once it is written down who takes it away and why. It answers the export's id.
func (x *Exports) Order(ctx context.Context, ref complaint.Ref, by complaint.Actor, reason string) (string, error) {
	if err := Permits(casework.SightExport, by.Role); err != nil {
		return "", err
	}
	if err := complaint.CheckText("reason", reason, longestReason); err != nil {
		return "", err
	}
	if _, err := x.Store.Case(ctx, ref); err != nil {
		return "", err
	}
	id := NewID()
	look := casework.Look{
		At: x.Now().UTC().Truncate(time.Millisecond), By: by, Case: ref.Case, What: casework.SightExport, Of: id, Reason: reason,
	}
	if err := x.Looks.PutLook(ctx, ref.Tenant, look); err != nil {
		return "", err
	}
	return id, x.Counter.Order(ctx, ExportRef{ref, id}, by.ID)
}

// Collect answers an address at which an export can be fetched by whoever ordered it; empty: it is not made yet. To everybody else it is
// not there.
func (x *Exports) Collect(ctx context.Context, ref complaint.Ref, by complaint.Actor, id string) (string, error) {
	if err := Permits(casework.SightExport, by.Role); err != nil {
		return "", err
	}
	none := complaint.Errorf(complaint.NotFound, "there is no such export, or it is over; order another one")
	if !ValidID(id) {
		return "", none
	}
	user, err := x.Counter.Ordered(ctx, ExportRef{ref, id})
	switch {
	case complaint.Is(err, complaint.NotFound):
		return "", none
	case err != nil:
		return "", err
	case user != by.ID:
		return "", none
	}
	return x.Counter.Collect(ctx, ExportRef{ref, id})
}
