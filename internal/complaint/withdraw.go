package complaint

import (
	"strings"
	"time"
)

// Withdrawal is a complainant's giving the complaint up.
type Withdrawal struct {
	HeardBy string    `json:"heard_by,omitempty"` // user name of who says so; empty: the complainant themselves
	At      time.Time `json:"at"`
}

// WithdrawalRecorded says that the complainant gives the complaint up, by their own word or by that of who heard it.
type WithdrawalRecorded struct {
	Note  string `json:"note,omitempty"`
	Heard bool   `json:"heard,omitempty"` // staff say so
}

// Withdraw gives a complaint up. The complainant is told, so that they can dispute what others say of them; what the tenant
// owes to the safety of others stays owed.
type Withdraw struct {
	Note string `json:"note,omitempty"` // why, or how staff heard it
}

func (*Withdraw) name() string { return "withdraw" }

func (m *Withdraw) check() error { return shortWord("note", m.Note, maxText) }

func (m *Withdraw) decide(d *decision) error {
	if err := d.in(Handling); err != nil {
		return err
	}
	heard := d.by.Role != Customer
	if heard {
		if err := d.owned(); err != nil {
			return err
		}
		if strings.TrimSpace(m.Note) == "" {
			return ConflictField("note", "is needed where staff heard it: say how and when the complainant withdrew")
		}
	}
	d.record(&WithdrawalRecorded{Note: m.Note, Heard: heard})
	d.endWithoutRemedy(Withdrawn)
	return nil
}

func (e *WithdrawalRecorded) apply(c *Case, at time.Time, by Actor) {
	c.Withdrawal = &Withdrawal{At: at}
	if e.Heard {
		c.Withdrawal.HeardBy = by.ID
	}
}

// disputed is who said for the complainant that they withdrew, where the complainant takes the case up again: another person
// handles it then.
func (d *decision) disputed() string {
	if w := d.c.Withdrawal; w != nil && d.by.Role == Customer {
		return w.HeardBy
	}
	return ""
}
