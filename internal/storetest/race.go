package storetest

import "sync"

// racers is how many hands reach for the same thing at the same moment.
const racers = 16

// race runs something by all racers at once and answers what each of them got.
func race[T any](run func(racer int) T) []T {
	var (
		got   [racers]T
		crew  sync.WaitGroup
		start = make(chan struct{})
	)
	for i := range got {
		crew.Go(func() {
			<-start
			got[i] = run(i)
		})
	}
	close(start)
	crew.Wait()
	return got[:]
}
