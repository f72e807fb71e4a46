package casework_test

import (
	"testing"

	"redress/internal/complaint"
	"redress/internal/functest"
)

func BenchmarkFile(b *testing.B) {
	w := newWorld(b)
	b.ReportAllocs()
	for b.Loop() {
		w.filed(acme)
	}
}

// A case that is taken and nothing else: the least a command costs.
func BenchmarkTake(b *testing.B) {
	w := newWorld(b)
	c := w.handled(acme)
	b.ReportAllocs()
	for by := han; b.Loop(); {
		w.do(c, by, &complaint.Take{})
		b.StopTimer()
		other := mei
		if by == mei {
			other = han
		}
		w.do(c, by, &complaint.HandOver{To: other.ID})
		by = other
		b.StartTimer()
	}
}

// A tick that finds nothing to fire, as most do when a timer is no longer the nearest.
func BenchmarkTickNothingDue(b *testing.B) {
	w := newWorld(b)
	timer := timerOf(w.handled(acme))
	b.ReportAllocs()
	for b.Loop() {
		_, err := w.cases.Tick(b.Context(), timer)
		w.ok(err)
	}
}

// A tick that fires one rung.
func BenchmarkTick(b *testing.B) {
	w := newWorld(b)
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		w.clock.Set(functest.Monday)
		c := w.handled(acme)
		w.clock.Set(c.NextRung())
		b.StartTimer()
		ticked, err := w.cases.Tick(b.Context(), timerOf(c))
		w.ok(err)
		if ticked.Settled {
			b.Fatal("the timer is not in charge")
		}
	}
}
