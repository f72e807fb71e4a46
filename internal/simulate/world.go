package simulate

import (
	"container/heap"
	"context"
	"fmt"
	"time"

	"redress/internal/access"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
	"redress/internal/storetest"
)

// world is one tenant's year: the use cases on a shelf, with a clock that is set and everybody who acts on them.
type world struct {
	ctx     context.Context
	plan    Plan
	n       int // of the tenant, counted from 1
	client  client
	chance  chance // of the machine
	now     int64
	events  agenda
	seq     uint64
	swept   int64 // the minute of the last sweep
	checked int64 // when the whole index was last compared
	faultAt int64 // when a call that concerns no single case failed last

	shelf   *storetest.Memory
	store   storetest.Store // what the use cases see of the shelf
	cases   *casework.Cases
	reader  *casework.Reader
	post    *casework.Post
	sweeper *casework.Sweeper

	arrivals []arrival // those still to come, the last first

	runs    map[string]*run // by the case's reference
	filing  *run            // whose case is being opened
	lately  []string        // the references of the last cases
	heardOf complaintPlan   // what was complained of last
	hands   map[string]*journey
	tokens  int
	writing complaint.Notice // the notice that is being put into words
	racing  bool

	result Result
}

// run is everything around one case.
type run struct {
	n        int // of the tenant's, counted from 1
	ref      complaint.Ref
	complain complaintPlan
	people   chance
	revision int
	pending  int // events still to come
	faultAt  int64
	lookAt   int64

	ledger   ledger
	letters  []letter
	timers   []*timer
	journeys []*journey
	visit    visit
	client   int  // tries of whoever files
	sampled  bool // checked byte for byte after each step
}

// newWorld makes a tenant's world with its complaints still to come.
func newWorld(ctx context.Context, plan Plan, n int) (*world, error) {
	c, err := clientOf(n - 1)
	if err != nil {
		return nil, err
	}
	w := &world{
		ctx: ctx, plan: plan, n: n, client: c, chance: newChance(plan.Seed, c.ID, 0, 0),
		shelf: storetest.NewShelf(), runs: map[string]*run{}, hands: map[string]*journey{},
	}
	w.result.Refused, w.result.Moves = map[complaint.Kind]int{}, map[string]int{}
	if err := w.enrol(); err != nil {
		return nil, err
	}
	w.wire()
	w.shelf.Shares = true
	w.foresee(plan.casesOf(n))
	w.receive()
	return w, nil
}

// enrol writes the tenant's record, policy and calendar.
func (w *world) enrol() error {
	c := w.client
	if err := w.shelf.PutTenant(w.ctx, c.Tenant); err != nil {
		return err
	}
	for _, document := range []func() (string, string){c.document, c.amended} {
		version, text := document()
		if text == "" {
			continue
		}
		if err := w.shelf.PutDocument(w.ctx, c.ID, casework.PolicyDocument, version, []byte(text)); err != nil {
			return err
		}
	}
	for _, a := range almanacs {
		if a.name == c.calendar && !a.embedded {
			return w.shelf.PutDocument(w.ctx, c.ID, casework.CalendarDocument, a.name, a.document())
		}
	}
	return nil
}

// wire builds the use cases: below them the store that may fail, below that the auditor, and at the bottom the shelf.
func (w *world) wire() {
	w.shelf.Stream = w.wake
	var bottom storetest.Store = w.shelf
	if w.plan.broken.store != nil {
		bottom = w.plan.broken.store(w.shelf)
	}
	w.store = &failing{Store: &auditor{Store: bottom, w: w}, w: w}
	var machines casework.Machines = player{w}
	if w.plan.broken.machines != nil {
		machines = w.plan.broken.machines(machines)
	}
	book := &casework.Book{Tenants: w.store, Now: w.clock}
	var rules casework.RuleBook = book
	if w.plan.broken.rules != nil {
		rules = w.plan.broken.rules(rules)
	}
	w.cases = &casework.Cases{
		Store: w.store, Rules: rules, Now: w.clock, After: atOnce, Drive: &casework.Driver{Machines: machines, Tokens: w.store},
		Marks: &casework.Marker{Key: printsKey, Book: book},
	}
	w.reader = &casework.Reader{
		Cases: w.cases, Openings: w.store, Classifier: clerk{},
		Same: &casework.Recogniser{Key: printsKey, Book: book, People: w.store},
	}
	w.post = &casework.Post{
		Cases: w.cases, Book: book, Outbox: w.store, Writer: writer{w}, Key: access.Key("simulated"),
		Carriers: map[complaint.Reach]casework.Carrier{
			complaint.ByMail: carrier{w, complaint.ByMail}, complaint.BySMS: carrier{w, complaint.BySMS},
		},
	}
	w.sweeper = &casework.Sweeper{Cases: w.cases, Index: w.store, Width: 1}
}

// printsKey is the key by which complainants are recognised.
var printsKey = duplicate.NewKey([]byte("simulated"))

// clock is the time of the world.
func (w *world) clock() time.Time { return time.UnixMilli(w.now).UTC() }

// atOnce waits for nothing: in a world nobody else acts meanwhile.
func atOnce(time.Duration) <-chan time.Time {
	now := make(chan time.Time)
	close(now)
	return now
}

// The bounds of a world: every complaint comes in within the year, and is over long before the last instant.
var (
	yearBegins = date("2026-01-01")
	lastMoment = date("2028-01-01").UnixMilli()
)

// minute is the grid of the sweep.
const minute = int64(60_000)

// play runs the world to its end, or to the first law that is broken.
func (w *world) play() Result {
	for w.ctx.Err() == nil && len(w.result.Violations) == 0 {
		sweep := w.nextSweep()
		switch {
		case sweep != 0 && (len(w.events) == 0 || sweep < w.events[0].at || sweep == w.events[0].at && w.events[0].kind == look):
			w.now = sweep
			w.sweep()
		case len(w.events) > 0:
			w.next()
		default:
			w.end()
			return w.result
		}
		if w.now > lastMoment {
			w.stop()
			return w.result
		}
	}
	return w.result
}

// stop ends a world at its last moment. Where nobody hears of an escalation, some cases are forgotten as long; elsewhere none may be.
func (w *world) stop() {
	w.result.Unended += len(w.runs)
	if w.plan.Deaf {
		return
	}
	for _, r := range w.runs {
		w.broke(r, Answers, "the case does not end; the next instant of the index is %s", w.shelf.NextDue())
	}
}

// next plays the next event.
func (w *world) next() {
	e := heap.Pop(&w.events).(event) //nolint:errcheck,forcetypeassert // events are all that was put in
	w.now = max(w.now, e.at)
	e.run.pending--
	e.play(w)
	w.settle(e.run)
}

// nextSweep is the minute of the next sweep that would find anything; zero: there is none.
func (w *world) nextSweep() int64 {
	due := milli(w.shelf.NextDue())
	if due == 0 || w.plan.broken.noSweep {
		return 0
	}
	return minuteAfter(max(due, w.swept+1, w.now))
}

// minuteAfter is the first minute of the grid at or after an instant.
func minuteAfter(at int64) int64 { return (at + minute - 1) / minute * minute }

// sweep runs the safety net, and now and then compares its whole index.
func (w *world) sweep() {
	w.swept = w.now
	swept, err := w.sweeper.Sweep(w.ctx)
	if err != nil {
		w.faultAt = w.now
	}
	w.result.Sweeps++
	w.result.Swept += swept.Cases
	if w.now-w.checked > 30*dayMillis {
		w.checked = w.now
		w.wholeIndex()
	}
}

// broke reports a broken law, of a case or of the whole world.
func (w *world) broke(r *run, law Law, format string, args ...any) {
	v := Violation{
		Law: law, Seed: w.plan.Seed, Tenant: w.n, At: w.clock().Format(time.RFC3339Nano), Detail: fmt.Sprintf(format, args...),
	}
	if r != nil {
		v.Case = r.n
		if f := w.shelf.Folder(r.ref); f != nil {
			v.Commits = f.Commits
		}
	}
	w.result.Violations = append(w.result.Violations, v)
}

// breaks is broke of one case.
func (w *world) breaks(r *run) broken {
	return func(law Law, format string, args ...any) { w.broke(r, law, format, args...) }
}
