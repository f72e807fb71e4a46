package complaint

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// whole is all shares together, in percent.
const whole = 100

// Share is what one department has to answer for, in whole percent.
type Share struct {
	Department string `json:"department"`
	Percent    int    `json:"percent"`
}

// Responsibility is who has to answer for the matter of a case (requirements B5, D4; seed 003: joint responsibility).
type Responsibility struct {
	Decided  int       `json:"decided"` // how often; earlier decisions stand in the history
	Shares   []Share   `json:"shares"`
	Findings []int     `json:"findings"` // numbers of those it rests on
	By       string    `json:"by"`       // user name
	At       time.Time `json:"at"`
}

// ResponsibilityDecided says who has to answer for the matter, and by which findings and evidence.
type ResponsibilityDecided struct {
	Shares   []Share  `json:"shares"`
	Reason   string   `json:"reason"`
	Findings []int    `json:"findings"`
	Evidence []string `json:"evidence,omitempty"`
}

// DecideResponsibility says which departments have to answer for the matter, and with which shares. Decided again it takes the
// place of what was decided before, which stays on record.
type DecideResponsibility struct {
	Shares   []Share  `json:"shares"`
	Reason   string   `json:"reason"`
	Findings []int    `json:"findings"`           // numbers of those it rests on
	Evidence []string `json:"evidence,omitempty"` // ids
}

func (*DecideResponsibility) name() string { return "decide_responsibility" }

func (m *DecideResponsibility) check() error {
	if err := cmp.Or(checkShares(m.Shares), longText("reason", m.Reason, maxText), checkEvidence(m.Evidence)); err != nil {
		return err
	}
	if len(m.Findings) == 0 || len(m.Findings) > maxEntries {
		return InvalidField("findings", "must hold 1 to %d numbers of findings: nobody is held responsible without any", maxEntries)
	}
	for _, n := range m.Findings {
		if n < 1 {
			return InvalidField("findings", "must hold numbers of findings, from 1")
		}
	}
	return nil
}

// checkShares refuses shares that are not all of the responsibility, each department once.
func checkShares(shares []Share) error {
	if len(shares) == 0 || len(shares) > maxEntries {
		return InvalidField("shares", "must hold 1 to %d departments with their shares", maxEntries)
	}
	sum := 0
	for i, s := range shares {
		switch {
		case s.Percent < 1 || s.Percent > whole:
			return InvalidField("shares.percent", "must be a whole number from 1 to %d", whole)
		case slices.ContainsFunc(shares[:i], func(t Share) bool { return t.Department == s.Department }):
			return InvalidField("shares.department", "must name each department once")
		}
		if err := longText("shares.department", s.Department, maxWord); err != nil {
			return err
		}
		sum += s.Percent
	}
	if sum != whole {
		return InvalidField("shares", "must come to %d percent together, not %d", whole, sum)
	}
	return nil
}

func (m *DecideResponsibility) decide(d *decision) error {
	if err := cmp.Or(d.in(looking...), d.owned()); err != nil {
		return err
	}
	known := d.rules.Departments()
	for _, s := range m.Shares {
		if !slices.Contains(known, s.Department) {
			return ConflictField("shares.department", "%q is no department of the policy; those are %s", s.Department, strings.Join(known, ", "))
		}
	}
	for _, n := range m.Findings {
		if err := d.c.standing("findings", n); err != nil {
			return err
		}
	}
	d.record(&ResponsibilityDecided{Shares: m.Shares, Reason: m.Reason, Findings: m.Findings, Evidence: m.Evidence})
	return nil
}

func (e *ResponsibilityDecided) apply(c *Case, at time.Time, by Actor) {
	r := &Responsibility{Decided: 1, Shares: e.Shares, Findings: e.Findings, By: by.ID, At: at}
	if c.Responsibility != nil {
		r.Decided += c.Responsibility.Decided
	}
	c.Responsibility = r
}
