package casework

import (
	"context"
	"fmt"
	"sync"
	"time"

	"redress/internal/calendar"
	"redress/internal/complaint"
	"redress/internal/policy"
	"redress/internal/tenant"
)

// Tenants keeps tenants and the versions of their policies and calendars. A version never changes.
type Tenants interface {
	// Tenant answers a tenant, or an error of kind NotFound.
	Tenant(ctx context.Context, id string) (tenant.Tenant, error)
	// Document answers the text of a policy or a calendar of a tenant, or an error of kind NotFound.
	Document(ctx context.Context, id, kind, name string) ([]byte, error)
}

// The kinds of documents a tenant has.
const (
	PolicyDocument   = "policy"
	CalendarDocument = "calendar"
)

// tenantFresh is how long a tenant's record is believed without asking again.
const tenantFresh = 15 * time.Second

// Book is the RuleBook over Tenants. It reads each version once.
type Book struct {
	Tenants Tenants
	Now     func() time.Time

	mu    sync.Mutex
	rules map[[2]string]policy.Rules
	known map[string]believed
}

type believed struct {
	tenant tenant.Tenant
	until  time.Time
}

// For answers the rules of the policy a case was received under; for a case still to be filed, of its tenant's
// present policy.
func (b *Book) For(ctx context.Context, c complaint.Case) (complaint.Rules, error) {
	return b.Policy(ctx, c)
}

// Policy is For, with the policy and the calendar in sight.
func (b *Book) Policy(ctx context.Context, c complaint.Case) (policy.Rules, error) {
	version := c.Policy
	if c.Revision == 0 {
		t, err := b.Tenant(ctx, c.Tenant)
		if err != nil {
			return policy.Rules{}, err
		}
		version = t.PolicyAt(b.Now())
	}
	return b.version(ctx, c.Tenant, version)
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
	b.known[id] = believed{t, b.Now().Add(tenantFresh)}
	return t, nil
}

func (b *Book) version(ctx context.Context, id, version string) (policy.Rules, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	key := [2]string{id, version}
	if r, ok := b.rules[key]; ok {
		return r, nil
	}
	r, err := b.read(ctx, id, version)
	if err != nil {
		return policy.Rules{}, broken(err, version, id)
	}
	if b.rules == nil {
		b.rules = map[[2]string]policy.Rules{}
	}
	b.rules[key] = r
	return r, nil
}

// broken says that the rules of a case cannot be read. That is never the fault of whoever asks about the case, unless
// the database is away.
func broken(err error, version, id string) error {
	if complaint.Is(err, complaint.Unavailable) {
		return err
	}
	return fmt.Errorf("policy %s of %s cannot be used: %v", version, id, err) //nolint:errorlint // its kind must not pass for the caller's
}

func (b *Book) read(ctx context.Context, id, version string) (policy.Rules, error) {
	p, err := b.readPolicy(ctx, id, version)
	if err != nil {
		return policy.Rules{}, err
	}
	c, err := b.readCalendar(ctx, id, p.Calendar)
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

func (b *Book) readCalendar(ctx context.Context, id, name string) (*calendar.Calendar, error) {
	if c, err := calendar.Embedded(name); err == nil {
		return c, nil
	}
	src, err := b.Tenants.Document(ctx, id, CalendarDocument, name)
	if err != nil {
		return nil, err
	}
	return calendar.Parse(src)
}
