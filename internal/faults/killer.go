package faults

import (
	"context"
	"maps"
	"os"
	"slices"
	"sync"
	"time"
)

// moment is when a caller is killed.
type moment int

const (
	never  moment = iota
	before        // its call is carried out
	after         // its call was carried out, before the answer
)

// Killer kills functions: one that is marked dies at one of its next calls, between two calls of one invocation.
type Killer struct {
	Functions Functions
	Dice      *Dice
	Enough    int // a function that was killed so often is spared most of the time

	mu     sync.Mutex
	marked map[string]int // how many calls a function has left
	kills  map[string]int
	ended  bool
}

// Authorizer is the function that makes no calls: it is killed while staff ask.
const Authorizer = "authorizer"

// mostCalls is how many calls a marked function may still make.
const mostCalls = 30

// Mark marks a function every so often, until the context ends: the one that was killed the least, or any.
func (k *Killer) Mark(ctx context.Context, every time.Duration) {
	names := slices.Sorted(maps.Values(k.Functions.Names))
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(every):
			k.mark(names)
		}
	}
}

// spared is how often a function is spared, once it was killed often enough, until it is marked again.
const spared = 8

func (k *Killer) mark(names []string) {
	throw := k.Dice.Throw()
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.ended {
		return
	}
	name := names[throw.IntN(len(names))]
	if throw.IntN(2) == 0 {
		name = slices.MinFunc(names, func(a, b string) int { return k.kills[a] - k.kills[b] })
	}
	if k.marked == nil {
		k.marked = map[string]int{}
	}
	_, already := k.marked[name]
	if already || k.kills[name] >= k.Enough && throw.IntN(spared) > 0 {
		return
	}
	k.marked[name] = throw.IntN(mostCalls)
}

func (k *Killer) caller(ctx context.Context) (Process, bool) { return k.Functions.caller(ctx) }

// doom says whether a process dies at this call.
func (k *Killer) doom(p Process) moment {
	k.mu.Lock()
	defer k.mu.Unlock()
	left, marked := k.marked[p.function]
	if !marked || k.ended {
		return never
	}
	if left > 0 {
		k.marked[p.function]--
		return never
	}
	delete(k.marked, p.function)
	if k.Dice.Throw().IntN(2) == 0 {
		return before
	}
	return after
}

// kill kills a process if it still is what it was, and counts it.
func (k *Killer) kill(p Process) bool {
	handle, err := os.FindProcess(p.pid) // keeps hold of this very process
	if err != nil {
		return false
	}
	defer handle.Release() //nolint:errcheck // nothing is left to do
	if now, is := k.Functions.one(p.pid); !is || now != p || handle.Kill() != nil {
		return false
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.kills == nil {
		k.kills = map[string]int{}
	}
	k.kills[p.function]++
	return true
}

// staffAsks kills the authorizer, if it is marked, while it is being asked.
func (k *Killer) staffAsks() {
	k.mu.Lock()
	_, marked := k.marked[Authorizer]
	if marked = marked && !k.ended; marked {
		delete(k.marked, Authorizer)
	}
	k.mu.Unlock()
	if !marked {
		return
	}
	throw := k.Dice.Throw()
	time.AfterFunc(time.Duration(throw.IntN(20))*time.Millisecond, func() {
		var living []Process
		for _, p := range k.Functions.all() {
			if p.function == Authorizer {
				living = append(living, p)
			}
		}
		if len(living) > 0 {
			k.kill(living[throw.IntN(len(living))])
		}
	})
}

// Stop ends the killing for good.
func (k *Killer) Stop() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.ended = true
}

// Kills are the kills so far, by function.
func (k *Killer) Kills() map[string]int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return maps.Clone(k.kills)
}

// Fewest is how often the function was killed that was killed the least.
func (k *Killer) Fewest() int {
	kills := k.Kills()
	fewest := -1
	for _, name := range k.Functions.Names {
		if n := kills[name]; fewest < 0 || n < fewest {
			fewest = n
		}
	}
	return fewest
}
