package fairness

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redress/internal/casework"
	"redress/internal/complaint"
)

var (
	monday = time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
	limits = Limits{Least: 3, Sure: 0.95}
)

// TestNewcombesExamples: the intervals are those that Newcombe printed (1998, table II, method 10).
func TestNewcombesExamples(t *testing.T) {
	for _, c := range []struct {
		a, b     sample
		low, top float64
	}{
		{sample{56, 70}, sample{48, 80}, 0.0524, 0.3339},
		{sample{9, 10}, sample{3, 10}, 0.1705, 0.8090},
		{sample{10, 10}, sample{0, 20}, 0.6791, 1.0000},
		{sample{0, 10}, sample{0, 20}, -0.1611, 0.2775},
	} {
		got := difference(c.a, c.b, 0.95)
		if math.Abs(got.Low-c.low) > 0.00006 || math.Abs(got.Top-c.top) > 0.00006 {
			t.Errorf("%v and %v: %.4f to %.4f, want %.4f to %.4f", c.a, c.b, got.Low, got.Top, c.low, c.top)
		}
	}
}

func closings(t *rapid.T) []casework.Closing {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) casework.Closing {
		c := casework.Closing{
			Case: fmt.Sprint(rapid.IntRange(1, 60).Draw(t, "case")), At: monday.Add(time.Duration(rapid.IntRange(0, 1e6).Draw(t, "at")) * time.Millisecond),
			Flow:  rapid.SampledFrom(complaint.Flows[:2]).Draw(t, "flow"),
			Grade: rapid.SampledFrom(complaint.Grades[1:]).Draw(t, "grade"), Tier: rapid.SampledFrom([]string{"", "high", "low"}).Draw(t, "tier"),
			Remedy: rapid.SampledFrom(append([]complaint.Demand{""}, complaint.Demands...)).Draw(t, "remedy"),
		}
		for _, currency := range complaint.Currencies[:2] {
			if amount := rapid.IntRange(-1, 4).Draw(t, "amount"); amount > 0 {
				c.Paid = append(c.Paid, complaint.Sum{Amount: 100 * amount, Currency: currency})
			}
		}
		if rapid.Bool().Draw(t, "answered") {
			c.Rating = &casework.ClosingRating{Satisfied: rapid.Bool().Draw(t, "satisfied")}
		}
		for range rapid.IntRange(0, 3).Draw(t, "steps") {
			c.Steps = append(c.Steps, casework.ClosingStep{Milestone: "m", Round: rapid.IntRange(1, 2).Draw(t, "round"), After: rapid.IntRange(0, 9000).Draw(t, "after")})
		}
		return c
	}), 0, 120).Draw(t, "closings")
}

// TestTheReportIsARecount: whatever closed, each row says what a slow count of the same cases says.
func TestTheReportIsARecount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := closings(t)
		r := Sum(all, monday, monday.AddDate(0, 1, 0), limits)
		seen, unlike := 0, 0
		for _, row := range r.Rows {
			mine, others := recount(all, row)
			seen += len(mine)
			if row.Small != (len(mine) < limits.Least) || !row.Small && row.Cases != len(mine) {
				t.Fatalf("%+v of %d cases", row, len(mine))
			}
			if row.Small {
				if text, _ := json.Marshal(row); row.Cases != 0 || row.Granted != nil || row.Satisfied != nil || row.Paid != nil || len(row.Remedies)+len(row.Steps) > 0 {
					t.Fatalf("a small row says %s", text)
				}
				continue
			}
			want := 0.0
			for _, c := range mine {
				if slices.Contains([]complaint.Demand{complaint.Refund, complaint.Exchange, complaint.Repair, complaint.Compensation}, c.Remedy) {
					want++
				}
			}
			if got := row.Granted.Share * float64(len(mine)); math.Abs(got-want) > 1e-9 {
				t.Fatalf("granted in %v cases, want %v", got, want)
			}
			if (row.Granted.Says == TooFew) != (len(others) < limits.Least) {
				t.Fatalf("%+v beside %d others", row.Granted, len(others))
			}
			if d := row.Granted.Differ; d != nil {
				if d.Low > d.Is+1e-9 || d.Is > d.Top+1e-9 || (row.Granted.Says == Unlike) != (d.Low > 0 || d.Top < 0) {
					t.Fatalf("%+v says %s", d, row.Granted.Says)
				}
			}
			for _, c := range append(checkPaid(t, row, mine, others), row.Granted, row.Satisfied) {
				if c != nil && c.Says == Unlike {
					unlike++
				}
			}
			checkMedian(t, row, mine)
		}
		if r.Cases != seen || r.Cases != len(lastOf(all)) || r.Unlike != unlike {
			t.Fatalf("%d cases, %d unlike; recounted %d and %d", r.Cases, r.Unlike, seen, unlike)
		}
	})
}

// checkPaid compares what a row says was paid with a slow count, and answers its comparisons.
func checkPaid(t *rapid.T, row Row, mine, others []casework.Closing) (compared []*Compared) {
	for _, currency := range complaint.Currencies[:2] {
		var these, those []float64
		for i, c := range slices.Concat(mine, others) {
			for _, sum := range c.Paid {
				if sum.Currency == currency && i < len(mine) {
					these = append(these, float64(sum.Amount))
				} else if sum.Currency == currency {
					those = append(those, float64(sum.Amount))
				}
			}
		}
		p, told := row.Paid[currency]
		if told != (len(these) >= limits.Least) {
			t.Fatalf("%s of %d cases that were paid in it: %+v", currency, len(these), p)
		}
		if !told {
			continue
		}
		all, more := slices.Concat(these, those), 0.0
		for _, amount := range these {
			if halfway(amount, all) {
				more++
			}
		}
		if p.Cases != len(these) || math.Abs(p.More.Share-more/float64(len(these))) > 1e-9 || (p.Others == nil) != (len(those) < limits.Least) {
			t.Fatalf("%s: %+v, paid %v beside %v", currency, p, these, those)
		}
		compared = append(compared, p.More)
	}
	return compared
}

// halfway says whether an amount is above the middle of all: the mean of the lowest of which at least half are no higher, and of the
// highest of which at least half are no lower.
func halfway(amount float64, all []float64) bool {
	low, top := math.Inf(1), math.Inf(-1)
	for _, a := range all {
		under, over := 0, 0
		for _, b := range all {
			if b <= a {
				under++
			}
			if b >= a {
				over++
			}
		}
		if 2*under >= len(all) {
			low = min(low, a)
		}
		if 2*over >= len(all) {
			top = max(top, a)
		}
	}
	return amount > (low+top)/2
}

// recount finds the cases of a row, and the like cases of other tiers, one by one.
func recount(all []casework.Closing, row Row) (mine, others []casework.Closing) {
	for i, c := range all {
		superseded := slices.ContainsFunc(all, func(o casework.Closing) bool { return o.Case == c.Case && o.At.After(c.At) }) ||
			slices.ContainsFunc(all[:i], func(o casework.Closing) bool { return o.Case == c.Case && o.At.Equal(c.At) })
		if superseded || c.Flow != row.Flow || c.Grade != row.Grade {
			continue
		}
		tier := c.Tier
		if tier == "" {
			tier = Unknown
		}
		if tier == row.Tier {
			mine = append(mine, c)
		} else {
			others = append(others, c)
		}
	}
	return mine, others
}

// checkMedian: as many are below as above.
func checkMedian(t *rapid.T, row Row, mine []casework.Closing) {
	got, shown := row.Steps["m"]
	below, above, n := 0, 0, 0
	for _, c := range mine {
		for _, s := range c.Steps {
			if s.Round > 1 {
				continue
			}
			n++
			if h := float64(s.After) / 3600; h < got-1e-9 {
				below++
			} else if h > got+1e-9 {
				above++
			}
		}
	}
	if shown != (n >= limits.Least) || shown && (below > n/2 || above > n/2) {
		t.Fatalf("median %v shown %v of %d: %d below, %d above", got, shown, n, below, above)
	}
}

// TestAnUnfairTenantIsSeen: who gives their best customers more for like cases is told so, and who does not is not.
func TestAnUnfairTenantIsSeen(t *testing.T) {
	of := func(lowGranted int) Report {
		var all []casework.Closing
		for i := range 40 {
			for _, tier := range []string{"high", "low"} {
				c := casework.Closing{Case: fmt.Sprint(tier, i), At: monday, Flow: complaint.Quality, Grade: complaint.Ordinary, Tier: tier}
				if tier == "high" || i < lowGranted {
					c.Remedy = complaint.Refund
				}
				all = append(all, c)
			}
		}
		return Sum(all, monday, monday.AddDate(0, 1, 0), Limits{Least: 10, Sure: 0.95})
	}
	if r := of(38); r.Unlike != 0 || r.Rows[0].Granted.Says != Alike {
		t.Errorf("a fair tenant: %+v", r)
	}
	if r := of(20); r.Unlike != 2 || r.Rows[1].Granted.Says != Unlike || r.Rows[1].Granted.Differ.Top >= 0 {
		t.Errorf("an unfair tenant: %+v", r)
	}
}
