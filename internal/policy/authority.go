package policy

import (
	"fmt"
	"slices"
	"time"

	"redress/internal/calendar"
	"redress/internal/complaint"
)

// Authority says who may grant how much, whose approval what goes beyond that needs, and what legal reviews (requirement D7; seed 000:
// 处理权限清单). Under a policy without it everybody may grant everything, as before there was any.
type Authority struct {
	Limits  []Limit            `yaml:"limits"`  // the first that fits counts
	Chain   []complaint.Role   `yaml:"chain"`   // who approves, in this order
	Legal   []Review           `yaml:"legal"`   // what legal approves besides
	Special complaint.Role     `yaml:"special"` // who decides on what a complainant asks for who declined every option; empty: whoever owns the case
	Window  *calendar.Span     `yaml:"window"`  // how long ago what was granted on other cases still counts; elapsed, a day 24 hours. Left out: it does not
	Answer  *calendar.Span     `yaml:"answer"`  // within this an approval or a decision is due. Left out: it has no deadline
	Choice  Choosing           `yaml:"choice"`  // several unless said
	Priced  []complaint.Demand `yaml:"priced"`  // remedies that must name their sum
	Source  string             `yaml:"source"`
}

// Limit is how much somebody of a role may grant to one complainant, of all that they are granted in the window. What is left out fits
// all.
type Limit struct {
	Role     complaint.Role     `yaml:"role"`
	Flows    []complaint.Flow   `yaml:"flows"`
	Grades   []complaint.Grade  `yaml:"grades"`
	Remedies []complaint.Demand `yaml:"remedies"`
	Amount   Amounts            `yaml:"amount"` // of a currency that is not named: nothing
	Any      bool               `yaml:"any"`    // without limit, instead of an amount
}

// Review is a rule by which legal approves an offer: an option of its remedies that names a sum, where all else that the rule asks for
// is so. What is left out fits all.
type Review struct {
	Rule     string             `yaml:"rule"`
	Flows    []complaint.Flow   `yaml:"flows"`
	Grades   []complaint.Grade  `yaml:"grades"`
	Remedies []complaint.Demand `yaml:"remedies"`
	When     []complaint.Factor `yaml:"when"`   // all of them
	Amount   Amounts            `yaml:"amount"` // all that is granted is at least as much
	Unpaid   bool               `yaml:"unpaid"` // options that name no sum too
	Source   string             `yaml:"source"`
}

// Choosing is when a complainant must have chosen before an option is carried out.
type Choosing string

// When a choice is needed.
const (
	ChoiceOfSeveral Choosing = "several" // only of more than one
	ChoiceAlways    Choosing = "always"  // of one too: it is carried out once they have said yes
)

// Choosings lists both.
var Choosings = []Choosing{ChoiceOfSeveral, ChoiceAlways}

// GrantWindow answers how long ago what a complainant was granted on other cases still counts; zero: it does not.
func (r Rules) GrantWindow() time.Duration {
	if r.Policy.Authority == nil || r.Policy.Authority.Window == nil {
		return 0
	}
	window, _ := elapsed(*r.Policy.Authority.Window)
	return window
}

// MustChoose says whether the complainant must have chosen before one of so many options is carried out.
func (r Rules) MustChoose(options int) bool {
	return options > 1 || r.Policy.Authority != nil && r.Policy.Authority.Choice == ChoiceAlways
}

// AnswerWithin is how long an approval or a decision may take; empty: there is no deadline.
func (r Rules) AnswerWithin() string {
	if r.Policy.Authority == nil || r.Policy.Authority.Answer == nil {
		return ""
	}
	return r.Policy.Authority.Answer.String()
}

// Deadline lays out a clock that is no milestone of the policy's: until the end of a day in the calendar's zone, or a span from the
// clock's beginning on.
func (r Rules) Deadline(about complaint.Situation, k complaint.Clock, due string) (complaint.Clock, error) {
	span, err := r.spanUntil(k.From, due)
	if err != nil {
		return k, err
	}
	k.From, k.Span, k.Grade = k.From.UTC(), span.String(), about.Grade
	err = r.reckon(&k, Milestone{Name: k.Milestone}, span, nil)
	return k, err
}

// spanUntil is a span as it is written, or the time until a day is over.
func (r Rules) spanUntil(from time.Time, due string) (calendar.Span, error) {
	day, err := time.ParseInLocation(time.DateOnly, due, r.Calendar.Location())
	if err != nil {
		return calendar.ParseSpan(due)
	}
	over := time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, day.Location())
	if !over.After(from) {
		return calendar.Span{}, fmt.Errorf("the day %s is over", due)
	}
	return calendar.Span{N: int64(over.Sub(from) / time.Second), Unit: calendar.Second}, nil
}

func (p *Policy) checkAuthority() error {
	a := p.Authority
	if a == nil {
		return nil
	}
	switch {
	case a.Source == "":
		return bad("authority.source", "is missing; say where the rule comes from")
	case a.Choice != "" && !slices.Contains(Choosings, a.Choice):
		return bad("authority.choice", "is %q, which is none of %v", a.Choice, Choosings)
	case a.Answer != nil && a.Answer.N <= 0:
		return bad("authority.answer", "must be a span longer than nothing, such as 4wh or 1wd")
	}
	for _, part := range []func() error{
		a.checkChain, a.checkLimits, a.checkLegal, func() error { return p.checkWindow(a.Window) },
		func() error { return among("authority.priced", a.Priced, complaint.Demands) },
	} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// checkWindow: what was granted elsewhere is found by the prints of the complainant's other complaints.
func (p *Policy) checkWindow(window *calendar.Span) error {
	if window == nil {
		return nil
	}
	within, always := elapsed(*window)
	remember, _ := elapsed(p.Duplicates.Remember)
	switch {
	case !always || within <= 0:
		return bad("authority.window", "must be a span of elapsed time, such as 90d")
	case within > remember:
		return bad("authority.window", "must not be longer than duplicates.remember: other cases are found by what is remembered")
	}
	return nil
}

// line is who approves sums, from the bottom up.
var line = []complaint.Role{complaint.Lead, complaint.Manager, complaint.Executive}

func (a *Authority) checkChain() error {
	last := -1
	for i, role := range a.Chain {
		at := slices.Index(line, role)
		switch {
		case role != complaint.Legal && at < 0:
			return bad("authority.chain", "holds %q, which is none of %v", role, append(slices.Clone(line), complaint.Legal))
		case slices.Contains(a.Chain[:i], role):
			return bad("authority.chain", "holds %s twice", role)
		case role == complaint.Legal:
		case at < last:
			return bad("authority.chain", "must name lead, manager and executive from the bottom up")
		default:
			last = at
		}
	}
	if last < 0 {
		return bad("authority.chain", "must name one or more of %v", line)
	}
	if a.Special != "" && !slices.Contains(a.Chain, a.Special) || a.Special == complaint.Legal {
		return bad("authority.special", "is %q, which must be one of chain other than legal", a.Special)
	}
	return nil
}

func (a *Authority) checkLimits() error {
	for i, l := range a.Limits {
		field := fmt.Sprintf("authority.limits[%d]", i)
		switch {
		case !slices.Contains(append([]complaint.Role{complaint.Agent}, line...), l.Role):
			return bad(field+".role", "is %q, which is none of agent, lead, manager, executive", l.Role)
		case l.Any == (l.Amount != nil):
			return bad(field, "needs either amount, such as {CNY: 200}, or any: true; amount: {} grants nothing")
		}
		if err := checkScope(field, l.Flows, l.Grades, l.Remedies); err != nil {
			return err
		}
	}
	top := a.Chain[len(a.Chain)-1]
	if top == complaint.Legal {
		top = a.Chain[len(a.Chain)-2]
	}
	for _, l := range a.Limits {
		if l.Role == top && len(l.Flows)+len(l.Grades)+len(l.Remedies) == 0 {
			return nil
		}
	}
	return bad("authority.limits", "must hold one of the %s, the last of chain, for every flow, grade and remedy", top)
}

func (a *Authority) checkLegal() error {
	for i, r := range a.Legal {
		field := fmt.Sprintf("authority.legal[%d]", i)
		switch {
		case !nameShape.MatchString(r.Rule):
			return bad(field+".rule", "is %q; a name is lower-case letters, digits and underscores", r.Rule)
		case r.Source == "":
			return bad(field+".source", "is missing; say where the rule comes from")
		case !slices.Contains(a.Chain, complaint.Legal):
			return bad("authority.chain", "must name legal, where legal reviews something")
		}
		if err := among(field+".when", r.When, complaint.Factors); err != nil {
			return err
		}
		if err := checkScope(field, r.Flows, r.Grades, r.Remedies); err != nil {
			return err
		}
	}
	return nil
}

func checkScope(field string, flows []complaint.Flow, grades []complaint.Grade, remedies []complaint.Demand) error {
	if err := among(field+".flows", flows, complaint.Flows); err != nil {
		return err
	}
	if err := among(field+".grades", grades, complaint.Grades); err != nil {
		return err
	}
	return among(field+".remedies", remedies, complaint.Demands)
}

// among refuses a list that holds what is not in the closed set.
func among[T comparable](field string, list, known []T) error {
	for _, one := range list {
		if !slices.Contains(known, one) {
			return bad(field, "holds %v, which is none of %v", one, known)
		}
	}
	return nil
}
