package simulate

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"

	"redress/internal/casework"
	"redress/internal/storetest"
)

// Plan is what is simulated.
type Plan struct {
	Cases     int // of all tenants together
	Seed      uint64
	Workers   int
	Tenant    int // only this one, counted from 1, with the cases it has in the whole; 0: all
	Deaf      bool
	Behaviour Behaviour

	broken mutation
}

// mutation breaks the system at one of its seams; only tests do.
type mutation struct {
	rules    func(casework.RuleBook) casework.RuleBook
	store    func(*storetest.Memory) storetest.Store
	machines func(casework.Machines) casework.Machines
	noSweep  bool
}

// casesOf is how many complaints the n-th tenant gets, counted from 1. Some get three times as many as others.
func (p Plan) casesOf(n int) int {
	return p.upTo(n) - p.upTo(n-1)
}

// upTo is how many complaints the first n tenants get together.
func (p Plan) upTo(n int) int {
	shares, all := 0, 0
	for i := range Tenants {
		share := 2 + i*7%5
		all += share
		if i < n {
			shares += share
		}
	}
	return p.Cases * shares / all
}

// Run plays every tenant's year and answers what became of all. told hears how many tenants
// and cases are done.
func Run(ctx context.Context, p Plan, told func(tenants, cases int)) (Result, error) {
	results := make([]Result, Tenants)
	crew, within := errgroup.WithContext(ctx)
	crew.SetLimit(p.Workers)
	var mu sync.Mutex
	tenants, cases := 0, 0
	for n := 1; n <= Tenants; n++ {
		if p.Tenant != 0 && p.Tenant != n {
			continue
		}
		crew.Go(func() error {
			w, err := newWorld(within, p, n)
			if err != nil {
				return err
			}
			results[n-1] = w.play()
			mu.Lock()
			defer mu.Unlock()
			tenants++
			cases += results[n-1].Cases
			told(tenants, cases)
			return nil
		})
	}
	if err := crew.Wait(); err != nil {
		return Result{}, err
	}
	var all Result
	for _, r := range results {
		all.join(r)
	}
	return all, ctx.Err()
}
