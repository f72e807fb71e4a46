package load

import (
	"slices"
	"time"
)

// Spread is how a measure is spread.
type Spread struct {
	P50, P95, Max time.Duration
}

// SpreadOf sorts the samples and answers their spread.
func SpreadOf(samples []time.Duration) Spread {
	if len(samples) == 0 {
		return Spread{}
	}
	sorted := slices.Sorted(slices.Values(samples))
	at := func(percent int) time.Duration { return sorted[(len(sorted)-1)*percent/100] }
	return Spread{P50: at(50), P95: at(95), Max: at(100)}
}
