package library

import (
	"cmp"
	"math"
	"slices"

	"redress/internal/complaint"
)

// Suggestion is what was done in cases like one, counted.
type Suggestion struct {
	Remedy     complaint.Demand `json:"remedy,omitempty"` // empty: there is too little to suggest anything
	Cases      int              `json:"cases"`            // like it, in which something was offered
	Used       int              `json:"used"`             // of these ended with the remedy
	Rounds     float64          `json:"rounds,omitempty"` // on the average, where it was used
	Hours      int              `json:"hours,omitempty"`  // until it was carried out: half of them took no longer
	Rated      int              `json:"rated"`            // of those with the remedy
	Satisfied  int              `json:"satisfied"`        // of the rated
	From       float64          `json:"from"`             // between which the share of the satisfied is, with 95 % confidence; 0 and 1 where none was rated
	To         float64          `json:"to"`
	Precedents []string         `json:"precedents"` // the likest of those with the remedy
}

// Suggest says what the similar cases that ended with a plan suggest, where at least so many ended with the same one: the remedy whose
// complainants were satisfied most surely, and among equals the one used most. A remedy that was never rated is suggested only where none was.
func Suggest(similar []Similar, least int) Suggestion {
	of := map[complaint.Demand]*Suggestion{}
	cases := 0
	hours := map[complaint.Demand][]int{}
	for _, s := range similar {
		last := s.Last()
		if last == nil {
			continue
		}
		cases++
		t := of[last.Remedy]
		if t == nil {
			t = &Suggestion{Remedy: last.Remedy}
			of[last.Remedy] = t
		}
		t.count(s.Precedent)
		hours[last.Remedy] = append(hours[last.Remedy], s.Hours)
	}
	best := Suggestion{Cases: cases, To: 1, Precedents: []string{}}
	for _, remedy := range complaint.Demands { // in their order, so that the same cases suggest the same
		t := of[remedy]
		if t == nil || t.Used < least {
			continue
		}
		t.Cases, t.Rounds = cases, math.Round(10*t.Rounds/float64(t.Used))/10
		t.Hours = half(hours[remedy])
		t.From, t.To = Wilson(t.Satisfied, t.Rated)
		if best.Remedy == "" || t.better(best) {
			best = *t
		}
	}
	return best
}

// mostNamed is how many precedents a suggestion names.
const mostNamed = 5

func (t *Suggestion) count(p Precedent) {
	t.Used++
	t.Rounds += float64(p.Rounds)
	if len(t.Precedents) < mostNamed {
		t.Precedents = append(t.Precedents, p.ID)
	}
	if p.Satisfied != nil {
		t.Rated++
		if *p.Satisfied {
			t.Satisfied++
		}
	}
}

func (t *Suggestion) better(than Suggestion) bool {
	return cmp.Or(cmp.Compare(t.From, than.From), cmp.Compare(t.Used, than.Used)) > 0
}

// half is the middle of some numbers, the lower one of two.
func half(of []int) int {
	slices.Sort(of)
	return of[(len(of)-1)/2]
}

// confident is the quantile of the normal distribution for a confidence of 95 %.
const confident = 1.959964

// Wilson is the interval in which a share lies with 95 % confidence, of which so many of all were seen (Wilson 1927). It is right for few, too;
// of none it is 0 to 1.
func Wilson(seen, all int) (from, to float64) {
	if all == 0 {
		return 0, 1
	}
	n, p := float64(all), float64(seen)/float64(all)
	z2 := confident * confident
	middle := (p + z2/(2*n)) / (1 + z2/n)
	around := confident / (1 + z2/n) * math.Sqrt(p*(1-p)/n+z2/(4*n*n))
	return round2(max(0, middle-around)), round2(min(1, middle+around))
}

func round2(x float64) float64 { return math.Round(100*x) / 100 }
