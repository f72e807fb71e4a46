package complaint

import (
	"cmp"
	"fmt"
	"regexp"
	"time"
)

// MaxOptions is how many solutions a complainant can be made to choose from at once, and maxPromises how many promises one of
// them can hold: a case and each of its commits stay well inside one database item.
const (
	MaxOptions  = 5
	maxPromises = 5
)

// MaxAmount is the largest sum that can be offered, in minor units.
const MaxAmount = 1_000_000_000_000

// Option is one solution that a complainant is offered (requirement D5).
type Option struct {
	Remedy   Demand        `json:"remedy"`
	Text     string        `json:"text"`               // as the complainant is told
	Amount   *Sum          `json:"amount,omitempty"`   // what it pays; nil: no money, or none that is named
	Comfort  []Comfort     `json:"comfort,omitempty"`  // beside what is material
	Promises []Undertaking `json:"promises,omitempty"` // that it entails
}

// Undertaking is a promise that becomes one with the option it belongs to (requirement D8).
type Undertaking struct {
	What  string `json:"what"`            // as the complainant is told
	Owner string `json:"owner,omitempty"` // user name; empty: whoever owns the case
	Mail  string `json:"mail,omitempty"`  // where the owner is told
	Due   string `json:"due"`             // a day such as 2026-12-01, or a span from the choice on such as 3wd
}

// Comfort is what makes good beside what is material: the complainant is to feel taken seriously (seed 003: 情感补偿; seeds 001 and
// 003 name what wins a complainant back, requirement E5).
type Comfort string

// The comforts.
const (
	ApologyLetter Comfort = "apology_letter" // written by hand (seed 003: 手写道歉信)
	PersonalAgent Comfort = "personal_agent" // one person follows it up to the end (seed 003: 专属客服跟进)
	Visit         Comfort = "visit"
	SmallGift     Comfort = "gift"
	Upgrade       Comfort = "upgrade" // of the service (seed 002: 服务升级)
	Trial         Comfort = "trial"   // of new goods (seed 003: 新品试用)
	Tester        Comfort = "tester"  // an invitation to test what is not on sale yet (seed 003: 邀请参与产品内测)
	Loyalty       Comfort = "loyalty" // a reward for staying a customer
)

// Comforts lists every comfort.
var Comforts = []Comfort{ApologyLetter, PersonalAgent, Visit, SmallGift, Upgrade, Trial, Tester, Loyalty}

// dueShape is a day, or a span as the policy writes it. Whether there is such a day is the rules' to say.
var dueShape = regexp.MustCompile(`^([0-9]{4}-[0-9]{2}-[0-9]{2}|[1-9][0-9]{0,4}(s|m|h|d|wm|wh|wd))$`)

// check refuses an option that is wrong in itself. The field names begin with where the option stands.
func (o Option) check(at string) error {
	if err := cmp.Or(among(at+"remedy", o.Remedy, Demands), longText(at+"text", o.Text, maxText)); err != nil {
		return err
	}
	if err := cmp.Or(o.Amount.check(at+"amount"), checkComfort(at+"comfort", o.Comfort)); err != nil {
		return err
	}
	if len(o.Promises) > maxPromises {
		return InvalidField(at+"promises", "must be at most %d", maxPromises)
	}
	for i, p := range o.Promises {
		if err := p.check(fmt.Sprintf("%spromises[%d].", at, i)); err != nil {
			return err
		}
	}
	return nil
}

func (p Undertaking) check(at string) error {
	if !dueShape.MatchString(p.Due) || !isDayOrSpan(p.Due) {
		return InvalidField(at+"due", "must be a day such as 2026-12-01, or a span such as 48h, 5d or 3wd")
	}
	return cmp.Or(longText(at+"what", p.What, maxWord), oneLine(at+"owner", p.Owner), checkEmail(at+"mail", p.Mail))
}

// isDayOrSpan refuses a day that no month has.
func isDayOrSpan(due string) bool {
	if spanShape.MatchString(due) {
		return true
	}
	_, err := time.Parse(time.DateOnly, due)
	return err == nil
}

// check takes a sum above nothing; none at all is fine.
func (s *Sum) check(field string) error {
	switch {
	case s == nil:
		return nil
	case s.Amount < 1 || s.Amount > MaxAmount:
		return InvalidField(field+".amount", "must be a whole number of the currency's minor unit from 1 to %d, such as 12000 for 120.00", MaxAmount)
	}
	return among(field+".currency", s.Currency, Currencies)
}

func checkComfort(field string, list []Comfort) error {
	for i, one := range list {
		if err := among(field, one, Comforts); err != nil {
			return err
		}
		for _, before := range list[:i] {
			if before == one {
				return InvalidField(field, "holds %s twice", one)
			}
		}
	}
	return nil
}
