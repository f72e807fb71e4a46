package figures

import (
	"runtime"
	"runtime/metrics"
	"syscall"
	"time"
)

// Effort is what something took of this machine.
type Effort struct {
	Took time.Duration
	Busy time.Duration // of one processor, by this process
	Heap uint64        // bytes, at the most, above what was there before
}

// measured does something and answers what it took.
func measured(do func()) Effort {
	runtime.GC()
	base, over := heap(), make(chan struct{})
	peak := make(chan uint64)
	go func() { peak <- highest(over) }()
	busy, begun := processor(), time.Now()
	do()
	e := Effort{Took: time.Since(begun), Busy: processor() - busy}
	close(over)
	if most := <-peak; most > base {
		e.Heap = most - base
	}
	return e
}

// highest is the largest heap seen until it is over.
func highest(over <-chan struct{}) uint64 {
	most := heap()
	for {
		select {
		case <-over:
			return most
		case <-time.After(10 * time.Millisecond):
			most = max(most, heap())
		}
	}
}

// heap is how many bytes the objects take that live or are not yet cleared away.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// processor is how long this process has kept a processor busy so far.
func processor() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
