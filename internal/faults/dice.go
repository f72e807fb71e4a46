package faults

import (
	"math/rand/v2"
	"sync"
	"sync/atomic"
)

// Dice decides by a seed: the n-th throw is the same in every run. Which call gets it is the scheduler's.
type Dice struct {
	Seed   uint64
	thrown atomic.Uint64
}

// Throw is the next throw, a generator of its own.
func (d *Dice) Throw() *rand.Rand {
	return rand.New(rand.NewPCG(d.Seed, d.thrown.Add(1))) //nolint:gosec // a die, not a secret
}

// Rates say how likely a call fares badly.
type Rates struct {
	Fail     float64 // of all calls
	Stubborn float64 // of those: each try of the SDK fails, so that the function itself sees the error
	Slow     float64 // of all calls
}

// fates keeps how the calls fare that are tried again, by their invocations.
type fates struct {
	dice  *Dice
	rates Rates
	mu    sync.Mutex
	again map[string]bool // known calls; true: each of their tries fails
}

// of decides on a try of a call: its kind, and whether it is the call's first one.
func (f *fates) of(c call) (k Kind, first bool) {
	throw := f.dice.Throw()
	f.mu.Lock()
	defer f.mu.Unlock()
	stubborn, known := f.again[c.invocation]
	switch {
	case known && stubborn:
		return failing[throw.IntN(len(failing))], false
	case known:
		return Fine, false
	}
	p := throw.Float64()
	if p < f.rates.Fail {
		if c.invocation != "" {
			f.again[c.invocation] = throw.Float64() < f.rates.Stubborn
		}
		return failing[throw.IntN(len(failing))], true
	}
	if p < f.rates.Fail+f.rates.Slow {
		return Slow, true
	}
	return Fine, true
}
