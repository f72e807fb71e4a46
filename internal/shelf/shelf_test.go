package shelf_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/knowledge/preset"
	"redress/internal/shelf"
	"redress/internal/storetest"
	"redress/internal/tenant"
)

// counting counts the documents that were read.
type counting struct {
	*storetest.Memory

	read int
	down error
}

func (c *counting) Document(ctx context.Context, id, kind, name string) ([]byte, error) {
	if c.read++; c.down != nil {
		return nil, c.down
	}
	return c.Memory.Document(ctx, id, kind, name)
}

// world is a tenant with the built-in list, and a clock that is set.
func world(t *testing.T) (*shelf.Shelf, *counting, *time.Time) {
	t.Helper()
	store, now := &counting{Memory: storetest.NewMemory()}, time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)
	put(t, store, "shop-2026.1", string(preset.Shop))
	s := &shelf.Shelf{Book: &casework.Book{Tenants: store, Now: func() time.Time { return now }}}
	return s, store, &now
}

// put gives the tenant a list.
func put(t *testing.T, store *counting, version, src string) {
	t.Helper()
	if err := store.PutDocument(t.Context(), "acme", casework.KnowledgeDocument, version, []byte(src)); err != nil {
		t.Fatal(err)
	}
	if err := store.PutTenant(t.Context(), tenant.Tenant{ID: "acme", Knowledge: version}); err != nil {
		t.Fatal(err)
	}
}

// A version is read once, and another one counts some seconds after it was put.
func TestAVersionIsReadOnce(t *testing.T) {
	s, store, now := world(t)
	for range 3 {
		if l, err := s.List(t.Context(), "acme"); err != nil || l.Version != "shop-2026.1" {
			t.Fatal(l, err)
		}
	}
	put(t, store, "mine-2", strings.Replace(string(preset.Shop), "version: shop-2026.1", "version: mine-2", 1))
	if l, err := s.List(t.Context(), "acme"); err != nil || l.Version != "shop-2026.1" || store.read != 1 {
		t.Fatal(l.Version, err, store.read)
	}
	*now = now.Add(time.Minute)
	if l, err := s.List(t.Context(), "acme"); err != nil || l.Version != "mine-2" || store.read != 2 {
		t.Fatal(l, err, store.read)
	}
}

// A tenant without a list has none, which is no error; one that is not there is not found.
func TestNoList(t *testing.T) {
	s, store, _ := world(t)
	if err := store.PutTenant(t.Context(), tenant.Tenant{ID: "bare"}); err != nil {
		t.Fatal(err)
	}
	if l, err := s.List(t.Context(), "bare"); l != nil || err != nil {
		t.Error(l, err)
	}
	if _, err := s.List(t.Context(), "nobody"); !complaint.Is(err, complaint.NotFound) {
		t.Error(err)
	}
}

// A list that cannot be read or used is our fault, or the database's, and never passes for the asker's mistake. It is tried again.
func TestAListThatIsBroken(t *testing.T) {
	var known *complaint.Error
	s, store, now := world(t)
	store.down = &complaint.Error{Kind: complaint.Unavailable}
	if _, err := s.List(t.Context(), "acme"); !complaint.Is(err, complaint.Unavailable) {
		t.Error(err)
	}
	store.down = nil
	if _, err := s.List(t.Context(), "acme"); err != nil {
		t.Error(err)
	}
	put(t, store, "broken-1", "version: broken-1\n")
	*now = now.Add(time.Minute)
	if _, err := s.List(t.Context(), "acme"); err == nil || errors.As(err, &known) {
		t.Error(err)
	}
	if err := store.PutTenant(t.Context(), tenant.Tenant{ID: "acme", Knowledge: "lost-1"}); err != nil {
		t.Fatal(err)
	}
	*now = now.Add(time.Minute)
	if _, err := s.List(t.Context(), "acme"); err == nil || errors.As(err, &known) {
		t.Error(err)
	}
}
