package policy

// Fairness says what a report on the value tiers concludes from (requirement B4).
type Fairness struct {
	Least  int     `yaml:"least"` // fewer cases than this are not shown, and nothing is concluded from them
	Sure   float64 `yaml:"sure"`  // how sure a difference must be before the report calls it one
	Source string  `yaml:"source"`
}

// leastShown is the smallest group of people of whom figures are shown at all: of fewer they would tell of somebody.
const leastShown = 5

func (f *Fairness) check() error {
	switch {
	case f == nil:
		return nil
	case f.Least < leastShown:
		return bad("fairness.least", "must be %d or more, so that no figure tells of one person", leastShown)
	case f.Sure < 0.5 || f.Sure >= 1:
		return bad("fairness.sure", "must be from 0.5 to below 1, such as 0.95")
	}
	return nil
}

// FairnessOf is what the report on a policy's tiers concludes from: the policy's own, or the built-in policy's of the day.
func FairnessOf(p *Policy) (Fairness, error) {
	if p.Fairness != nil {
		return *p.Fairness, nil
	}
	d, err := Default()
	if err != nil || d.Fairness == nil {
		return Fairness{}, err
	}
	return *d.Fairness, nil
}
