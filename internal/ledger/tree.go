package ledger

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// TileHeight is the height of a tile: 16 hashes, half a kilobyte, which is one write unit of DynamoDB.
const TileHeight = 4

const tileWidth = 1 << TileHeight

// Tree is a tree as far as it still grows: its size, and of each level the hashes of the tile that is not full yet. Full tiles never
// change and are kept apart.
type Tree struct {
	Size  int64
	Edges [][]tlog.Hash // by level, the lowest first
}

// FullTile is a tile that a tree has just filled.
type FullTile struct {
	Level  int
	Number int64
	Hashes []tlog.Hash
}

// Append adds leaves and answers the tiles that they filled. The tree it is called on stays as it was.
func (t Tree) Append(leaves ...tlog.Hash) (Tree, []FullTile) {
	next := Tree{Size: t.Size, Edges: make([][]tlog.Hash, len(t.Edges))}
	for i, edge := range t.Edges {
		next.Edges[i] = append([]tlog.Hash(nil), edge...)
	}
	var full []FullTile
	for _, h := range leaves {
		full = append(full, next.add(h)...)
	}
	return next, full
}

// add adds one leaf, and a full tile's root to the level above.
func (t *Tree) add(h tlog.Hash) (full []FullTile) {
	t.Size++
	for level := 0; ; level++ {
		if level == len(t.Edges) {
			t.Edges = append(t.Edges, nil)
		}
		t.Edges[level] = append(t.Edges[level], h)
		if len(t.Edges[level]) < tileWidth {
			return full
		}
		hashes := t.Edges[level]
		full = append(full, FullTile{Level: level, Number: t.Size>>((level+1)*TileHeight) - 1, Hashes: hashes})
		t.Edges[level], h = nil, rootOf(hashes)
	}
}

// rootOf is the root of a full tile.
func rootOf(hashes []tlog.Hash) tlog.Hash {
	for len(hashes) > 1 {
		above := make([]tlog.Hash, len(hashes)/2)
		for i := range above {
			above[i] = tlog.NodeHash(hashes[2*i], hashes[2*i+1])
		}
		hashes = above
	}
	return hashes[0]
}

// Root is the hash of the whole tree.
func (t Tree) Root() (tlog.Hash, error) {
	return tlog.TreeHash(t.Size, tlog.HashReaderFunc(t.read))
}

// read answers the roots of the largest full subtrees, which all stand in tiles that are not full.
func (t Tree) read(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		tile := tlog.TileForIndex(TileHeight, index)
		data, err := t.edge(tile)
		if err != nil {
			return nil, err
		}
		if hashes[i], err = tlog.HashFromTile(tile, data, index); err != nil {
			return nil, err
		}
	}
	return hashes, nil
}

// edge is the data of a tile that is not full yet.
func (t Tree) edge(tile tlog.Tile) ([]byte, error) {
	if tile.L >= len(t.Edges) || len(t.Edges[tile.L]) < tile.W || tile.N != t.Size>>((tile.L+1)*TileHeight) {
		return nil, fmt.Errorf("the tree of %d leaves has no tile %s at its edge", t.Size, tile.Path())
	}
	return Pack(t.Edges[tile.L][:tile.W]), nil
}

// Pack writes hashes one after the other.
func Pack(hashes []tlog.Hash) []byte {
	data := make([]byte, 0, len(hashes)*tlog.HashSize)
	for _, h := range hashes {
		data = append(data, h[:]...)
	}
	return data
}

// Unpack reads what Pack wrote.
func Unpack(data []byte) ([]tlog.Hash, error) {
	if len(data)%tlog.HashSize != 0 {
		return nil, fmt.Errorf("%d bytes are no whole number of hashes", len(data))
	}
	hashes := make([]tlog.Hash, len(data)/tlog.HashSize)
	for i := range hashes {
		copy(hashes[i][:], data[i*tlog.HashSize:])
	}
	return hashes, nil
}
