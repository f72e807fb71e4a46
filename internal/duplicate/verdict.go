package duplicate

import "time"

// Verdict is what follows from how sure it is that two complaints are one.
type Verdict string

// The verdicts.
const (
	Merge   Verdict = "merge"   // the machine makes one case of them
	Propose Verdict = "propose" // a person is asked
	Nothing Verdict = "nothing"
)

// Verdicts lists every verdict.
var Verdicts = []Verdict{Merge, Propose, Nothing}

// Limits are from where on two complaints count as one. Zero limits: nothing is one.
type Limits struct {
	Merge   float64 // as sure as this or surer
	Propose float64
	Within  time.Duration // from one to the other, at most
}

// Verdict judges a score of two complaints that came so long one after the other.
func (l Limits) Verdict(score float64, apart time.Duration) Verdict {
	switch {
	case l.Within == 0 || apart.Abs() > l.Within:
		return Nothing
	case score >= l.Merge:
		return Merge
	case score >= l.Propose:
		return Propose
	}
	return Nothing
}
