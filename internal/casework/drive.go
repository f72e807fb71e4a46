package casework

import (
	"context"
	"errors"
	"time"

	"redress/internal/complaint"
)

// ErrNoWaiter says that nobody waits for a token any more: its execution is gone.
var ErrNoWaiter = errors.New("nobody waits for this token")

// Machines starts the executions of the state machines, tells a waiting one to go on, and stops a timer that sleeps for
// nothing. Starting twice is once, and so is stopping.
type Machines interface {
	// StartJourney starts a journey where the case stands, named after the revision that calls for it.
	StartJourney(ctx context.Context, p Position, revision int) error
	StartTimer(ctx context.Context, t Timer) error
	StopTimer(ctx context.Context, t Timer) error
	// Resume tells the execution that waits with the token where the case stands. It fails with ErrNoWaiter.
	Resume(ctx context.Context, token string, p Position) error
}

// Tokens keeps the token with which a case's journey waits. It never leaves the store but to Machines.
type Tokens interface {
	HoldToken(ctx context.Context, ref complaint.Ref, token string) error
	// Token answers the token held, or an empty one.
	Token(ctx context.Context, ref complaint.Ref) (string, error)
}

// Timer is the timer of a case: it sleeps until an instant and ticks, for as long as it is in charge.
type Timer struct {
	complaint.Ref
	Timer int       `json:"timer"` // revision that put it in charge
	Until time.Time `json:"until"`
}

// Position is where a case stands, as the state machine of its journey sees it.
type Position struct {
	complaint.Ref
	Phase    complaint.Phase `json:"phase"`
	Round    int             `json:"round"`
	SurveyAt *time.Time      `json:"survey_at,omitempty"`
}

// PositionOf is the position of a case.
func PositionOf(c complaint.Case) Position {
	p := Position{Ref: c.Ref(), Phase: c.Phase, Round: c.Round}
	if c.Phase == complaint.Executed {
		p.SurveyAt = &c.Survey.SendAt
	}
	return p
}

// Driver keeps the state machines of a case going. It is the one place that starts, resumes and repairs them.
type Driver struct {
	Machines Machines
	Tokens   Tokens
}

// Follow does what the commit of an instant asks of the state machines.
func (d *Driver) Follow(ctx context.Context, before, after complaint.Case, at time.Time) error {
	return errors.Join(d.followTimer(ctx, before, after, at), d.followJourney(ctx, before, after))
}

// followTimer starts the timer that is in charge now and wakes nobody for nothing: the one before is stopped in its
// sleep. One that cannot be stopped finds, when it wakes, that it is no longer in charge; so does one that is awake.
func (d *Driver) followTimer(ctx context.Context, before, after complaint.Case, at time.Time) error {
	if after.Timer == before.Timer {
		return nil
	}
	var started, stopped error
	if after.Timer != 0 {
		started = d.Machines.StartTimer(ctx, Timer{Ref: after.Ref(), Timer: after.Timer, Until: after.NextRung()})
	}
	if before.Timer != 0 && before.NextRung().After(at) {
		stopped = d.Machines.StopTimer(ctx, Timer{Ref: before.Ref(), Timer: before.Timer})
	}
	return errors.Join(started, stopped)
}

func (d *Driver) followJourney(ctx context.Context, before, after complaint.Case) error {
	switch {
	case after.Journey.Started != before.Journey.Started:
		return d.Machines.StartJourney(ctx, PositionOf(after), after.Journey.Started)
	case waits(before.Phase) && after.Phase != before.Phase:
		return d.resume(ctx, after)
	}
	return nil
}

// resume tells the journey that the case has moved on. An execution that is gone is replaced by one that begins where
// the case stands; its name is the revision's, so that this too happens once.
func (d *Driver) resume(ctx context.Context, c complaint.Case) error {
	token, err := d.Tokens.Token(ctx, c.Ref())
	if err != nil {
		return err
	}
	if token == "" { // the journey is on its way to wait, and will see where the case stands
		return nil
	}
	err = d.Machines.Resume(ctx, token, PositionOf(c))
	if errors.Is(err, ErrNoWaiter) && c.Open() {
		return d.Machines.StartJourney(ctx, PositionOf(c), c.Revision)
	}
	return err
}

// waits says whether the journey waits for people while a case is in the phase.
func waits(p complaint.Phase) bool {
	return p == complaint.Handling || p == complaint.Surveying || p == complaint.Concluding
}
