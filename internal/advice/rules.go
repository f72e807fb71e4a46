package advice

import (
	"slices"
	"strings"
	"time"

	"redress/internal/complaint"
	"redress/internal/message"
	"redress/internal/policy"
)

// Rules are the rules that apply to a case, each with its source.
type Rules struct {
	Policy     string      `json:"policy"` // version that the case is judged by
	Milestones []Milestone `json:"milestones"`
	Grade      []GradeRule `json:"grade"`
	Statutory  []Statute   `json:"statutory"`
}

// Milestone is something that is owed in the present round.
type Milestone struct {
	Milestone string    `json:"milestone"`
	Name      string    `json:"name"`
	Within    string    `json:"within"` // as the policy writes it: "3d", "2wd"
	Due       time.Time `json:"due"`
	MetAt     time.Time `json:"met_at,omitzero"`
	Source    string    `json:"source"` // empty: the policy names none
}

// GradeRule is a rule by which the machine's reading is as grave as it is.
type GradeRule struct {
	Rule   string `json:"rule"`
	Says   string `json:"says"`
	Source string `json:"source"`
}

// Statute is what the law gives to complainants in such matters, if the policy names it.
type Statute struct {
	Rule     string             `json:"rule"`
	Remedies []complaint.Demand `json:"remedies"`
	Text     string             `json:"text"`
	Source   string             `json:"source"`
}

func rulesFor(c complaint.Case, commits []complaint.Commit, rules policy.Rules, lang complaint.Language) Rules {
	version, _ := rules.Versions()
	told := Rules{Policy: version, Milestones: []Milestone{}, Grade: []GradeRule{}, Statutory: []Statute{}}
	for _, k := range c.Clocks {
		if k.Round == c.Round && k.SupersededAt.IsZero() {
			told.Milestones = append(told.Milestones, Milestone{
				Milestone: k.Milestone, Name: message.Word(lang, message.Milestone, k.Milestone), Within: k.Span, Due: k.Due, MetAt: k.MetAt,
				Source: sourceOf(rules.Policy, c.Flow, k.Milestone),
			})
		}
	}
	slices.SortStableFunc(told.Milestones, func(a, b Milestone) int { return a.Due.Compare(b.Due) })
	if reading := complaint.ReadingIn(commits); reading != nil {
		for _, r := range reading.Reasons {
			if strings.HasPrefix(r.Says, "grade=") { // without the words, which are the complainant's
				told.Grade = append(told.Grade, GradeRule{r.Rule, r.Says, r.Source})
			}
		}
	}
	for _, s := range rules.StatutesFor(c.Category, c.Cause) {
		told.Statutory = append(told.Statutory, Statute{s.Rule, s.Remedies, s.Text(lang), s.Source})
	}
	return told
}

// sourceOf is where a milestone of a flow comes from.
func sourceOf(p *policy.Policy, flow complaint.Flow, milestone string) string {
	for _, m := range slices.Concat(p.Flows[flow], p.EveryFlow) {
		if m.Name == milestone {
			return m.Source
		}
	}
	return ""
}
