package ledger

import (
	"context"

	"golang.org/x/mod/sumdb/tlog"
)

// Shelf keeps full tiles.
type Shelf interface {
	// Tile answers the hashes of a full tile of a tenant's log.
	Tile(ctx context.Context, tenant string, level int, number int64) ([]tlog.Hash, error)
}

// tiles reads the tiles of a tree: full ones from the shelf, the others from its edge.
type tiles struct {
	ctx    context.Context // tlog's interface has none
	tenant string
	tree   Tree
	shelf  Shelf
	read   map[tlog.Tile][]byte // full tiles, which never change
}

// Hashes reads a tree's hashes and checks each against its root, so that a tile which was tampered with is an error and no proof.
func Hashes(ctx context.Context, tenant string, tree Tree, shelf Shelf) (tlog.HashReader, error) {
	root, err := tree.Root()
	if err != nil {
		return nil, err
	}
	return tlog.TileHashReader(tlog.Tree{N: tree.Size, Hash: root}, tiles{ctx, tenant, tree, shelf, map[tlog.Tile][]byte{}}), nil
}

// Height is tlog's.
func (tiles) Height() int { return TileHeight }

// SaveTiles keeps what was read and found right, for the next proof.
func (r tiles) SaveTiles(found []tlog.Tile, data [][]byte) {
	for i, tile := range found {
		r.read[tile] = data[i]
	}
}

// ReadTiles is tlog's.
func (r tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(wanted))
	for i, tile := range wanted {
		if known, is := r.read[tile]; is {
			data[i] = known
			continue
		}
		if tile.W < tileWidth {
			edge, err := r.tree.edge(tile)
			if err != nil {
				return nil, err
			}
			data[i] = edge
			continue
		}
		hashes, err := r.shelf.Tile(r.ctx, r.tenant, tile.L, tile.N)
		if err != nil {
			return nil, err
		}
		data[i] = Pack(hashes)
	}
	return data, nil
}
