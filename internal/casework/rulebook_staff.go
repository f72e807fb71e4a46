package casework

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"redress/internal/calendar"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

// StaffDocument is the kind of a tenant's staff directory. Its versions never change; the tenant's record names the present one.
const StaffDocument = "staff"

// VersionOf names a directory by what it says.
func VersionOf(directory []byte) string {
	sum := sha256.Sum256(directory)
	return hex.EncodeToString(sum[:8])
}

// Staff answers a tenant's present directory, which is read once; nobody where the tenant names none.
func (b *Book) Staff(ctx context.Context, id string) (tenant.Staff, error) {
	t, err := b.Tenant(ctx, id)
	if err != nil || t.Staff == "" {
		return tenant.Staff{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	at := edition{tenant: id, named: t.Staff}
	if known, ok := b.staff[at]; ok {
		return known, nil
	}
	src, err := b.Tenants.Document(ctx, id, StaffDocument, t.Staff)
	if err != nil {
		return tenant.Staff{}, unusable(err, "staff directory", t.Staff)
	}
	var s tenant.Staff
	if err := json.Unmarshal(src, &s); err != nil {
		return tenant.Staff{}, unusable(err, "staff directory", t.Staff)
	}
	if b.staff == nil {
		b.staff = map[edition]tenant.Staff{}
	}
	b.staff[at] = s
	return s, nil
}

// CalendarOf answers a calendar that somebody works by: the program's of a name or version, or a tenant's own.
func (b *Book) CalendarOf(ctx context.Context, id, name string) (*calendar.Calendar, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	at := edition{tenant: id, named: name}
	if known, ok := b.hours[at]; ok {
		return known, nil
	}
	c, err := b.readCalendar(ctx, edition{tenant: id, named: name}, "")
	if err != nil {
		return nil, unusable(err, "calendar", name)
	}
	if b.hours == nil {
		b.hours = map[edition]*calendar.Calendar{}
	}
	b.hours[at] = c
	return c, nil
}

// unusable says that a document of the tenant cannot be used, which is no fault of whoever asks about a case.
func unusable(err error, what, name string) error {
	if complaint.Is(err, complaint.Unavailable) {
		return err
	}
	return fmt.Errorf("%s %s cannot be used: %v", what, cmp.Or(name, "without a name"), err) //nolint:errorlint // its kind must not pass for the caller's
}
