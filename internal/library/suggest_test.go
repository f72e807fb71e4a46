package library_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"redress/internal/complaint"
	"redress/internal/library"
)

// cases are so many similar ones that ended with a remedy, of which so many were rated, and so many of these well.
func cases(remedy complaint.Demand, used, rated, satisfied int) []library.Similar {
	var all []library.Similar
	for i := range used {
		p := library.Precedent{ID: "P-" + string(remedy), Hours: 10 * (i + 1), Rounds: 1, Offers: []library.Offer{{Round: 1, Remedy: complaint.Apology}, {Round: 1, Remedy: remedy}}}
		if i < rated {
			well := i < satisfied
			p.Satisfied = &well
		}
		all = append(all, library.Similar{Precedent: p, Score: 0.5})
	}
	return all
}

func TestWhatIsSuggested(t *testing.T) {
	for name, c := range map[string]struct {
		similar []library.Similar
		want    complaint.Demand
		used    int
	}{
		"nothing is like it":                          {nil, "", 0},
		"nothing was offered":                         {[]library.Similar{{}, {}, {}}, "", 0},
		"too few":                                     {cases(complaint.Refund, 2, 2, 2), "", 0},
		"too few of each":                             {slices.Concat(cases(complaint.Refund, 2, 2, 2), cases(complaint.Repair, 2, 2, 2)), "", 0},
		"just enough":                                 {cases(complaint.Refund, 3, 0, 0), complaint.Refund, 3},
		"the better liked, not the more usual":        {slices.Concat(cases(complaint.Refund, 9, 9, 3), cases(complaint.Repair, 5, 5, 5)), complaint.Repair, 5},
		"one good answer weighs less than many":       {slices.Concat(cases(complaint.Refund, 9, 9, 8), cases(complaint.Repair, 3, 1, 1)), complaint.Refund, 9},
		"a disliked one before one that is not known": {slices.Concat(cases(complaint.Refund, 3, 0, 0), cases(complaint.Repair, 4, 4, 1)), complaint.Repair, 4},
		"unrated, the more usual":                     {slices.Concat(cases(complaint.Refund, 3, 0, 0), cases(complaint.Repair, 4, 0, 0)), complaint.Repair, 4},
	} {
		t.Run(name, func(t *testing.T) {
			got := library.Suggest(c.similar, 3)
			if got.Remedy != c.want || got.Used != c.used {
				t.Errorf("%+v", got)
			}
		})
	}
	got := library.Suggest(cases(complaint.Refund, 6, 4, 3), 3)
	if got.Cases != 6 || got.Rated != 4 || got.Satisfied != 3 || got.Hours != 30 || got.Rounds != 1 || len(got.Precedents) != 5 || got.From != 0.3 || got.To != 0.95 {
		t.Errorf("%+v", got)
	}
}

// The interval is Wilson's: as tables give it, around the share that was seen, and narrower the more were seen.
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		seen, all int
		from, to  float64
	}{{0, 0, 0, 1}, {0, 10, 0, 0.28}, {10, 10, 0.72, 1}, {5, 10, 0.24, 0.76}, {81, 263, 0.26, 0.37}, {1, 1, 0.21, 1}} {
		if from, to := library.Wilson(c.seen, c.all); from != c.from || to != c.to {
			t.Errorf("%d of %d: %.2f to %.2f, want %.2f to %.2f", c.seen, c.all, from, to, c.from, c.to)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.IntRange(1, 200).Draw(t, "all")
		seen := rapid.IntRange(0, all).Draw(t, "seen")
		from, to := library.Wilson(seen, all)
		more, less := library.Wilson(10*seen, 10*all)
		share := float64(seen) / float64(all)
		if from > share+0.005 || to < share-0.005 || less-more > to-from {
			t.Fatalf("%d of %d: %v to %v, of ten times as many %v to %v", seen, all, from, to, more, less)
		}
	})
}
