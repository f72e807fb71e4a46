package complaint

import (
	"cmp"
	"time"
)

// Gift is what a company offers a complainant beyond what they are entitled to (requirement E5).
type Gift string

// The gifts. A plan is no gift to be sent: it is what a person does for somebody who was badly served, such as who calls when.
const (
	GiftTrial   Gift = "trial"   // new goods to try
	GiftTester  Gift = "tester"  // an invitation to test what is being made
	GiftVoucher Gift = "voucher" // for an amount
	GiftPlan    Gift = "plan"    // a personal plan
)

// Gifts lists every gift.
var Gifts = []Gift{GiftTrial, GiftTester, GiftVoucher, GiftPlan}

// Goodwill is a gift that a rule of the policy says is due, until a person has answered for it. It never depends on what the
// complainant is worth as a customer, and the complainant hears of it only once it was granted.
type Goodwill struct {
	Rule   string        `json:"rule"` // of the policy
	Gift   Gift          `json:"gift"`
	Most   []Sum         `json:"most,omitempty"` // a voucher may be for at most the one of its currency
	State  GoodwillState `json:"state"`
	Text   string        `json:"text,omitempty"` // to the complainant; of a plan who does what by when
	Amount *Sum          `json:"amount,omitempty"`
	By     string        `json:"by,omitempty"` // user name of who worked it out
}

// GoodwillState is how far a goodwill has come.
type GoodwillState string

// The states.
const (
	GoodwillIsDue   GoodwillState = "due"     // somebody has to work it out
	GoodwillIsAsked GoodwillState = "asked"   // it waits for another person's word
	GoodwillIsGiven GoodwillState = "granted" // the complainant was told; a plan is to be carried out
)

// GoodwillStates lists every state.
var GoodwillStates = []GoodwillState{GoodwillIsDue, GoodwillIsAsked, GoodwillIsGiven}

// GoodwillDue says which gifts the policy wants worked out after an answer to the survey.
type GoodwillDue struct {
	Goodwill []Goodwill `json:"goodwill"`
}

func (e *GoodwillDue) apply(c *Case, _ time.Time, _ Actor) {
	c.Goodwill = append(c.Goodwill, e.Goodwill...)
}

// GoodwillAsked says what a person worked out.
type GoodwillAsked struct {
	Rule   string `json:"rule"`
	Text   string `json:"text"`
	Amount *Sum   `json:"amount,omitempty"`
}

func (e *GoodwillAsked) apply(c *Case, _ time.Time, by Actor) {
	if g := c.goodwill(e.Rule); g != nil {
		g.State, g.Text, g.Amount, g.By = GoodwillIsAsked, e.Text, e.Amount, by.ID
	}
}

// GoodwillAnswered says that another person granted it, or wants it worked out otherwise.
type GoodwillAnswered struct {
	Rule    string `json:"rule"`
	Granted bool   `json:"granted,omitempty"`
	Reason  string `json:"reason"`
	Text    string `json:"text,omitempty"` // what the complainant is told; empty: nothing
}

func (e *GoodwillAnswered) apply(c *Case, _ time.Time, _ Actor) {
	g := c.goodwill(e.Rule)
	switch {
	case g == nil:
	case e.Granted:
		g.State = GoodwillIsGiven
	default:
		*g = Goodwill{Rule: g.Rule, Gift: g.Gift, Most: g.Most, State: GoodwillIsDue}
	}
}

// goodwill answers the goodwill of a rule, to be changed in place; nil if there is none.
func (c *Case) goodwill(rule string) *Goodwill {
	for i := range c.Goodwill {
		if c.Goodwill[i].Rule == rule {
			return &c.Goodwill[i]
		}
	}
	return nil
}

// showGoodwill records what the policy wants done for whoever gave an answer. What a rule has asked for once it does not ask for again.
func (d *decision) showGoodwill(a Answer, satisfied bool) {
	due := &GoodwillDue{}
	for _, g := range d.rules.Goodwill(a, satisfied) {
		if d.c.goodwill(g.Rule) == nil {
			g.State = GoodwillIsDue
			due.Goodwill = append(due.Goodwill, g)
		}
	}
	if len(due.Goodwill) > 0 {
		d.record(due)
	}
}

// AskGoodwill says what a gift that is due shall be. The complainant hears of it once another person has granted it.
type AskGoodwill struct {
	Rule   string   `json:"rule"`
	Text   string   `json:"text"`
	Amount Positive `json:"amount,omitempty"` // of a voucher, in minor units

	Currency Currency `json:"currency,omitempty"` // with an amount
}

func (*AskGoodwill) name() string { return "ask_goodwill" }

func (m *AskGoodwill) check() error {
	if m.Amount < 0 {
		return InvalidField("amount", "must be above 0, in minor units such as fen, or left out")
	}
	return cmp.Or(longText("rule", m.Rule, maxWord), longText("text", m.Text, maxText), amongOrEmpty("currency", m.Currency, Currencies))
}

func (m *AskGoodwill) decide(d *decision) error {
	g := d.c.goodwill(m.Rule)
	switch {
	case g == nil || g.State == GoodwillIsGiven:
		return ConflictField("rule", "must be a rule whose goodwill is due on this case")
	case m.Amount > 0 && m.Currency == "":
		return InvalidField("currency", "is required with an amount; it must be %s", oneOf(Currencies))
	case g.Gift == GiftVoucher && m.Amount == 0:
		return ConflictField("amount", "is needed of a voucher: at most one of %v", g.Most)
	case g.Gift != GiftVoucher && m.Amount != 0:
		return ConflictField("amount", "may be said of a voucher only; this is a %s", g.Gift)
	case g.Gift == GiftVoucher && !covers(g.Most, Sum{int(m.Amount), m.Currency}):
		return ConflictField("amount", "is more than the policy lets be given: at most one of %v", g.Most)
	}
	asked := &GoodwillAsked{Rule: m.Rule, Text: m.Text}
	if m.Amount > 0 {
		asked.Amount = &Sum{int(m.Amount), m.Currency}
	}
	d.record(asked)
	return nil
}

// covers says whether a sum is no more than the limit of its currency.
func covers(most []Sum, s Sum) bool {
	for _, m := range most {
		if m.Currency == s.Currency {
			return s.Amount <= m.Amount
		}
	}
	return false
}

// AnswerGoodwill grants what somebody worked out, or sends it back. Nobody answers their own.
type AnswerGoodwill struct {
	Rule   string `json:"rule"`
	Grant  bool   `json:"grant"`
	Reason string `json:"reason"`
}

func (*AnswerGoodwill) name() string { return "answer_goodwill" }

func (m *AnswerGoodwill) check() error {
	return cmp.Or(longText("rule", m.Rule, maxWord), longText("reason", m.Reason, maxText))
}

func (m *AnswerGoodwill) decide(d *decision) error {
	g := d.c.goodwill(m.Rule)
	switch {
	case g == nil || g.State != GoodwillIsAsked:
		return ConflictField("rule", "must be a rule whose goodwill waits for an answer")
	case g.By == d.by.ID:
		return Errorf(Forbidden, "you worked this out; another person has to answer")
	}
	answered := &GoodwillAnswered{Rule: m.Rule, Granted: m.Grant, Reason: m.Reason}
	if m.Grant && g.Gift != GiftPlan {
		answered.Text = g.Text
	}
	d.record(answered)
	return nil
}
