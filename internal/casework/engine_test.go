package casework_test

import (
	"context"
	"fmt"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/functest"
)

// engine plays the state machines: it runs each execution until it waits, sleeps or ends, and tries a step that
// failed again. It hears of tokens and starts just as the real one does.
type engine struct {
	w        *world
	journeys []*journey
	timers   []*casework.Timer // nil: it has ended
	started  map[string]bool
	waiting  map[string]*journey // by token
	tokens   int
	failure  error // the last that any step met with
}

// journey is an execution of the journey of one case.
type journey struct {
	ref     complaint.Ref
	at      *casework.Position
	waiting bool
	ended   bool
}

func (e *engine) StartJourney(_ context.Context, p casework.Position, revision int) error {
	if name := "journey " + functest.Execution(p.Ref, revision); !e.started[name] {
		e.started[name] = true
		e.journeys = append(e.journeys, &journey{ref: p.Ref, at: &p})
	}
	return nil
}

func (e *engine) StartTimer(_ context.Context, t casework.Timer) error {
	if name := "timer " + functest.Execution(t.Ref, t.Timer); !e.started[name] {
		e.started[name] = true
		e.timers = append(e.timers, &t)
	}
	return nil
}

func (e *engine) StopTimer(_ context.Context, t casework.Timer) error {
	for i, sleeping := range e.timers {
		if sleeping != nil && sleeping.Ref == t.Ref && sleeping.Timer == t.Timer {
			e.timers[i] = nil
		}
	}
	return nil
}

func (e *engine) Resume(_ context.Context, token string, p casework.Position) error {
	j, waits := e.waiting[token]
	if !waits {
		return casework.ErrNoWaiter
	}
	delete(e.waiting, token)
	j.at, j.waiting = &p, false
	return nil
}

// run runs everything that can run now: journeys, timers, and the delivery of what the stream brought.
func (e *engine) run() {
	for busy, rounds := true, 0; busy; rounds++ {
		if rounds > 1000 {
			e.w.Fatalf("the machines run in circles; the last failure was: %v", e.failure)
		}
		busy = false
		for _, j := range e.journeys {
			busy = e.step(j) || busy
		}
		for i, t := range e.timers {
			if t != nil && !t.Until.After(e.w.clock.Now()) {
				busy = e.tick(i) || busy
			}
		}
		for n, more := e.w.nextWoken(); more; n, more = e.w.nextWoken() {
			_ = e.w.post.Deliver(e.w.Context(), n) // what fails is the sweep's
			busy = true
		}
	}
}

// step runs one state of a journey and says whether there was one to run.
func (e *engine) step(j *journey) bool {
	if j.ended || j.waiting {
		return false
	}
	switch j.at.Phase {
	case complaint.Received:
		return e.moved(j)(e.w.cases.Advance(e.w.Context(), j.ref, reading(complaint.CategoryQuality, complaint.Ordinary)))
	case complaint.Classified:
		return e.moved(j)(e.w.cases.Advance(e.w.Context(), j.ref, &complaint.Acknowledge{}))
	case complaint.Handling, complaint.Surveying, complaint.Concluding:
		e.wait(j, func(token string) error { return e.w.cases.Hold(e.w.Context(), *j.at, token) })
	case complaint.Executed:
		if j.at.SurveyAt.After(e.w.clock.Now()) {
			return false
		}
		e.wait(j, func(token string) error { return e.w.cases.Ask(e.w.Context(), j.ref, token) })
	case complaint.Closed, complaint.Joint:
		j.ended = true
	}
	return true
}

// moved takes a step's answer. A step that failed is tried again.
func (e *engine) moved(j *journey) func(casework.Position, error) bool {
	return func(p casework.Position, err error) bool {
		if err == nil {
			j.at = &p
		} else {
			e.failure = err
		}
		return true
	}
}

// wait gives out a token and waits, unless the task failed before anybody used the token.
func (e *engine) wait(j *journey, task func(token string) error) {
	e.tokens++
	token := fmt.Sprint("token ", e.tokens)
	e.waiting[token], j.waiting = j, true
	if err := task(token); err != nil && j.waiting {
		delete(e.waiting, token)
		j.waiting = false
	}
}

func (e *engine) tick(i int) bool {
	ticked, err := e.w.cases.Tick(e.w.Context(), *e.timers[i])
	switch {
	case err != nil: // tried again
		e.failure = err
	case ticked.Settled:
		e.timers[i] = nil
	default:
		*e.timers[i] = ticked.Timer
	}
	return true
}

// pass lets time go by from one instant at which something happens to the next. A sweep looks at each of them.
func (e *engine) pass(d time.Duration, ref complaint.Ref) {
	end := e.w.clock.Now().Add(d)
	for {
		e.run()
		_, _ = e.w.sweeper.Sweep(e.w.Context()) // what fails is the next sweep's
		e.run()
		next := e.next(ref)
		if next.After(end) {
			break
		}
		e.w.clock.Set(next)
	}
	e.w.clock.Set(end)
	e.run()
}

// next is the next instant at which an execution wakes or a sweep, each minute, would find something.
func (e *engine) next(ref complaint.Ref) time.Time {
	now := e.w.clock.Now()
	next := now.AddDate(1, 0, 0)
	nearer := func(at time.Time) {
		at = at.Add(time.Millisecond - time.Nanosecond).Truncate(time.Millisecond) // the use cases know no finer time
		if at.After(now) && at.Before(next) {
			next = at
		}
	}
	for _, t := range e.timers {
		if t != nil {
			nearer(t.Until)
		}
	}
	for _, j := range e.journeys {
		if !j.ended && !j.waiting && j.at.Phase == complaint.Executed {
			nearer(*j.at.SurveyAt)
		}
	}
	if check := e.w.now(ref).NextCheck(); !check.IsZero() {
		nearer(check.Add(time.Millisecond))
	}
	if e.dueWithin(time.Minute) {
		nearer(now.Add(time.Minute))
	}
	return next
}

// dueWithin says whether anything is due now or in a while.
func (e *engine) dueWithin(d time.Duration) bool {
	due := false
	for shard := range e.w.memory.Shards() {
		e.w.ok(e.w.memory.Due(e.w.Context(), shard, e.w.clock.Now().Add(d), func([]casework.DueItem) error {
			due = true
			return nil
		}))
	}
	return due
}
