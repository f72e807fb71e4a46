package advice

import (
	"context"
	"time"

	"redress/internal/complaint"
	"redress/internal/library"
	"redress/internal/policy"
	"redress/internal/script"
	"redress/internal/tenant"
)

// Advice is what is known that helps with a case.
type Advice struct {
	Case       string             `json:"case"`
	Language   complaint.Language `json:"language"`
	Similar    []Past             `json:"similar"` // the likest first
	Suggestion Suggestion         `json:"suggestion"`
	Rules      Rules              `json:"rules"`
	Script     script.Script      `json:"script"`
}

// Ask is what is asked for.
type Ask struct {
	Ref      complaint.Ref
	Language complaint.Language // empty: the case's, or that of the tenant's staff
	Channel  script.Channel     // empty: the one that the complainant prefers
}

// Book knows the rules of tenants.
type Book interface {
	Policy(ctx context.Context, c complaint.Case) (policy.Rules, error)
	Tenant(ctx context.Context, id string) (tenant.Tenant, error)
}

// Adviser gives advice.
type Adviser struct {
	History library.History
	Book    Book
	Shelf   library.Shelf
	Now     func() time.Time
}

// On answers what is known about a case, or an error of kind NotFound. It reads the case's history with one query and each of the buckets of
// its look with one more: library.Buckets at most.
func (a *Adviser) On(ctx context.Context, ask Ask) (Advice, error) {
	commits, err := a.History.Commits(ctx, ask.Ref)
	if err != nil {
		return Advice{}, err
	}
	if len(commits) == 0 {
		return Advice{}, complaint.Errorf(complaint.NotFound, "there is no such case")
	}
	c := complaint.Fold(commits)
	rules, err := a.Book.Policy(ctx, c)
	if err != nil {
		return Advice{}, err
	}
	company, err := a.Book.Tenant(ctx, c.Tenant)
	if err != nil {
		return Advice{}, err
	}
	ask = ask.settled(c, company)
	told := Advice{Case: c.ID, Language: ask.Language, Rules: rulesFor(c, commits, rules, ask.Language)}
	if told.Similar, told.Suggestion, err = a.past(ctx, c, commits, ask.Language); err != nil {
		return Advice{}, err
	}
	facts := script.FactsOf(c, company.Names[ask.Language], rules.Calendar.Location(), a.Now())
	told.Script, err = script.Write(ask.Language, ask.Channel, facts)
	return told, err
}

// settled says what was left open.
func (a Ask) settled(c complaint.Case, company tenant.Tenant) Ask {
	for _, lang := range []complaint.Language{c.Language, company.Language, complaint.Chinese} {
		if a.Language == "" {
			a.Language = lang
		}
	}
	if a.Channel == "" {
		a.Channel = script.ChannelOf(c)
	}
	return a
}

// past answers the similar cases, and what they suggest. What is shown and when it suggests something says the tenant's present policy.
func (a *Adviser) past(ctx context.Context, c complaint.Case, commits []complaint.Commit, lang complaint.Language) ([]Past, Suggestion, error) {
	rules, err := a.Book.Policy(ctx, complaint.Case{Tenant: c.Tenant})
	if err != nil {
		return nil, Suggestion{}, err
	}
	limits := rules.Policy.Library
	if limits == nil || c.Category == "" {
		return []Past{}, suggestionOf(library.Suggest(nil, 1), 1, lang), nil
	}
	similar, err := library.Find(ctx, a.Shelf, c.Ref(), library.LookIn(c, commits), limits.Weigh, limits.AlikeFrom)
	if err != nil {
		return nil, Suggestion{}, err
	}
	shown := make([]Past, 0, limits.Show)
	for _, s := range similar[:min(len(similar), limits.Show)] {
		shown = append(shown, pastOf(s))
	}
	return shown, suggestionOf(library.Suggest(similar, limits.Least), limits.Least, lang), nil
}
