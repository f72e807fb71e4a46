package storetest

import (
	"bytes"
	"context"
	"encoding/json"

	"redress/internal/complaint"
	"redress/internal/tenant"
)

type documentKey struct{ tenant, kind, name string }

// enrolled is a tenant as it is kept.
type enrolled struct {
	who  tenant.Tenant
	text []byte
}

// Tenant answers a tenant.
func (m *Memory) Tenant(_ context.Context, id string) (tenant.Tenant, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	t, ok := m.tenants[id]
	if !ok {
		return tenant.Tenant{}, missing("tenant")
	}
	return given(t.who, t.text)
}

// PutTenant writes a tenant's record, in place of the one before.
func (m *Memory) PutTenant(_ context.Context, of tenant.Tenant) error {
	kept := enrolled{who: of}
	if m.writes {
		var err error
		if kept.text, err = json.Marshal(of); err != nil {
			return err
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tenants[of.ID] = kept
	return nil
}

// Document answers the text of a policy, a calendar or a knowledge list.
func (m *Memory) Document(_ context.Context, id, kind, name string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	src, ok := m.documents[documentKey{id, kind, name}]
	if !ok {
		return nil, complaint.Errorf(complaint.NotFound, "there is no %s %s", kind, name)
	}
	return bytes.Clone(src), nil
}

// PutDocument keeps a version of a policy, a calendar or a knowledge list, once.
func (m *Memory) PutDocument(_ context.Context, id, kind, name string, src []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := documentKey{id, kind, name}
	if kept, ok := m.documents[key]; ok && !bytes.Equal(kept, src) {
		return complaint.Errorf(complaint.Conflict, "%s %s exists with another text; a changed text needs a new version", kind, name)
	}
	m.documents[key] = bytes.Clone(src)
	return nil
}
