// Package stationery is the letters of all tenants in their own wording, each version read once.
package stationery

import (
	"context"
	"log/slog"
	"sync"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/message"
)

// Cabinet is the wordings of all tenants. It reads each version once; which one is a tenant's, it is told.
type Cabinet struct {
	Tenants casework.Tenants

	mu       sync.Mutex
	wordings map[kept]*message.Wording
}

// kept is a version of a tenant's wording.
type kept struct{ tenant, version string }

// Wording answers a version of a tenant's wording; nil: the catalogue's words are used. A wording that cannot be used keeps no letter
// from leaving: it is logged, and the catalogue speaks. The error is of kind Unavailable, where the database is away.
func (c *Cabinet) Wording(ctx context.Context, tenantID, version string) (*message.Wording, error) {
	if version == "" {
		return nil, nil // no wording is a wording: the catalogue's
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	v := kept{tenantID, version}
	if w, known := c.wordings[v]; known {
		return w, nil
	}
	w, err := c.read(ctx, v)
	switch {
	case complaint.Is(err, complaint.Unavailable):
		return nil, err
	case err != nil:
		slog.ErrorContext(ctx, "templates cannot be used", "tenant", tenantID, "version", version, "error", err.Error())
	}
	if c.wordings == nil {
		c.wordings = map[kept]*message.Wording{}
	}
	c.wordings[v] = w
	return w, nil
}

func (c *Cabinet) read(ctx context.Context, v kept) (*message.Wording, error) {
	src, err := c.Tenants.Document(ctx, v.tenant, casework.TemplatesDocument, v.version)
	if err != nil {
		return nil, err
	}
	return message.ParseWording(src)
}
