package simulate

import (
	"bytes"
	"context"

	"redress/internal/complaint"
	"redress/internal/tenant"
)

type documentKey struct{ tenant, kind, name string }

// Tenant answers a tenant.
func (s *shelf) Tenant(_ context.Context, id string) (tenant.Tenant, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, ok := s.tenants[id]
	if !ok {
		return tenant.Tenant{}, missing("tenant")
	}
	return t, nil
}

// PutTenant writes a tenant's record, in place of the one before.
func (s *shelf) PutTenant(_ context.Context, of tenant.Tenant) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tenants[of.ID] = of
	return nil
}

// Document answers the text of a policy or a calendar.
func (s *shelf) Document(_ context.Context, id, kind, name string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	src, ok := s.documents[documentKey{id, kind, name}]
	if !ok {
		return nil, complaint.Errorf(complaint.NotFound, "there is no %s %s", kind, name)
	}
	return bytes.Clone(src), nil
}

// PutDocument keeps a version of a policy or a calendar, once.
func (s *shelf) PutDocument(_ context.Context, id, kind, name string, src []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := documentKey{id, kind, name}
	if kept, ok := s.documents[key]; ok && !bytes.Equal(kept, src) {
		return complaint.Errorf(complaint.Conflict, "%s %s exists with another text; a changed text needs a new version", kind, name)
	}
	s.documents[key] = bytes.Clone(src)
	return nil
}
