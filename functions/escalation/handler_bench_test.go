package main

import (
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/figures/bench"
	"redress/internal/task"
)

func BenchmarkTick(b *testing.B) {
	w := bench.New(b)
	now := time.Now()
	w.Cases.Now = func() time.Time { return now }
	handle := task.Handle(escalation{w.Cases, nil}.do)
	bench.Measure(b, func() order {
		now = time.Now()
		c := w.Handled()
		now = c.NextRung() // for the last one prepared; those before are due a little earlier
		return order{Timer: casework.Timer{Ref: c.Ref(), Timer: c.Timer}}
	}, func(o order) {
		_, err := handle(b.Context(), o)
		w.OK(err)
	})
}

// A sweep of an installation where nothing is due, though a thousand cases are open.
func BenchmarkSweep(b *testing.B) {
	w := bench.New(b)
	n := senderless(w)
	for range 1000 {
		w.Filed()
	}
	handle := task.Handle(n.do)
	bench.Measure(b, func() order { return order{Sweep: true} }, func(o order) {
		swept, err := handle(b.Context(), o)
		if w.OK(err); swept != any(casework.Swept{}) {
			b.Fatalf("swept %+v", swept)
		}
	})
}

func senderless(w *bench.World) escalation {
	return escalation{w.Cases, &casework.Sweeper{Cases: w.Cases, Index: w.Memory, Width: width}}
}
