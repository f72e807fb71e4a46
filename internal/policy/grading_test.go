package policy

import (
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"redress/internal/complaint"
	"redress/internal/golden"
	"redress/internal/policy/preset"
)

// said is a complaint that speaks of factors.
func said(factors ...complaint.Factor) []complaint.Aggravation {
	var all []complaint.Aggravation
	for _, f := range factors {
		all = append(all, complaint.Aggravation{Factor: f, Words: []string{"the words of " + string(f)}})
	}
	return all
}

// counted is a factor that says how many times.
func counted(f complaint.Factor, times int) []complaint.Aggravation {
	return []complaint.Aggravation{{Factor: f, Times: times}}
}

// sum is a complaint that names a sum.
func sum(minor int, c complaint.Currency) []complaint.Aggravation {
	return []complaint.Aggravation{{
		Factor: complaint.FactorAmount, Words: []string{"that much"}, Sums: []complaint.Sum{{Amount: minor, Currency: c}},
	}}
}

// What seeds 001 and 003 and requirement B3 ask for, written down a second time.
func TestGradesOfTheSources(t *testing.T) {
	r := Rules{Policy: standard(t)}
	for name, c := range map[string]struct {
		said []complaint.Aggravation
		want complaint.Grade
		rule string // that gives it
	}{
		"nothing grave":                         {nil, complaint.Minor, "grading.none"},
		"somebody is hurt":                      {said(complaint.FactorInjury), complaint.Major, "grading.injury"},
		"danger":                                {said(complaint.FactorDanger), complaint.Major, "grading.danger"},
		"group action":                          {said(complaint.FactorGroup), complaint.Major, "grading.group_action"},
		"press":                                 {said(complaint.FactorPress), complaint.Major, "grading.press"},
		"a rash":                                {said(complaint.FactorHealth), complaint.Ordinary, "grading.health"},
		"a child's rash":                        {said(complaint.FactorChild, complaint.FactorHealth), complaint.Major, "grading.child_health"},
		"an old person's rash":                  {said(complaint.FactorVulnerable, complaint.FactorHealth), complaint.Major, "grading.vulnerable_health"},
		"a hazard":                              {said(complaint.FactorHazard), complaint.Ordinary, "grading.hazard"},
		"a hazard to many":                      {said(complaint.FactorMany, complaint.FactorHazard), complaint.Major, "grading.many_hazard"},
		"many, who are in no danger":            {said(complaint.FactorMany), complaint.Minor, "grading.none"},
		"it is said to be repeated":             {said(complaint.FactorRepeated), complaint.Ordinary, "grading.repeated"},
		"the same matter again":                 {counted(complaint.FactorAgain, 1), complaint.Ordinary, "grading.again"},
		"the same matter for the third time":    {counted(complaint.FactorAgain, 2), complaint.Ordinary, "grading.again"},
		"the same matter for the fourth time":   {counted(complaint.FactorAgain, 3), complaint.Major, "grading.again_and_again"},
		"a loss of 99.99 yuan":                  {sum(99_99, complaint.Yuan), complaint.Minor, "grading.none"},
		"a loss of 100 yuan":                    {sum(100_00, complaint.Yuan), complaint.Ordinary, "grading.ordinary_sum"},
		"a loss of 9,999.99 yuan":               {sum(9_999_99, complaint.Yuan), complaint.Ordinary, "grading.ordinary_sum"},
		"a loss of 10,000 yuan":                 {sum(10_000_00, complaint.Yuan), complaint.Major, "grading.major_sum"},
		"a loss of 10,000 yen":                  {sum(10_000, complaint.Yen), complaint.Ordinary, "grading.ordinary_sum"},
		"a loss of 2,000 dollars":               {sum(2_000_00, complaint.USDollar), complaint.Major, "grading.major_sum"},
		"a great loss":                          {said(complaint.FactorMajorLoss), complaint.Major, "grading.major_loss"},
		"a remedy refused, and the press":       {said(complaint.FactorRefused, complaint.FactorPress), complaint.Major, "grading.press"},
		"a remedy refused, and nobody answers":  {said(complaint.FactorRefused, complaint.FactorUnanswered), complaint.Ordinary, "grading.refused"},
		"a sum of money, whatever its currency": {append(sum(1, complaint.Euro), sum(10_000_00, complaint.Yuan)...), complaint.Major, "grading.major_sum"},
		"a child, of whom nothing else is said": {said(complaint.FactorChild), complaint.Minor, "grading.none"},
	} {
		grade, why := r.Grade(c.said)
		if grade != c.want || why[0].Rule != c.rule {
			t.Errorf("%s: grade %d because %+v, want %d by %s", name, grade, why, c.want, c.rule)
		}
	}
}

// A tenant's rule may count how often the text says, and ask for several things at once.
func TestRulesMayCountAndCombine(t *testing.T) {
	const mine = `grading:
  - {rule: often, grade: 1, when: [repeated], times: 5, source: "house rule 7"}
  - {rule: dear_and_refused, grade: 1, when: [refused], amount: {CNY: 5000.50}, source: "house rule 8"}
`
	p, err := Parse([]byte(strings.Replace(string(DefaultSource()), "grading:\n", mine, 1)))
	if err != nil {
		t.Fatal(err)
	}
	r := Rules{Policy: p}
	refused := said(complaint.FactorRefused)
	for name, c := range map[string]struct {
		said []complaint.Aggravation
		want string
	}{
		"said to be repeated":   {said(complaint.FactorRepeated), "grading.repeated"},
		"four times":            {counted(complaint.FactorRepeated, 4), "grading.repeated"},
		"five times":            {counted(complaint.FactorRepeated, 5), "grading.often"},
		"refused":               {refused, "grading.refused"},
		"refused, 5,000.49":     {append(sum(5_000_49, complaint.Yuan), refused...), "grading.ordinary_sum"},
		"refused, 5,000.50":     {append(sum(5_000_50, complaint.Yuan), refused...), "grading.dear_and_refused"},
		"5,000.50, not refused": {sum(5_000_50, complaint.Yuan), "grading.ordinary_sum"},
	} {
		if grade, why := r.Grade(c.said); why[0].Rule != c.want {
			t.Errorf("%s: grade %d because %+v, want %s", name, grade, why, c.want)
		}
	}
}

// A reason names the rule, its source, what it asks for, and the words; every rule that gives the grade is named.
func TestAGradeIsExplained(t *testing.T) {
	grade, why := Rules{Policy: standard(t)}.Grade(append(said(complaint.FactorLegal, complaint.FactorPress, complaint.FactorGroup), sum(50_00, complaint.Yuan)...))
	if grade != complaint.Major || len(why) != 2 {
		t.Fatalf("grade %d because %+v", grade, why)
	}
	press := why[1]
	if press.Rule != "grading.press" || press.Says != "grade=1" || !slices.Equal(press.Words, []string{"the words of press"}) ||
		!slices.Equal(press.Factors, []complaint.Factor{complaint.FactorPress}) || press.Source != "seed 003: 媒体曝光风险" {
		t.Errorf("%+v", press)
	}
}

// anySaid is any complaint, as far as grading goes.
func anySaid(t *rapid.T, name string) []complaint.Aggravation {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) complaint.Aggravation {
		a := complaint.Aggravation{Factor: rapid.SampledFrom(complaint.Factors).Draw(t, "factor"), Times: rapid.IntRange(0, 5).Draw(t, "times")}
		if a.Factor == complaint.FactorAmount {
			a.Sums = []complaint.Sum{{Amount: rapid.IntRange(0, 5_000_000).Draw(t, "amount"), Currency: rapid.SampledFrom(complaint.Currencies).Draw(t, "currency")}}
		}
		return a
	}), 0, 6).Draw(t, name)
}

// B6: whatever is said besides, in whatever order and under any policy, a case does not become milder.
func TestSayingMoreNeverLowersTheGrade(t *testing.T) {
	policies := []*Policy{standard(t)}
	for _, one := range preset.All() {
		p, err := Parse(one.Source)
		if err != nil {
			t.Fatal(err)
		}
		policies = append(policies, p)
	}
	old, err := Builtin("redress-2026.3")
	if err != nil {
		t.Fatal(err)
	}
	policies = append(policies, old)
	rapid.Check(t, func(t *rapid.T) {
		r := Rules{Policy: rapid.SampledFrom(policies).Draw(t, "policy")}
		some := once(anySaid(t, "some"))
		all := once(append(slices.Clone(some), anySaid(t, "more")...))
		few, _ := r.Grade(some)
		many, why := r.Grade(all)
		if many > few {
			t.Fatalf("%+v is grade %d, and %+v grade %d", some, few, all, many)
		}
		if reversed := slices.Clone(all); len(reversed) > 0 {
			slices.Reverse(reversed)
			if again, _ := r.Grade(reversed); again != many {
				t.Fatalf("%+v is grade %d, and the other way round %d", all, many, again)
			}
		}
		for _, reason := range why {
			if reason.Rule != "grading.none" && reason.Source == "" {
				t.Fatalf("%+v has no source", reason)
			}
		}
	})
}

// B6: the machine's word may be raised by the rules and by what is known of the complainant, never lowered; what was read stays as it
// was, so that it can be graded twice.
func TestGradingAReadingNeverLowersIt(t *testing.T) {
	rules := Rules{Policy: standard(t)}
	rapid.Check(t, func(t *rapid.T) {
		read := complaint.Reading{
			Grade: rapid.SampledFrom(complaint.Grades).Draw(t, "grade"), Factors: once(anySaid(t, "said")),
			Reasons: make([]complaint.Reason, 1, 4),
		}
		earlier := &complaint.Earlier{Again: rapid.SliceOfN(rapid.Just("RD-1"), 0, complaint.MostAgain).Draw(t, "again")}
		alone, known := read.Graded(rules, nil), read.Graded(rules, earlier)
		byRules, _ := rules.Grade(read.Factors)
		if alone.Grade != min(read.Grade, byRules) || known.Grade > alone.Grade {
			t.Fatalf("read as %d, by the rules %d, graded %d, and with %d earlier ones %d", read.Grade, byRules, alone.Grade, len(earlier.Again), known.Grade)
		}
		if again := read.Graded(rules, earlier); !reflect.DeepEqual(again, known) || len(read.Reasons) != 1 || read.Reasons[:2][1].Rule != "" {
			t.Fatalf("%+v, and once more %+v", known, again)
		}
	})
}

// once keeps each factor once, as a reading has it.
func once(all []complaint.Aggravation) []complaint.Aggravation {
	var kept []complaint.Aggravation
	for _, a := range all {
		if !slices.ContainsFunc(kept, func(k complaint.Aggravation) bool { return k.Factor == a.Factor }) {
			kept = append(kept, a)
		}
	}
	return kept
}

// A policy from before there was a section for it grades as it did; the rules that are new since do not apply to it.
func TestPoliciesWithoutGradingGradeAsBefore(t *testing.T) {
	for _, version := range []string{"redress-2026.1", "redress-2026.2", "redress-2026.3"} {
		p, err := Builtin(version)
		if err != nil {
			t.Fatal(err)
		}
		for name, c := range map[string]struct {
			said []complaint.Aggravation
			want complaint.Grade
		}{
			"danger":                     {said(complaint.FactorDanger), complaint.Major},
			"press":                      {said(complaint.FactorPress), complaint.Major},
			"a child's rash":             {said(complaint.FactorChild, complaint.FactorHealth), complaint.Major},
			"an old person's rash":       {said(complaint.FactorVulnerable, complaint.FactorHealth), complaint.Ordinary},
			"it is said to be repeated":  {said(complaint.FactorRepeated), complaint.Ordinary},
			"the same matter again":      {counted(complaint.FactorAgain, 3), complaint.Minor},
			"10,000 yuan":                {sum(10_000_00, complaint.Yuan), complaint.Major},
			"1,428.57 dollars, at seven": {sum(1_428_57, complaint.USDollar), complaint.Ordinary},
			"1,428.58 dollars, at seven": {sum(1_428_58, complaint.USDollar), complaint.Major},
		} {
			if grade, why := (Rules{Policy: p}).Grade(c.said); grade != c.want {
				t.Errorf("%s under %s: grade %d because %+v, want %d", name, version, grade, why, c.want)
			}
		}
	}
}

// A section without a rule is a mistake, not a wish to be graded as before.
func TestAnEmptyGradingIsRefused(t *testing.T) {
	section := regexp.MustCompile(`(?s)\ngrading:\n.*?\n\n`)
	_, err := Parse(section.ReplaceAll(DefaultSource(), []byte("\ngrading: []\n\n")))
	if err == nil || !strings.Contains(err.Error(), "grading") {
		t.Errorf("error %v", err)
	}
	if p, err := Parse(section.ReplaceAll(DefaultSource(), []byte("\n"))); err != nil || len(p.Grading) != len(gradingOfOld()) {
		t.Errorf("without the section: %v", err)
	}
}

// Every factor that can be heard leads somewhere: none is in the lexicons for nothing.
func TestEveryFactorIsGraded(t *testing.T) {
	for _, c := range []struct {
		rules []GradeRule
		new   []complaint.Factor // of which nobody asked then
	}{
		{standard(t).Grading, nil},
		{gradingOfOld(), []complaint.Factor{complaint.FactorAgain, complaint.FactorVulnerable, complaint.FactorMany}},
	} {
		asked := slices.Clone(c.new)
		for _, g := range c.rules {
			asked = append(asked, g.factors()...)
		}
		for _, f := range complaint.Factors {
			if !slices.Contains(asked, f) {
				t.Errorf("no rule asks for %s", f)
			}
		}
	}
}

// The presets grade as the built-in policy does, and say that their regulators do not.
func TestPresetsGrade(t *testing.T) {
	standard := standard(t)
	for _, one := range preset.All() {
		p, err := Parse(one.Source)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Grading) != len(standard.Grading) {
			t.Errorf("%s has %d rules, the built-in policy %d", one.Name, len(p.Grading), len(standard.Grading))
			continue
		}
		for i, g := range p.Grading {
			s := standard.Grading[i]
			if g.Rule != s.Rule || g.Grade != s.Grade || !slices.Equal(g.When, s.When) || g.Times != s.Times || len(g.Amount) != len(s.Amount) {
				t.Errorf("%s: rule %+v, the built-in policy %+v", one.Name, g, s)
			}
		}
	}
}

// The grading as it is lived.
func TestGrading(t *testing.T) {
	golden.Check(t, filepath.Join("testdata", "golden", "grading.txt"), graded(standard(t)))
}

// graded is what each factor alone, and each pair that matters more than its parts, is graded.
func graded(p *Policy) string {
	var out strings.Builder
	r := Rules{Policy: p}
	line := func(factors ...complaint.Factor) complaint.Grade {
		g, why := r.Grade(said(factors...))
		alone := complaint.Minor
		for _, f := range factors {
			one, _ := r.Grade(said(f))
			alone = min(alone, one)
		}
		if len(factors) == 1 || g < alone {
			var names []string
			for _, f := range factors {
				names = append(names, string(f))
			}
			out.WriteString(strings.Join(names, " + ") + ": " + why[0].Says + " by " + why[0].Rule + "\n")
		}
		return g
	}
	for i, f := range complaint.Factors {
		line(f)
		for _, g := range complaint.Factors[i+1:] {
			line(f, g)
		}
	}
	return out.String()
}
