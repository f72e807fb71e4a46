package storetest

import (
	"context"
	"encoding/json"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"redress/internal/complaint"
	"redress/internal/ledger"
)

// keptLog is a tenant's evidence log.
type keptLog struct {
	tree   ledger.Tree
	tiles  map[tileKey][]tlog.Hash
	places map[string]ledger.Place // by case
}

type tileKey struct {
	level  int
	number int64
}

// log answers a tenant's log, an empty one if nothing was entered. The caller holds the lock.
func (m *Memory) log(tenant string) *keptLog {
	if l, ok := m.logs[tenant]; ok {
		return l
	}
	return &keptLog{tiles: map[tileKey][]tlog.Hash{}, places: map[string]ledger.Place{}}
}

// Written answers the commits of a case after a revision, as they are stored.
func (m *Memory) Written(_ context.Context, ref complaint.Ref, after int) ([]ledger.Written, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.folders[ref]
	if !ok {
		return nil, nil
	}
	var written []ledger.Written
	for i, c := range f.Commits {
		if c.Revision <= after {
			continue
		}
		w := ledger.Written{Revision: c.Revision}
		if m.writes {
			w.Data = slices.Clone(f.commits[i])
		} else {
			var err error
			if w.Data, err = json.Marshal(c); err != nil {
				return nil, err
			}
		}
		written = append(written, w)
	}
	return written, nil
}

// Tree answers a tenant's tree.
func (m *Memory) Tree(_ context.Context, tenant string) (ledger.Tree, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	tree, _ := m.log(tenant).tree.Append() // a copy
	return tree, nil
}

// Tile answers a full tile.
func (m *Memory) Tile(_ context.Context, tenant string, level int, number int64) ([]tlog.Hash, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	hashes, ok := m.log(tenant).tiles[tileKey{level, number}]
	if !ok {
		return nil, missing("tile")
	}
	return slices.Clone(hashes), nil
}

// Place answers where a case stands in its tenant's log.
func (m *Memory) Place(_ context.Context, ref complaint.Ref) (ledger.Place, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	kept := m.log(ref.Tenant).places[ref.Case]
	return ledger.Place{Ref: ref, Leaves: slices.Clone(kept.Leaves), Sums: slices.Clone(kept.Sums), Kept: len(kept.Leaves)}, nil
}

// Grow writes what was appended, if the tree still has the size it had before.
func (m *Memory) Grow(_ context.Context, tenant string, before int64, g ledger.Growth) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	l := m.log(tenant)
	if l.tree.Size != before {
		return complaint.Errorf(complaint.Stale, "the log has grown meanwhile; read it again")
	}
	m.logs[tenant] = l
	l.tree, _ = g.Tree.Append()
	for _, tile := range g.Full {
		l.tiles[tileKey{tile.Level, tile.Number}] = slices.Clone(tile.Hashes)
	}
	for _, p := range g.Places {
		l.places[p.Ref.Case] = ledger.Place{Leaves: slices.Clone(p.Leaves), Sums: slices.Clone(p.Sums)}
	}
	return nil
}
