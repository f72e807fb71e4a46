package bench

import (
	"context"

	"redress/internal/casework"
)

// machines do nothing.
type machines struct{}

// StartJourney starts nothing.
func (machines) StartJourney(context.Context, casework.Position, int) error { return nil }

// StartTimer starts nothing.
func (machines) StartTimer(context.Context, casework.Timer) error { return nil }

// StopTimer stops nothing.
func (machines) StopTimer(context.Context, casework.Timer) error { return nil }

// Resume tells nobody.
func (machines) Resume(context.Context, string, casework.Position) error { return nil }
