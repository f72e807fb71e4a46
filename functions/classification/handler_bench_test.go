package main

import (
	"testing"

	"redress/internal/casework"
	"redress/internal/classify"
	"redress/internal/complaint"
	"redress/internal/figures/bench"
	"redress/internal/task"
)

func BenchmarkRead(b *testing.B) {
	w := bench.New(b)
	reader := &casework.Reader{Cases: w.Cases, Openings: w.Memory, Classifier: classify.New(), Same: w.Recogniser()}
	handle := task.Handle(reader.Read)
	bench.Measure(b, func() complaint.Ref { return w.Filed().Ref() }, func(ref complaint.Ref) {
		at, err := handle(b.Context(), ref)
		if w.OK(err); at.Phase != complaint.Classified {
			b.Fatalf("the case is %s", at.Phase)
		}
	})
}
