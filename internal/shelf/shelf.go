// Package shelf is the knowledge lists of all tenants, each version read once.
package shelf

import (
	"context"
	"fmt"
	"sync"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/knowledge"
)

// Shelf is the knowledge lists of all tenants. It reads each version once; which one is a tenant's, it believes the Book.
type Shelf struct {
	Book *casework.Book

	mu    sync.Mutex
	lists map[listed]*knowledge.List
}

// listed is a version of a tenant's list.
type listed struct{ tenant, version string }

// List answers a tenant's present list; nil: the tenant has none.
func (s *Shelf) List(ctx context.Context, tenantID string) (*knowledge.List, error) {
	t, err := s.Book.Tenant(ctx, tenantID)
	if err != nil || t.Knowledge == "" {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	v := listed{tenantID, t.Knowledge}
	if l, ok := s.lists[v]; ok {
		return l, nil
	}
	l, err := s.read(ctx, v)
	if err != nil {
		return nil, err
	}
	if s.lists == nil {
		s.lists = map[listed]*knowledge.List{}
	}
	s.lists[v] = l
	return l, nil
}

// read reads a list. That it cannot be used is never the fault of whoever asks: the error has a kind only where the database is away.
func (s *Shelf) read(ctx context.Context, v listed) (*knowledge.List, error) {
	src, err := s.Book.Tenants.Document(ctx, v.tenant, casework.KnowledgeDocument, v.version)
	if err != nil {
		return nil, brokenList(err, v)
	}
	l, err := knowledge.Parse(src)
	if err != nil {
		return nil, brokenList(err, v)
	}
	return l, nil
}

func brokenList(err error, v listed) error {
	if complaint.Is(err, complaint.Unavailable) {
		return err
	}
	return fmt.Errorf("knowledge %q of %s cannot be used: %v", v.version, v.tenant, err) //nolint:errorlint // its kind must not pass for the caller's
}
