package policy

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"redress/internal/calendar"
	"redress/internal/complaint"
)

// Verification is the checklist of the first verification (requirement A6), and what waits for it. A policy without it asks nothing.
type Verification struct {
	Items  []CheckItem `yaml:"items"`
	Before []Gate      `yaml:"before"`
}

// CheckItem is one question of the checklist, in both languages of the desk.
type CheckItem struct {
	Item   string            `yaml:"item"`
	ZH     string            `yaml:"zh"`
	EN     string            `yaml:"en"`
	Flows  []complaint.Flow  `yaml:"flows"`  // only these; all unless said
	Grades []complaint.Grade `yaml:"grades"` // likewise
	Source string            `yaml:"source"`
}

// Gate makes a command wait for the verification, in cases of the grades. Those of grade 1 never wait.
type Gate struct {
	Command string            `yaml:"command"`
	Grades  []complaint.Grade `yaml:"grades"`
}

// Liability lists departments that can be held responsible besides those that categories are sorted to.
type Liability struct {
	Departments []string `yaml:"departments"`
}

// Way is somewhere else a complainant can turn, in both languages.
type Way struct {
	Way    string `yaml:"way"`
	ZH     string `yaml:"zh"`
	EN     string `yaml:"en"`
	Source string `yaml:"source"`
}

// Objection says for how long a complainant may object to a rejection. Without it they may not.
type Objection struct {
	Within calendar.Span `yaml:"within"`
}

// Agreement says of which grades staff may close a case by agreement. Without it of none.
type Agreement struct {
	Grades []complaint.Grade `yaml:"grades"`
}

// Questions lists what a person answers of a case before it is worked on, in order.
func (r Rules) Questions(f complaint.Flow, g complaint.Grade) []CheckItem {
	var asked []CheckItem
	for _, i := range r.Policy.Verification.Items {
		if (i.Flows == nil || slices.Contains(i.Flows, f)) && (i.Grades == nil || slices.Contains(i.Grades, g)) {
			asked = append(asked, i)
		}
	}
	return asked
}

// Checklist names what Questions asks.
func (r Rules) Checklist(f complaint.Flow, g complaint.Grade) []string {
	var items []string
	for _, i := range r.Questions(f, g) {
		items = append(items, i.Item)
	}
	return items
}

// VerifiedFirst says whether a command needs the facts of a case of the grade to be verified.
func (r Rules) VerifiedFirst(command string, g complaint.Grade) bool {
	return slices.ContainsFunc(r.Policy.Verification.Before, func(b Gate) bool {
		return b.Command == command && slices.Contains(b.Grades, g)
	})
}

// Departments lists those that can be held responsible, in alphabetical order.
func (r Rules) Departments() []string {
	known := map[string]bool{}
	for _, to := range r.Policy.Categories {
		known[to.Department] = true
	}
	for _, d := range r.Policy.Responsibility.Departments {
		known[d] = true
	}
	return slices.Sorted(maps.Keys(known))
}

// Recourse lists where else a complainant can turn, in their language.
func (r Rules) Recourse(lang complaint.Language) []complaint.Recourse {
	var ways []complaint.Recourse
	for _, w := range r.Policy.Recourse {
		text := w.EN
		if lang == complaint.Chinese {
			text = w.ZH
		}
		ways = append(ways, complaint.Recourse{Name: w.Way, Text: text})
	}
	return ways
}

// ObjectUntil answers until when a complainant may object to a rejection; zero: they may not.
func (r Rules) ObjectUntil(rejected time.Time) (time.Time, error) {
	if r.Policy.Objection.Within.N == 0 {
		return time.Time{}, nil
	}
	until, err := r.Calendar.Due(rejected, r.Policy.Objection.Within)
	return until.Due.UTC(), err
}

// ClosesByAgreement says whether staff may close a case of the grade on which both agree.
func (r Rules) ClosesByAgreement(g complaint.Grade) bool {
	return slices.Contains(r.Policy.Close.Grades, g)
}

func (p *Policy) checkJudging() error {
	for _, part := range []func() error{p.checkItems, p.checkGates, p.checkLiability, p.checkWays} {
		if err := part(); err != nil {
			return err
		}
	}
	return neverMajor("close.grades", p.Close.Grades)
}

func (p *Policy) checkItems() error {
	names := nameSet{}
	for i, item := range p.Verification.Items {
		field := fmt.Sprintf("verification.items[%d]", i)
		if err := cmp.Or(
			names.add(field+".item", item.Item), sourced(field, item.Source), spoken(field, item.ZH, item.EN), members(field+".flows", item.Flows, complaint.Flows),
			members(field+".grades", item.Grades, complaint.Grades),
		); err != nil {
			return err
		}
	}
	return nil
}

func (p *Policy) checkGates() error {
	for i, g := range p.Verification.Before {
		field := fmt.Sprintf("verification.before[%d]", i)
		switch {
		case !slices.Contains(complaint.Gateable, g.Command):
			return bad(field+".command", "is %q, which is none of %v", g.Command, complaint.Gateable)
		case len(g.Grades) == 0:
			return bad(field+".grades", "is missing; name the grades that wait, such as [2, 3]")
		}
		if err := neverMajor(field+".grades", g.Grades); err != nil {
			return err
		}
		if err := p.answerable(field, g); err != nil {
			return err
		}
	}
	return nil
}

// answerable refuses a gate that nobody could open, because nothing is asked.
func (p *Policy) answerable(field string, g Gate) error {
	for _, f := range complaint.Flows {
		for _, grade := range g.Grades {
			if len(Rules{Policy: p}.Checklist(f, grade)) == 0 {
				return bad(field, "makes %s wait, and nothing is asked of a %s case of grade %d", g.Command, f, grade)
			}
		}
	}
	return nil
}

func (p *Policy) checkLiability() error {
	for i, d := range p.Responsibility.Departments {
		if !nameShape.MatchString(d) || slices.Contains(p.Responsibility.Departments[:i], d) {
			return bad("responsibility.departments", "holds %q; each is a name of lower-case letters, digits and underscores, once", d)
		}
	}
	return nil
}

func (p *Policy) checkWays() error {
	names := nameSet{}
	for i, w := range p.Recourse {
		field := fmt.Sprintf("recourse[%d]", i)
		if err := cmp.Or(names.add(field+".way", w.Way), sourced(field, w.Source), spoken(field, w.ZH, w.EN)); err != nil {
			return err
		}
	}
	return nil
}

// longestText bounds a text that people are shown, in characters.
const longestText = 400

// spoken refuses a text that is not there in both languages, on one line.
func spoken(field, zh, en string) error {
	for i, text := range []string{zh, en} {
		if strings.TrimSpace(text) == "" || strings.ContainsAny(text, "\r\n") || utf8.RuneCountInString(text) > longestText {
			return bad(field, "needs a text in zh and in en, each on one line of at most %d characters; %s is wrong", longestText, []string{"zh", "en"}[i])
		}
	}
	return nil
}

// neverMajor takes grades other than the first, each once.
func neverMajor(field string, grades []complaint.Grade) error {
	if slices.Contains(grades, complaint.Major) {
		return bad(field, "must not hold 1: a case of grade 1 never waits, and never ends without its remedy")
	}
	return members(field, grades, complaint.Grades)
}

// members takes members of a closed set, each once; nil for all of them is taken, an empty list is not.
func members[T comparable](field string, list, known []T) error {
	if list != nil && len(list) == 0 {
		return bad(field, "is empty, so that it never applies; leave it out for all of %v", known)
	}
	for i, m := range list {
		if !slices.Contains(known, m) || slices.Contains(list[:i], m) {
			return bad(field, "must hold each of %v at most once", known)
		}
	}
	return nil
}
