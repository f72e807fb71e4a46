package casework

import (
	"cmp"
	"context"
	"fmt"
	"sync"
	"time"

	"redress/internal/calendar"
	"redress/internal/complaint"
	"redress/internal/policy"
	"redress/internal/tenant"
)

// Tenants keeps tenants and the versions of their policies, calendars and knowledge lists. A version never changes.
type Tenants interface {
	// Tenant answers a tenant, or an error of kind NotFound.
	Tenant(ctx context.Context, id string) (tenant.Tenant, error)
	// Document answers the text of a tenant's document of a kind, or an error of kind NotFound.
	Document(ctx context.Context, id, kind, name string) ([]byte, error)
}

// The kinds of documents a tenant has.
const (
	PolicyDocument   = "policy"
	CalendarDocument = "calendar"

	KnowledgeDocument = "knowledge"
	TemplatesDocument = "templates"
	FormsDocument     = "forms"
)

// TenantFresh is how long a tenant's record is believed without asking again.
const TenantFresh = 15 * time.Second

// Book is the RuleBook over Tenants. It reads each version once.
type Book struct {
	Tenants Tenants
	Now     func() time.Time
	// Published is the calendars that come with the program; nil stands for calendar.Published.
	Published *calendar.Library

	mu    sync.Mutex
	rules map[edition]policy.Rules
	known map[string]believed
	staff map[edition]tenant.Staff
	hours map[edition]*calendar.Calendar // that people work by
}

// edition is what a case's rules are made of: versions of its policy and of its calendar. Without a version of the
// calendar it is what cases are received under now, in the calendar named: the policy's own, if that is empty too.
type edition struct{ tenant, policy, calendar, named string }

type believed struct {
	tenant tenant.Tenant
	until  time.Time
}

// For answers the rules a case was received under: that version of its policy, counted in that version of its calendar,
// whatever was published since. For a case still to be filed they are the tenant's present ones.
func (b *Book) For(ctx context.Context, c complaint.Case) (complaint.Rules, error) {
	return b.Policy(ctx, c)
}

// Policy is For, with the policy and the calendar in sight. That they cannot be read is never the fault of whoever asks
// about the case: the error has a kind only where there is no such tenant, or the database is away.
func (b *Book) Policy(ctx context.Context, c complaint.Case) (policy.Rules, error) {
	e := edition{tenant: c.Tenant, policy: c.Policy, calendar: c.Calendar}
	if c.Revision == 0 {
		t, err := b.Tenant(ctx, c.Tenant)
		if err != nil {
			return policy.Rules{}, err
		}
		e = edition{tenant: c.Tenant, policy: t.PolicyAt(b.Now()), named: t.Calendar}
	}
	r, err := b.edition(ctx, e)
	if err != nil {
		return policy.Rules{}, broken(err, e)
	}
	return r, nil
}

// Under answers the rules of a tenant under a version of its policy, counted in a version of a calendar: those that a case
// noted, or for a case that is to be moved those of another. An empty policy is the tenant's present one; an empty calendar
// is the newest of the tenant's own, or else of the policy's. The error is of kind NotFound for a version that is not there,
// Invalid for one that cannot be used, Unavailable where the database is away.
func (b *Book) Under(ctx context.Context, tenantID, policyVersion, calendarVersion string) (policy.Rules, error) {
	e := edition{tenant: tenantID, policy: policyVersion, calendar: calendarVersion}
	if policyVersion == "" || calendarVersion == "" {
		t, err := b.Tenant(ctx, tenantID)
		if err != nil {
			return policy.Rules{}, err
		}
		e.policy = cmp.Or(policyVersion, t.PolicyAt(b.Now()))
		if calendarVersion == "" {
			e.named = t.Calendar
		}
	}
	return b.edition(ctx, e)
}

// Tenant answers a tenant, at most some seconds old.
func (b *Book) Tenant(ctx context.Context, id string) (tenant.Tenant, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if known, ok := b.known[id]; ok && b.Now().Before(known.until) {
		return known.tenant, nil
	}
	t, err := b.Tenants.Tenant(ctx, id)
	if err != nil {
		return tenant.Tenant{}, err
	}
	if b.known == nil {
		b.known = map[string]believed{}
	}
	b.known[id] = believed{t, b.Now().Add(TenantFresh)}
	return t, nil
}

func (b *Book) edition(ctx context.Context, e edition) (policy.Rules, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if r, ok := b.rules[e]; ok {
		return r, nil
	}
	r, err := b.read(ctx, e)
	if err != nil {
		return policy.Rules{}, err
	}
	if b.rules == nil {
		b.rules = map[edition]policy.Rules{}
	}
	b.rules[e] = r
	return r, nil
}

// broken says that the rules of a case cannot be read.
func broken(err error, e edition) error {
	if complaint.Is(err, complaint.Unavailable) {
		return err
	}
	return fmt.Errorf("policy %q in calendar %q of %s cannot be used: %v", e.policy, cmp.Or(e.calendar, e.named), e.tenant, err) //nolint:errorlint // its kind must not pass for the caller's
}

func (b *Book) read(ctx context.Context, e edition) (policy.Rules, error) {
	p, err := b.readPolicy(ctx, e.tenant, e.policy)
	if err != nil {
		return policy.Rules{}, err
	}
	c, err := b.readCalendar(ctx, e, p.Calendar)
	return policy.Rules{Policy: p, Calendar: c}, err
}

func (b *Book) readPolicy(ctx context.Context, id, version string) (*policy.Policy, error) {
	switch {
	case version == "":
		return policy.Default()
	case policy.IsBuiltin(version):
		return policy.Builtin(version)
	}
	src, err := b.Tenants.Document(ctx, id, PolicyDocument, version)
	if err != nil {
		return nil, err
	}
	return policy.Parse(src)
}
