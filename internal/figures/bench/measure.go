package bench

import (
	"slices"
	"testing"
	"time"
)

// Measure measures one kind of call. Each call is prepared outside the measured time, and besides the mean the half-way
// sample is reported: a collector's pause moves the mean, not the middle.
func Measure[T any](b *testing.B, prepare func() T, call func(T)) {
	b.Helper()
	inputs := make([]T, b.N)
	for i := range inputs {
		inputs[i] = prepare()
	}
	samples := make([]time.Duration, b.N)
	b.ReportAllocs()
	b.ResetTimer()
	for i, in := range inputs {
		begun := time.Now()
		call(in)
		samples[i] = time.Since(begun)
	}
	b.StopTimer()
	slices.Sort(samples)
	b.ReportMetric(float64(samples[len(samples)/2].Nanoseconds()), "p50-ns")
}

// Nothing prepares nothing.
func Nothing() struct{} { return struct{}{} }
