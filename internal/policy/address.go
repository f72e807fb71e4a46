package policy

import (
	"time"

	"redress/internal/calendar"
)

// SameAddress says how many complaints with one mail address or telephone number the machine acknowledges by itself. Where it is left
// out it acknowledges them all.
type SameAddress struct {
	Most  int           `yaml:"most"`
	Apart calendar.Span `yaml:"apart"` // from one to the other, at most; elapsed time, a day 24 hours
}

// mostCounted is how many complaints of one address are counted at most, which is fewer than are read of one.
const mostCounted = 20

// Crowded says whether so many other complaints with the same address are more than the machine answers by itself.
func (r Rules) Crowded(others int) bool {
	most := r.Policy.SameAddress.Most
	return most > 0 && others >= most
}

// AddressWindow is how far apart complaints with the same address may be to be counted together; zero: none is counted.
func (r Rules) AddressWindow() time.Duration {
	apart, _ := elapsed(r.Policy.SameAddress.Apart)
	return apart
}

func (p *Policy) checkSameAddress() error {
	s := p.SameAddress
	if s == (SameAddress{}) {
		return nil
	}
	apart, always := elapsed(s.Apart)
	remember, _ := elapsed(p.Duplicates.Remember)
	switch {
	case s.Most < 1 || s.Most > mostCounted:
		return bad("same_address.most", "must be a whole number from 1 to %d", mostCounted)
	case !always || apart <= 0 || apart > remember:
		return bad("same_address.apart", "must be a span of elapsed time, such as 24h, not longer than duplicates.remember")
	}
	return nil
}
