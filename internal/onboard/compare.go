package onboard

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"redress/internal/complaint"
	"redress/internal/tenant"
)

// Store is where tenants and their documents are kept.
type Store interface {
	Tenant(ctx context.Context, id string) (tenant.Tenant, error)
	Document(ctx context.Context, id, kind, name string) ([]byte, error)
	PutTenant(ctx context.Context, of tenant.Tenant) error
	PutDocument(ctx context.Context, id, kind, name string, src []byte) error
}

// Accounts is where staff sign in.
type Accounts interface {
	// Account answers somebody's account; nil: there is none.
	Account(ctx context.Context, user string) (*tenant.Account, error)
	// PutAccount makes or changes the account of a member of a tenant's staff, and answers what to tell the operator of it.
	PutAccount(ctx context.Context, tenantID string, m tenant.Member) (says string, err error)
}

// Change is one thing that onboarding does.
type Change struct {
	What string // tenant, document, account
	Name string
	Says []string // what of it is new

	do func(ctx context.Context) (string, error)
}

// Compare answers what has to change for a wish to be so, in the order in which it is done: documents, the record that names them,
// accounts. The faults are what cannot be changed. accounts is nil where an issuer of the tenant's own has them.
func (w Wish) Compare(ctx context.Context, store Store, accounts Accounts) (changes []Change, faults []error, err error) {
	for _, text := range w.Documents {
		kept, err := store.Document(ctx, w.Tenant.ID, text.Kind, text.Name)
		switch {
		case complaint.Is(err, complaint.NotFound):
			changes = append(changes, w.documentChange(store, text))
		case err != nil:
			return nil, nil, err
		case !bytes.Equal(kept, text.Source):
			faults = append(faults, complaint.InvalidField(text.at,
				"version %s is there with another text, and cases may be judged by it; give the changed text a new version", text.Name))
		}
	}
	record, err := w.recordChange(ctx, store)
	if err != nil {
		return nil, nil, err
	}
	changes = append(changes, record...)
	if accounts == nil {
		return changes, faults, nil
	}
	more, wrong, err := w.accountChanges(ctx, accounts)
	return append(changes, more...), append(faults, wrong...), err
}

func (w Wish) documentChange(store Store, text Text) Change {
	return Change{What: "document", Name: text.Kind + " " + text.Name, Says: []string{fmt.Sprintf("%d bytes", len(text.Source))},
		do: func(ctx context.Context) (string, error) {
			return "", store.PutDocument(ctx, w.Tenant.ID, text.Kind, text.Name, text.Source)
		}}
}

// recordChange is the tenant's record, if it is another one. What a document does not speak of stays as it is.
func (w Wish) recordChange(ctx context.Context, store Store) ([]Change, error) {
	before, err := store.Tenant(ctx, w.Tenant.ID)
	if err != nil && !complaint.Is(err, complaint.NotFound) {
		return nil, err
	}
	after := w.Tenant
	after.Coming, after.Absences, after.Suspended = before.Coming, before.Absences, before.Suspended
	says, err := differences(before, after)
	if err != nil || len(says) == 0 {
		return nil, err
	}
	return []Change{{What: "tenant", Name: after.ID, Says: says, do: func(ctx context.Context) (string, error) {
		return "", store.PutTenant(ctx, after)
	}}}, nil
}

// differences are the fields of two records that are not the same.
func differences(before, after tenant.Tenant) ([]string, error) {
	was, err := fields(before)
	if err != nil {
		return nil, err
	}
	is, err := fields(after)
	if err != nil {
		return nil, err
	}
	var says []string
	for _, name := range slices.Sorted(maps.Keys(merged(was, is))) {
		if was[name] != is[name] {
			says = append(says, fmt.Sprintf("%s: %s, was %s", name, cmp.Or(is[name], "nothing"), cmp.Or(was[name], "nothing")))
		}
	}
	return says, nil
}

func merged(a, b map[string]string) map[string]string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// fields are the fields of a record as it is kept, those that say nothing left out.
func fields(of tenant.Tenant) (map[string]string, error) {
	data, err := json.Marshal(of)
	if err != nil {
		return nil, err
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		return nil, err
	}
	said := map[string]string{}
	for name, value := range raw {
		if text := string(value); text != `""` && text != "null" {
			said[name] = text
		}
	}
	return said, nil
}

func (w Wish) accountChanges(ctx context.Context, accounts Accounts) (changes []Change, faults []error, err error) {
	for i, m := range w.Staff {
		a, err := accounts.Account(ctx, m.User)
		if err != nil {
			return nil, nil, err
		}
		if a != nil && a.Tenant != w.Tenant.ID {
			faults = append(faults, complaint.InvalidField(fmt.Sprintf("staff[%d].user", i), "%s signs in for another company already; choose another name", m.User))
			continue
		}
		if says := missing(a, m); len(says) > 0 {
			changes = append(changes, Change{What: "account", Name: m.User, Says: says, do: func(ctx context.Context) (string, error) {
				return accounts.PutAccount(ctx, w.Tenant.ID, m)
			}})
		}
	}
	return changes, faults, nil
}

// missing is what an account lacks of what a member needs.
func missing(a *tenant.Account, m tenant.Member) []string {
	if a == nil {
		return []string{"signs in as " + string(m.Role)}
	}
	var says []string
	if !strings.EqualFold(a.Mail, m.Mail) {
		says = append(says, "mail: "+m.Mail)
	}
	if len(a.Roles) != 1 || a.Roles[0] != m.Role {
		says = append(says, fmt.Sprintf("role: %s, was %v", m.Role, a.Roles))
	}
	return says
}

// Do makes a change. Made twice it is made once.
func (c Change) Do(ctx context.Context) (says string, err error) { return c.do(ctx) }
