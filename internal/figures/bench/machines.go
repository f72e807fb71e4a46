package bench

import (
	"context"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// machines do nothing.
type machines struct{}

// StartJourney starts nothing.
func (machines) StartJourney(context.Context, complaint.Ref, int) error { return nil }

// StartTimer starts nothing.
func (machines) StartTimer(context.Context, casework.Timer) error { return nil }

// Resume tells nobody.
func (machines) Resume(context.Context, string, casework.Position) error { return nil }
