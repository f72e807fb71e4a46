package policy

import (
	"time"

	"redress/internal/calendar"
)

// Forms says which forms are filled in when milestones are recorded, and how long a voucher's, a bill's or an order's number is remembered
// by which the same dispute is known again. Remember is elapsed time, a day 24 hours.
type Forms struct {
	Use      string        `yaml:"use"`      // version of the forms
	Remember calendar.Span `yaml:"remember"` // a number of a dispute
}

func (p *Policy) checkForms() error {
	if p.Forms == nil {
		return nil
	}
	if !versionShape.MatchString(p.Forms.Use) {
		return bad("forms.use", "must be a version of forms such as redress-forms-1; leave forms out to record with notes alone")
	}
	if remember, always := elapsed(p.Forms.Remember); !always || remember <= 0 {
		return bad("forms.remember", "must be a span of elapsed time, such as 365d")
	}
	return nil
}

// Forms answers the version of the forms that are filled in, and how long the numbers of a dispute are remembered; empty: there are none.
func (r Rules) Forms() (version string, remember time.Duration) {
	if r.Policy.Forms == nil {
		return "", 0
	}
	remember, _ = elapsed(r.Policy.Forms.Remember)
	return r.Policy.Forms.Use, remember
}
