package policy

import (
	"fmt"
	"slices"

	"redress/internal/complaint"
)

// GradeRule makes a case at least as grave as Grade where everything it asks for speaks in the complaint or is known of its
// complainant.
type GradeRule struct {
	Rule   string             `yaml:"rule"`
	Grade  complaint.Grade    `yaml:"grade"`
	When   []complaint.Factor `yaml:"when"`   // all of them
	Times  int                `yaml:"times"`  // that When's repeated or again must at least say; 0: once is enough
	Amount Amounts            `yaml:"amount"` // a sum as large as that of its currency
	Source string             `yaml:"source"` // where the rule comes from
}

// Grade answers how grave a matter is of which this speaks: the worst that any rule of the policy gives, with every rule that
// gives it; where none speaks, the mildest. A further factor can only let further rules speak.
func (r Rules) Grade(said []complaint.Aggravation) (complaint.Grade, []complaint.Reason) {
	worst := complaint.Minor
	var why []complaint.Reason
	for _, rule := range r.Policy.Grading {
		words, speaks := rule.speaks(said)
		if !speaks || rule.Grade > worst {
			continue
		}
		if rule.Grade < worst {
			worst, why = rule.Grade, why[:0]
		}
		why = append(why, complaint.Reason{
			Rule: gradingPrefix + rule.Rule, Says: gradeSays[worst], Words: words, Factors: rule.factors(), Source: rule.Source,
		})
	}
	if len(why) == 0 {
		why = []complaint.Reason{{Rule: gradingPrefix + "none", Says: gradeSays[worst]}}
	}
	return worst, why
}

// gradingPrefix stands before the name of a rule of this section wherever it is quoted.
const gradingPrefix = "grading."

// gradeSays is how a reason names a grade.
var gradeSays = map[complaint.Grade]string{complaint.Major: "grade=1", complaint.Ordinary: "grade=2", complaint.Minor: "grade=3"}

// speaks says whether everything that the rule asks for is there, and in which words.
func (g GradeRule) speaks(said []complaint.Aggravation) (words []string, speaks bool) {
	for _, factor := range g.When {
		i := slices.IndexFunc(said, func(a complaint.Aggravation) bool { return a.Factor == factor })
		if i < 0 || slices.Contains(complaint.Counted, factor) && max(said[i].Times, 1) < g.Times {
			return nil, false
		}
		words = append(words, said[i].Words...)
	}
	if len(g.Amount) == 0 {
		return words, true
	}
	sums, reached := g.Amount.reachedBy(said)
	return append(words, sums...), reached
}

// factors are those that the rule asks for.
func (g GradeRule) factors() []complaint.Factor {
	if len(g.Amount) == 0 {
		return g.When
	}
	return append(slices.Clone(g.When), complaint.FactorAmount)
}

// alwaysMajor are the factors each of which alone is grade 1 under any policy (requirement B3, seed 003: 安全事故).
var alwaysMajor = []complaint.Factor{complaint.FactorInjury, complaint.FactorDanger, complaint.FactorThreat}

func (p *Policy) checkGrading() error {
	names := map[string]bool{}
	for i, g := range p.Grading {
		field := fmt.Sprintf("grading[%d]", i)
		if g.Rule != "" {
			field = "grading." + g.Rule
		}
		if names[g.Rule] {
			return bad(field, "stands twice; each rule has a name of its own")
		}
		names[g.Rule] = true
		if err := g.check(field); err != nil {
			return err
		}
	}
	for _, factor := range alwaysMajor {
		if grade, _ := (Rules{Policy: p}).Grade([]complaint.Aggravation{{Factor: factor}}); grade != complaint.Major {
			return bad("grading", "needs a rule {grade: 1, when: [%s]}; each of %v is always grade 1", factor, alwaysMajor)
		}
	}
	return nil
}

func (g GradeRule) check(field string) error {
	switch {
	case !nameShape.MatchString(g.Rule):
		return bad(field+".rule", "is %q; a name is lower-case letters, digits and underscores", g.Rule)
	case g.Grade != complaint.Major && g.Grade != complaint.Ordinary:
		return bad(field+".grade", "must be 1 or 2; without any rule a case is of grade 3")
	case g.Source == "":
		return bad(field+".source", "is missing; say where the rule comes from")
	case len(g.When) == 0 && len(g.Amount) == 0:
		return bad(field, "needs when, one or more of %v, or amount", sayable())
	}
	if err := checkWhen(field+".when", g.When); err != nil {
		return err
	}
	return g.checkTimes(field + ".times")
}

// checkWhen refuses a factor that is none, stands twice, or is asked for otherwise.
func checkWhen(field string, when []complaint.Factor) error {
	for i, factor := range when {
		switch {
		case !slices.Contains(sayable(), factor):
			return bad(field, "holds %q, which is none of %v", factor, sayable())
		case slices.Contains(when[:i], factor):
			return bad(field, "holds %q twice", factor)
		}
	}
	return nil
}

// checkTimes refuses a count of nothing, or one that is never reached.
func (g GradeRule) checkTimes(field string) error {
	counted := slices.DeleteFunc(slices.Clone(g.When), func(f complaint.Factor) bool { return !slices.Contains(complaint.Counted, f) })
	switch {
	case g.Times == 0:
		return nil
	case g.Times < 0:
		return bad(field, "must be 1 or more")
	case len(counted) != 1:
		return bad(field, "goes with one of %v among when", complaint.Counted)
	case counted[0] == complaint.FactorAgain && g.Times > complaint.MostAgain:
		return bad(field, "must be at most %d for %s: no more earlier complaints of a matter are looked at", complaint.MostAgain, counted[0])
	}
	return nil
}

// sayable are the factors that when may hold; sums of money are asked for by amount.
func sayable() []complaint.Factor {
	return slices.DeleteFunc(slices.Clone(complaint.Factors), func(f complaint.Factor) bool { return f == complaint.FactorAmount })
}
