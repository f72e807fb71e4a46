package main

import (
	"testing"

	"redress/internal/casework"
	"redress/internal/figures/bench"
	"redress/internal/task"
)

func BenchmarkHold(b *testing.B) {
	w := bench.New(b)
	handle := task.Handle(journey{w.Cases}.hold)
	o := order{Token: "token", Position: casework.PositionOf(w.Handled())}
	bench.Measure(b, bench.Nothing, func(struct{}) {
		_, err := handle(b.Context(), o)
		w.OK(err)
	})
}
