package trial

import (
	"redress/internal/duplicate"
)

// Result is what became of pairs.
type Result struct {
	Verdicts map[Kind]map[duplicate.Verdict]int
}

// Try compares the complaints of every pair, and judges them by the limits.
func Try(pairs []Pair, limits duplicate.Limits) Result {
	r := Result{Verdicts: map[Kind]map[duplicate.Verdict]int{}}
	key := duplicate.NewKey([]byte("trial"))
	for _, p := range pairs {
		first, second := key.Print(&p.First), key.Print(&p.Second)
		twin := duplicate.Compare(second, first)
		v := limits.Verdict(twin.Score, second.ReceivedAt.Sub(first.ReceivedAt))
		if r.Verdicts[p.Kind] == nil {
			r.Verdicts[p.Kind] = map[duplicate.Verdict]int{}
		}
		r.Verdicts[p.Kind][v]++
	}
	return r
}

// Of counts the pairs of a kind.
func (r Result) Of(k Kind) int {
	n := 0
	for _, some := range r.Verdicts[k] {
		n += some
	}
	return n
}

// Precision is the share of the merged pairs that are one. Where nothing was merged it is 1.
func (r Result) Precision() float64 {
	right, all := 0, 0
	for k, verdicts := range r.Verdicts {
		all += verdicts[duplicate.Merge]
		if k.Same() {
			right += verdicts[duplicate.Merge]
		}
	}
	return share(right, all)
}

// Recall is the share of the pairs that are one which were merged or proposed.
func (r Result) Recall() float64 {
	found, all := 0, 0
	for k, verdicts := range r.Verdicts {
		if k.Same() {
			all += r.Of(k)
			found += verdicts[duplicate.Merge] + verdicts[duplicate.Propose]
		}
	}
	return share(found, all)
}

// Asked is the share of the pairs that are two about which a person is asked, those of the same order apart.
func (r Result) Asked() float64 {
	asked, all := 0, 0
	for k, verdicts := range r.Verdicts {
		if !k.Same() && k != SameOrder {
			all += r.Of(k)
			asked += verdicts[duplicate.Propose]
		}
	}
	return share(asked, all)
}

func share(part, all int) float64 {
	if all == 0 {
		return 1
	}
	return float64(part) / float64(all)
}
