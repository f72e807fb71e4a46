package simulate

import (
	"context"
	"errors"
	"strconv"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// player plays the two state machines: it starts each execution once, runs its steps with the retries of the definition,
// and loses some.
type player struct{ w *world }

// journey is an execution of the journey of a case.
type journey struct {
	run      *run
	revision int // that called for it
	at       casework.Position
	token    string // with which it waits; empty: it does not
	tries    int    // of the present step
	ended    bool
}

// timer is an execution of the timer of a case.
type timer struct {
	casework.Timer
	tries int
	ended bool
}

// attempts is how often the state machines try a step, and backoff how long they wait before each further try.
const attempts = 9

func backoff(try int) int64 { return 1000 * min(60, int64(2)<<min(try, 8)) }

// StartJourney starts a journey, unless one of the name was started before.
func (p player) StartJourney(_ context.Context, at casework.Position, revision int) error {
	w, r := p.w, p.w.runs[at.Case]
	return w.around(at.Ref, func() error {
		for _, j := range r.journeys {
			if j.revision == revision {
				return nil
			}
		}
		j := &journey{run: r, revision: revision, at: at, ended: w.chance.happens(w.plan.Behaviour.JourneyLost)}
		r.journeys = append(r.journeys, j)
		w.goOn(j, w.chance.within(time.Second))
		return nil
	})
}

// goOn has a journey run its next step after a while.
func (w *world) goOn(j *journey, wait int64) {
	if j.ended {
		return
	}
	at := w.now + wait
	if j.at.Phase == complaint.Executed && j.tries == 0 {
		at = max(at, milli(*j.at.SurveyAt))
	}
	for n, known := range j.run.journeys {
		if known == j {
			w.later(at, event{run: j.run, kind: step, n: n})
		}
	}
}

// StartTimer starts a timer, unless one of the name was started before.
func (p player) StartTimer(_ context.Context, t casework.Timer) error {
	w, r := p.w, p.w.runs[t.Case]
	return w.around(t.Ref, func() error {
		for _, known := range r.timers {
			if known.Timer.Timer == t.Timer {
				return nil
			}
		}
		r.timers = append(r.timers, &timer{Timer: t})
		w.sleep(r, len(r.timers)-1)
		return nil
	})
}

// sleep has a timer wake at its instant: or never, late, early or twice.
func (w *world) sleep(r *run, n int) {
	b, until := w.plan.Behaviour, milli(r.timers[n].Until)
	switch {
	case w.chance.happens(b.TimerLost):
		r.timers[n].ended = true
		w.result.TimersLost++
		return
	case w.chance.happens(b.TimerLate):
		until += w.chance.within(b.LateTimerBy)
	case w.chance.happens(b.TimerEarly):
		until -= w.chance.within(30 * time.Second)
	case w.chance.happens(b.TimerTwice):
		w.later(until, event{run: r, kind: tick, n: n})
	}
	w.later(until, event{run: r, kind: tick, n: n})
}

// StopTimer ends a timer in its sleep. One that is just waking does not hear it.
func (p player) StopTimer(_ context.Context, t casework.Timer) error {
	w, r := p.w, p.w.runs[t.Case]
	return w.around(t.Ref, func() error {
		for _, known := range r.timers {
			if known.Timer.Timer == t.Timer && !w.chance.happens(w.plan.Behaviour.NotStopped) {
				known.ended = true
			}
		}
		return nil
	})
}

// tick wakes a timer.
func (w *world) tick(r *run, t *timer) {
	if t.ended {
		return
	}
	n := 0
	for i, known := range r.timers {
		if known == t {
			n = i
		}
	}
	ticked, err := w.cases.Tick(w.ctx, t.Timer)
	w.expect(r, err, "tick")
	switch {
	case err != nil && t.tries+1 < attempts:
		t.tries++
		w.later(w.now+backoff(t.tries), event{run: r, kind: tick, n: n})
	case err != nil:
		t.ended = true
	case ticked.Settled:
		t.ended = true
	case milli(ticked.Until) == milli(t.Until) && milli(t.Until) <= w.now:
		w.broke(r, Once, "the timer of revision %d is told to sleep until %s, which is past", t.Timer.Timer, t.Until)
	default:
		t.tries, t.Timer = 0, ticked.Timer
		w.sleep(r, n)
	}
}

// Resume lets the journey go on that waits with the token.
func (p player) Resume(_ context.Context, token string, at casework.Position) error {
	w := p.w
	return w.around(at.Ref, func() error {
		j, waits := w.hands[token]
		if !waits {
			return casework.ErrNoWaiter
		}
		delete(w.hands, token)
		j.token, j.at, j.tries = "", at, 0
		w.goOn(j, w.chance.within(time.Second))
		return nil
	})
}

// step runs the state of a journey that follows from where it thinks the case stands.
func (w *world) step(r *run, j *journey) {
	if j.ended || j.token != "" {
		return
	}
	switch j.at.Phase {
	case complaint.Received:
		p, err := w.reader.Read(w.ctx, r.ref)
		w.moved(j, p, err)
	case complaint.Classified:
		p, err := w.cases.Advance(w.ctx, r.ref, &complaint.Acknowledge{})
		w.moved(j, p, err)
	case complaint.Handling, complaint.Surveying, complaint.Concluding:
		w.wait(j, func(token string) error { return w.cases.Hold(w.ctx, j.at, token) })
	case complaint.Executed:
		w.wait(j, func(token string) error { return w.cases.Ask(w.ctx, r.ref, token) })
	case complaint.Closed, complaint.Joint:
		j.ended = true
	}
}

// moved takes a step's answer; a step that failed is tried again.
func (w *world) moved(j *journey, p casework.Position, err error) {
	w.expect(j.run, err, "step")
	if err != nil {
		w.tryAgain(j)
		return
	}
	j.at, j.tries = p, 0
	w.goOn(j, w.chance.within(time.Second))
}

func (w *world) tryAgain(j *journey) {
	j.tries++
	j.ended = j.tries >= attempts
	w.goOn(j, backoff(j.tries))
}

// wait gives out a token and waits with it, unless the task failed before anybody used the token.
func (w *world) wait(j *journey, task func(token string) error) {
	w.tokens++
	token := strconv.Itoa(w.tokens)
	w.hands[token], j.token = j, token
	err := task(token)
	w.expect(j.run, err, "wait")
	switch {
	case j.token != token: // it goes on already
	case err != nil:
		delete(w.hands, token)
		j.token = ""
		w.tryAgain(j)
	case w.chance.happens(w.plan.Behaviour.JourneyLost):
		delete(w.hands, token)
		j.token, j.ended = "", true
		w.result.JourneysLost++
	}
}

// expect reports an error that no edge knows.
func (w *world) expect(r *run, err error, what string) {
	if err == nil {
		return
	}
	var e *complaint.Error
	if errors.As(err, &e) && e.Kind != complaint.Fault {
		w.result.Refused[e.Kind]++
		return
	}
	if errors.Is(err, casework.ErrNoWaiter) || w.ctx.Err() != nil {
		return
	}
	w.broke(r, Answers, "%s failed: %v", what, err)
}
