package simulate

import "container/heap"

// kind is what an event is.
type kind uint8

// The kinds of events. At one instant a look comes after everything else, and after the sweep.
const (
	file kind = iota
	step
	tick
	deliver
	visits
	write
	reply
	reopen
	withdraw
	object
	look
)

// event is something that will happen to a case.
type event struct {
	at     int64
	seq    uint64 // in which order they were put in
	run    *run
	kind   kind
	n      int    // of the timer, the journey, the try or the visit
	notice string // to be delivered
}

// before orders events by their instant, and those of one instant as they were put in.
func (e event) before(other event) bool {
	switch {
	case e.at != other.at:
		return e.at < other.at
	case (e.kind == look) != (other.kind == look):
		return other.kind == look
	}
	return e.seq < other.seq
}

// agenda is everything that will happen, a heap.
type agenda []event

func (a agenda) Len() int           { return len(a) }
func (a agenda) Less(i, j int) bool { return a[i].before(a[j]) }
func (a agenda) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }

// Push is called by package heap only, as is Pop.
func (a *agenda) Push(e any) { *a = append(*a, e.(event)) } //nolint:errcheck,forcetypeassert // events are all that is put in

// Pop lets go of what the last event points to.
func (a *agenda) Pop() any {
	last := len(*a) - 1
	e := (*a)[last]
	(*a)[last] = event{}
	*a = (*a)[:last]
	return e
}

// later puts an event in.
func (w *world) later(at int64, e event) {
	w.seq++
	e.at, e.seq = max(at, w.now), w.seq
	e.run.pending++
	heap.Push(&w.events, e)
}

// play has the event happen.
func (e event) play(w *world) {
	switch e.kind {
	case file:
		if e.n == first {
			w.receive()
		}
		w.file(e.run)
	case step:
		w.step(e.run, e.run.journeys[e.n])
	case tick:
		w.tick(e.run, e.run.timers[e.n])
	case deliver:
		w.deliver(e.run, e.notice, e.n)
	case visits:
		w.visits(e.run, e.n)
	case write, reply, reopen, withdraw, object:
		w.speak(e)
	case look:
		w.look(e.run)
	}
}
