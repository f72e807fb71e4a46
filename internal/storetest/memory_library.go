package storetest

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"redress/internal/library"
)

// Library is a case library in memory.
type Library struct {
	mu   sync.Mutex
	kept map[bucketKey]map[string][]byte // what is written of each precedent, by its id
}

type bucketKey struct{ tenant, bucket string }

var _ library.Store = (*Library)(nil)

// NewLibrary makes an empty library.
func NewLibrary() *Library { return &Library{kept: map[bucketKey]map[string][]byte{}} }

// Keep puts a precedent into its buckets and takes it out of all others.
func (l *Library) Keep(ctx context.Context, tenant string, p library.Precedent, buckets []string, _ time.Time) error {
	data, err := json.Marshal(p)
	if err != nil {
		return err
	}
	if err := l.Drop(ctx, tenant, p.ID); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, bucket := range buckets {
		at := bucketKey{tenant, bucket}
		if l.kept[at] == nil {
			l.kept[at] = map[string][]byte{}
		}
		l.kept[at][p.ID] = data
	}
	return nil
}

// Drop takes a precedent out of all buckets.
func (l *Library) Drop(_ context.Context, tenant, id string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for at, some := range l.kept {
		if at.tenant == tenant {
			delete(some, id)
		}
	}
	return nil
}

// Bucket answers the newest precedents of a bucket.
func (l *Library) Bucket(_ context.Context, tenant, bucket string) ([]library.Precedent, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	page := []library.Precedent{}
	for _, data := range l.kept[bucketKey{tenant, bucket}] {
		p, err := given(library.Precedent{}, data)
		if err != nil {
			return nil, err
		}
		page = append(page, p)
	}
	slices.SortFunc(page, func(a, b library.Precedent) int {
		return cmp.Or(cmp.Compare(b.Received, a.Received), cmp.Compare(b.ID, a.ID))
	})
	return page[:min(len(page), library.Page)], nil
}
