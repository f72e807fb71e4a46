// Package cabinet is the forms of all tenants, each version read once, and how what is recorded of a case is checked against them.
package cabinet

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
	"redress/internal/forms"
)

// Cabinet is the forms of all tenants. Which version a case is under says its policy, so that it keeps the one that it was received
// under until it is moved to another policy.
type Cabinet struct {
	Book  *casework.Book
	Key   duplicate.Key // by which the numbers of disputes are hashed
	Index casework.NumberIndex

	mu   sync.Mutex
	sets map[version]*forms.Set
}

// version is a version of a tenant's forms.
type version struct{ tenant, name string }

var _ casework.Forms = (*Cabinet)(nil)

// Fill checks a record against its form, and finds the other cases in which the same is disputed: with one request for each number that
// the form marks, and one for the order.
func (c *Cabinet) Fill(ctx context.Context, of complaint.Case, r complaint.Record, at time.Time) (casework.Filling, error) {
	set, remember, err := c.set(ctx, of)
	if err != nil || set == nil {
		return casework.Filling{}, err
	}
	f := set.For(of.Flow, r.Milestone)
	if f == nil {
		return casework.Filling{}, nil
	}
	form := &complaint.Filled{Form: set.Version}
	if len(r.Data) == 0 {
		if f.Needed || len(of.Disputes) > 0 && len(f.WhenSame) > 0 {
			return casework.Filling{}, complaint.InvalidField("data", "is required: the form of %s must be filled in", r.Milestone)
		}
		if !of.Owes(r.Milestone) {
			return casework.Filling{}, complaint.InvalidField("data", "is required: of %s the form is all there is to record", r.Milestone)
		}
		return casework.Filling{Form: form}, nil
	}
	told, err := f.Fill(r.Data, needed(f, of)...)
	if err != nil {
		return casework.Filling{}, err
	}
	form.Data, form.Tell = told.Data, told.Tell
	numbers := c.numbers(of, told.Same, at.Add(remember))
	if form.Same, err = c.same(ctx, of, numbers, at.Add(-remember)); err != nil {
		return casework.Filling{}, err
	}
	return casework.Filling{Form: form, Ledger: f.Ledger, Numbers: numbers}, nil
}

// needed are the fields of a form that must be there besides, since the same dispute was found in another case.
func needed(f *forms.Form, of complaint.Case) []string {
	if len(of.Disputes) == 0 {
		return nil
	}
	return f.WhenSame
}

// numbers are those by which the dispute is known again: what the form marks, and the order with it.
func (c *Cabinet) numbers(of complaint.Case, told []forms.Number, until time.Time) []casework.Number {
	if len(told) == 0 {
		return nil
	}
	var numbers []casework.Number
	for _, n := range append(told, forms.Number{By: "order", Value: of.Matter.Order}) {
		if key := c.Key.Number(of.Tenant, n.By, n.Value); key != "" {
			numbers = append(numbers, casework.Number{Key: key, By: n.By, Until: until})
		}
	}
	return numbers
}

// same are the other cases in which one of the numbers is disputed, each once, the newest first; those that are one with the case apart.
func (c *Cabinet) same(ctx context.Context, of complaint.Case, numbers []casework.Number, since time.Time) ([]complaint.Dispute, error) {
	var found []complaint.Dispute
	for _, n := range numbers {
		others, err := c.Index.Numbers(ctx, of.Tenant, n.Key)
		if err != nil {
			return nil, err
		}
		for _, o := range others {
			if o.At.Before(since) || isOneWith(of, o.Case) || slices.ContainsFunc(found, func(d complaint.Dispute) bool { return d.Case == o.Case }) {
				continue
			}
			found = append(found, complaint.Dispute{Case: o.Case, By: n.By, At: o.At})
		}
	}
	slices.SortStableFunc(found, func(a, b complaint.Dispute) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Case, b.Case)) })
	return found[:min(len(found), casework.NumberPage)], nil
}

// isOneWith says whether another case is the case itself, or a part of it.
func isOneWith(of complaint.Case, other string) bool {
	return other == of.ID || slices.ContainsFunc(of.Absorbed, func(a complaint.Absorbed) bool { return a.Case == other })
}

// set answers the forms that a case is under; nil: its policy has none.
func (c *Cabinet) set(ctx context.Context, of complaint.Case) (*forms.Set, time.Duration, error) {
	rules, err := c.Book.Policy(ctx, of)
	if err != nil {
		return nil, 0, err
	}
	name, remember := rules.Forms()
	if name == "" {
		return nil, 0, nil
	}
	s, err := c.read(ctx, version{of.Tenant, name})
	return s, remember, err
}

// read reads a version, once. That it cannot be used is never the fault of whoever asks: the error has a kind only where the database is
// away.
func (c *Cabinet) read(ctx context.Context, v version) (*forms.Set, error) {
	if forms.IsBuiltin(v.name) {
		s, err := forms.Builtin(v.name)
		return s, broken(err, v)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if s, ok := c.sets[v]; ok {
		return s, nil
	}
	src, err := c.Book.Tenants.Document(ctx, v.tenant, casework.FormsDocument, v.name)
	if err != nil {
		return nil, broken(err, v)
	}
	s, err := forms.Stored(src)
	if err != nil {
		return nil, broken(err, v)
	}
	if c.sets == nil {
		c.sets = map[version]*forms.Set{}
	}
	c.sets[v] = s
	return s, nil
}

func broken(err error, v version) error {
	if err == nil || complaint.Is(err, complaint.Unavailable) {
		return err
	}
	return fmt.Errorf("forms %q of %s cannot be used: %v", v.name, v.tenant, err) //nolint:errorlint // its kind must not pass for the caller's
}
