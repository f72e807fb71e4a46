package fairness

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// Unknown is the tier of complainants of whom no purchases are known.
const Unknown = "unknown"

// Limits are what a report concludes from.
type Limits struct {
	Least int     `json:"least"` // fewer cases than this are not shown, and nothing is concluded from them
	Sure  float64 `json:"sure"`  // how sure a difference must be, such as 0.95
}

// Report is what the tiers were granted in the cases that closed from one instant up to another.
type Report struct {
	From   time.Time `json:"from"`
	Until  time.Time `json:"until"`
	Limits Limits    `json:"limits"`
	Cases  int       `json:"cases"`  // that closed; each once, as it closed last
	Hidden int       `json:"hidden"` // of these, in rows that are too small to be shown
	Rows   []Row     `json:"rows"`
	Unlike int       `json:"unlike"` // differences between like cases that chance alone hardly makes
}

// Row is the like cases of one tier. Where they are fewer than the limit only their tier, flow and grade are told.
type Row struct {
	Flow  complaint.Flow  `json:"flow"`
	Grade complaint.Grade `json:"grade"`
	Tier  string          `json:"tier"`
	Small bool            `json:"small,omitempty"` // fewer cases than the limit: nothing of them is shown

	Cases     int                          `json:"cases,omitempty"`
	Remedies  map[complaint.Demand]float64 `json:"remedies,omitempty"`  // share of the cases in which each was carried out
	Granted   *Compared                    `json:"granted,omitempty"`   // refund, exchange, repair or compensation
	Paid      map[complaint.Currency]Paid  `json:"paid,omitempty"`      // where enough cases were paid anything
	Satisfied *Compared                    `json:"satisfied,omitempty"` // of those who answered the survey; nil: too few did
	Steps     map[string]float64           `json:"steps,omitempty"`     // median hours from receipt to each milestone of the first round
}

// Compared is a share in a tier, beside that of all other tiers in like cases.
type Compared struct {
	Share  float64     `json:"share"`
	Others *float64    `json:"others,omitempty"` // nil: there are too few others to compare with
	Differ *Difference `json:"difference,omitempty"`
	Says   Verdict     `json:"says"`
}

// Verdict is what a comparison says.
type Verdict string

// The verdicts.
const (
	Alike  Verdict = "alike"   // the difference may well be chance
	Unlike Verdict = "unlike"  // chance alone hardly makes such a difference
	TooFew Verdict = "too_few" // there is too little to compare with
)

// Verdicts lists every verdict.
var Verdicts = []Verdict{Alike, Unlike, TooFew}

// material are the remedies that a complainant is entitled to or not, whatever they are worth as a customer.
var material = []complaint.Demand{complaint.Refund, complaint.Exchange, complaint.Repair, complaint.Compensation}

// Sum reports on the cases that closed. A case that closed more than once counts as it closed last.
func Sum(closings []casework.Closing, from, until time.Time, limits Limits) Report {
	like := group(lastOf(closings))
	r := Report{From: from, Until: until, Limits: limits, Rows: []Row{}}
	for _, kind := range slices.SortedFunc(maps.Keys(like), likeness.compare) {
		tiers := like[kind]
		for _, tier := range slices.Sorted(maps.Keys(tiers)) {
			row := rowOf(kind, tier, tiers, limits)
			r.Cases += len(tiers[tier])
			if row.Small {
				r.Hidden += len(tiers[tier])
			}
			r.Unlike += row.unlike()
			r.Rows = append(r.Rows, row)
		}
	}
	return r
}

// likeness is what makes cases like cases.
type likeness struct {
	flow  complaint.Flow
	grade complaint.Grade
}

func (a likeness) compare(b likeness) int {
	return cmp.Or(cmp.Compare(slices.Index(complaint.Flows, a.flow), slices.Index(complaint.Flows, b.flow)), cmp.Compare(a.grade, b.grade))
}

func lastOf(closings []casework.Closing) map[string]casework.Closing {
	last := map[string]casework.Closing{}
	for _, c := range closings {
		if before, known := last[c.Case]; !known || c.At.After(before.At) {
			last[c.Case] = c
		}
	}
	return last
}

func group(cases map[string]casework.Closing) map[likeness]map[string][]casework.Closing {
	like := map[likeness]map[string][]casework.Closing{}
	for _, c := range cases {
		kind := likeness{c.Flow, c.Grade}
		if like[kind] == nil {
			like[kind] = map[string][]casework.Closing{}
		}
		tier := cmp.Or(c.Tier, Unknown)
		like[kind][tier] = append(like[kind][tier], c)
	}
	return like
}

func rowOf(kind likeness, tier string, tiers map[string][]casework.Closing, limits Limits) Row {
	mine := tiers[tier]
	row := Row{Flow: kind.flow, Grade: kind.grade, Tier: tier, Small: len(mine) < limits.Least}
	if row.Small {
		return row
	}
	var others []casework.Closing
	for name, some := range tiers {
		if name != tier {
			others = append(others, some...)
		}
	}
	row.Cases, row.Remedies, row.Steps = len(mine), remedies(mine), medians(mine, limits.Least)
	row.Paid = paid(mine, others, limits)
	row.Granted = compare(mine, others, wasGranted, limits)
	row.Satisfied = compare(answered(mine), answered(others), wasSatisfied, limits)
	return row
}

// unlike counts the comparisons in which the row differs by more than chance.
func (r Row) unlike() int {
	n := r.Granted.unlike() + r.Satisfied.unlike()
	for _, p := range r.Paid {
		n += p.More.unlike()
	}
	return n
}

func wasGranted(c casework.Closing) bool { return slices.Contains(material, c.Remedy) }

func wasSatisfied(c casework.Closing) bool { return c.Rating.Satisfied }

func answered(all []casework.Closing) []casework.Closing {
	return slices.DeleteFunc(slices.Clone(all), func(c casework.Closing) bool { return c.Rating == nil })
}

func remedies(all []casework.Closing) map[complaint.Demand]float64 {
	shares := map[complaint.Demand]float64{}
	for _, c := range all {
		if c.Remedy != "" {
			shares[c.Remedy] += 1 / float64(len(all))
		}
	}
	return shares
}

// medians are the hours from receipt to each milestone that enough of the cases met in their first round.
func medians(all []casework.Closing, least int) map[string]float64 {
	met := map[string][]int{}
	for _, c := range all {
		for _, s := range c.Steps {
			if s.Round <= 1 {
				met[s.Milestone] = append(met[s.Milestone], s.After)
			}
		}
	}
	hours := map[string]float64{}
	for name, seconds := range met {
		if len(seconds) >= least {
			hours[name] = median(seconds) / time.Hour.Seconds()
		}
	}
	return hours
}

// median is the middle one, or between the two in the middle.
func median(of []int) float64 {
	slices.Sort(of)
	middle := len(of) / 2
	if len(of)%2 == 1 {
		return float64(of[middle])
	}
	return float64(of[middle-1]+of[middle]) / 2
}
