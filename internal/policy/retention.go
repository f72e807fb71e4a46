package policy

import (
	"time"

	"redress/internal/calendar"
)

// Retention says how long a case is kept after its close, and what becomes of it then (requirement G2). Of a policy without it
// everything is kept.
type Retention struct {
	Keep    calendar.Span `yaml:"keep"`    // elapsed time, a day 24 hours
	Then    Afterwards    `yaml:"then"`    // once it is over
	Shorter string        `yaml:"shorter"` // why it may be shorter than three years, if it is
	Source  string        `yaml:"source"`
}

// Afterwards is what becomes of a case that was kept for long enough.
type Afterwards string

// What can become of it.
const (
	Anonymise Afterwards = "anonymise" // what is personal is erased, the rest stays
	Remove    Afterwards = "remove"    // all of it goes into the archive, and from the table
)

// leastKept is three years, the shortest time that records are kept for (requirement G2).
const leastKept = 3 * 365 * 24 * time.Hour

// KeepUntil answers until when a case that is closed is kept; zero: the policy says nothing of that.
func (r Rules) KeepUntil(closed time.Time) (time.Time, error) {
	if r.Policy.Retention == nil {
		return time.Time{}, nil
	}
	keep, _ := elapsed(r.Policy.Retention.Keep)
	return closed.Add(keep).UTC(), nil
}

// Removes says whether a case goes altogether once it was kept for long enough, rather than what is personal of it.
func (r Rules) Removes() bool { return r.Policy.Retention != nil && r.Policy.Retention.Then == Remove }

func (p *Policy) checkRetention() error {
	v := p.Retention
	if v == nil {
		return nil
	}
	keep, always := elapsed(v.Keep)
	switch {
	case !always || keep <= 0:
		return bad("retention.keep", "must be a span of elapsed time, such as 1096d")
	case keep < leastKept && v.Shorter == "":
		return bad("retention.keep", "is shorter than three years; where the law wants that, say so under shorter")
	case keep >= leastKept && v.Shorter != "":
		return bad("retention.shorter", "goes only with keep of less than three years")
	case v.Then != Anonymise && v.Then != Remove:
		return bad("retention.then", "is %q; it must be %s or %s", v.Then, Anonymise, Remove)
	case v.Source == "":
		return bad("retention.source", "is missing; say where the rule comes from")
	}
	return nil
}
