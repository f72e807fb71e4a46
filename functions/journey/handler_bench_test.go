package main

import (
	"testing"

	"redress/internal/casework"
	"redress/internal/figures/bench"
	"redress/internal/task"
)

func BenchmarkWhere(b *testing.B) {
	w := bench.New(b)
	handle := task.Handle(journey{w.Cases}.do)
	o := order{Do: "where", Position: casework.Position{Ref: w.Handled().Ref()}}
	bench.Measure(b, bench.Nothing, func(struct{}) {
		_, err := handle(b.Context(), o)
		w.OK(err)
	})
}

func BenchmarkHold(b *testing.B) {
	w := bench.New(b)
	handle := task.Handle(journey{w.Cases}.do)
	o := order{Do: "hold", Token: "token", Position: casework.PositionOf(w.Handled())}
	bench.Measure(b, bench.Nothing, func(struct{}) {
		_, err := handle(b.Context(), o)
		w.OK(err)
	})
}
