package figures

import (
	"context"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

// still is machines that do nothing.
type still struct{}

// StartJourney starts nothing.
func (still) StartJourney(context.Context, casework.Position, int) error { return nil }

// StartTimer starts nothing.
func (still) StartTimer(context.Context, casework.Timer) error { return nil }

// StopTimer stops nothing.
func (still) StopTimer(context.Context, casework.Timer) error { return nil }

// Resume tells nobody.
func (still) Resume(context.Context, string, casework.Position) error { return nil }

// owner is the one tenant there is, under the policy that is built in.
type owner struct{ tenant tenant.Tenant }

// Tenant answers the one.
func (o owner) Tenant(context.Context, string) (tenant.Tenant, error) { return o.tenant, nil }

// Document answers that there are no others than those built in.
func (owner) Document(_ context.Context, _, kind, name string) ([]byte, error) {
	return nil, complaint.Errorf(complaint.NotFound, "there is no %s %s", kind, name)
}
