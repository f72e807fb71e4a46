package policy

import (
	"fmt"
	"slices"
	"time"

	"redress/internal/calendar"
	"redress/internal/complaint"
)

// Library says what is shown of past cases, and when they suggest something (requirement D6). A policy without it keeps none.
type Library struct {
	Source    string        `yaml:"source"`
	Show      int           `yaml:"show"`       // similar cases at most
	AlikeFrom float64       `yaml:"alike_from"` // 0 to 1; less alike ones do not count
	Weigh     int           `yaml:"weigh"`      // so many of the likest are counted for a suggestion
	Least     int           `yaml:"least"`      // fewer suggest nothing
	Remember  calendar.Span `yaml:"remember"`   // elapsed, a day 24 hours
}

// Statute is something that the law gives to complainants.
type Statute struct {
	Rule       string               `yaml:"rule"`
	Categories []complaint.Category `yaml:"categories"`
	Causes     []complaint.Cause    `yaml:"causes"` // only these; all unless said
	Remedies   []complaint.Demand   `yaml:"remedies"`
	Chinese    string               `yaml:"zh"`
	English    string               `yaml:"en"`
	Source     string               `yaml:"source"`
}

// Text is what the law says in short, in a language.
func (s Statute) Text(lang complaint.Language) string {
	if lang == complaint.English {
		return s.English
	}
	return s.Chinese
}

// Remembered is for how long a precedent is kept after its case was closed; zero: none is.
func (r Rules) Remembered() time.Duration {
	if r.Policy.Library == nil {
		return 0
	}
	kept, _ := elapsed(r.Policy.Library.Remember)
	return kept
}

// StatutesFor are those that concern a category and a cause.
func (r Rules) StatutesFor(category complaint.Category, cause complaint.Cause) []Statute {
	return slices.DeleteFunc(slices.Clone(r.Policy.Statutory), func(s Statute) bool {
		return !slices.Contains(s.Categories, category) || len(s.Causes) > 0 && !slices.Contains(s.Causes, cause)
	})
}

// mostWeighed is as many precedents as can be found at all.
const mostWeighed = 200

func (p *Policy) checkLibrary() error {
	l := p.Library
	if l == nil {
		return nil
	}
	kept, always := elapsed(l.Remember)
	switch {
	case l.Source == "":
		return bad("library.source", "is missing; say where the rule comes from")
	case l.Show < 1 || l.Show > 20:
		return bad("library.show", "must be a whole number from 1 to 20, such as 5")
	case l.AlikeFrom <= 0 || l.AlikeFrom > 1:
		return bad("library.alike_from", "must be above 0 and at most 1, such as 0.4")
	case l.Weigh < l.Show || l.Weigh > mostWeighed:
		return bad("library.weigh", "must be a whole number from show, %d, to %d", l.Show, mostWeighed)
	case l.Least < 1 || l.Least > l.Weigh:
		return bad("library.least", "must be a whole number from 1 to weigh, %d", l.Weigh)
	case !always || kept <= 0:
		return bad("library.remember", "must be a span of elapsed time, such as 1826d")
	}
	return nil
}

func (p *Policy) checkStatutory() error {
	names := map[string]bool{}
	for i, s := range p.Statutory {
		field := fmt.Sprintf("statutory[%d]", i)
		switch {
		case !nameShape.MatchString(s.Rule):
			return bad(field+".rule", "is %q; a name is lower-case letters, digits and underscores", s.Rule)
		case names[s.Rule]:
			return bad(field+".rule", "stands twice")
		case len(s.Categories) == 0:
			return bad(field+".categories", "is missing; name one or more of %v", complaint.Categories)
		case len(s.Remedies) == 0:
			return bad(field+".remedies", "is missing; name one or more of %v", complaint.Demands)
		case s.Source == "":
			return bad(field+".source", "is missing; name the law and its article")
		case s.Chinese == "" || s.English == "":
			return bad(field, "needs its text in both languages, zh and en")
		}
		names[s.Rule] = true
		if err := s.checkMembers(field); err != nil {
			return err
		}
	}
	return nil
}

func (s Statute) checkMembers(field string) error {
	for _, c := range s.Categories {
		if !slices.Contains(complaint.Categories, c) {
			return bad(field+".categories", "holds %q, which is none of %v", c, complaint.Categories)
		}
	}
	for _, c := range s.Causes {
		if !slices.Contains(complaint.Causes, c) {
			return bad(field+".causes", "holds %q, which is none of %v", c, complaint.Causes)
		}
	}
	for _, d := range s.Remedies {
		if !slices.Contains(complaint.Demands, d) {
			return bad(field+".remedies", "holds %q, which is none of %v", d, complaint.Demands)
		}
	}
	return nil
}
