package ledger_test

import (
	"context"
	"encoding/binary"
	"slices"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"redress/internal/ledger"
)

// reference is a log as the library itself keeps it, with every hash at hand.
type reference struct{ stored []tlog.Hash }

func (r *reference) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		hashes[i] = r.stored[index]
	}
	return hashes, nil
}

func (r *reference) add(t *rapid.T, n int64, h tlog.Hash) {
	more, err := tlog.StoredHashesForRecordHash(n, h, r)
	if err != nil {
		t.Fatal(err)
	}
	r.stored = append(r.stored, more...)
}

// shelf is full tiles in memory.
type shelf map[[2]int64][]tlog.Hash

func (s shelf) Tile(_ context.Context, _ string, level int, number int64) ([]tlog.Hash, error) {
	return slices.Clone(s[[2]int64{int64(level), number}]), nil
}

func leafHash(i int) tlog.Hash { return tlog.RecordHash(binary.AppendVarint(nil, int64(i))) }

// However a log grows it is the library's tree, every leaf has its proof, and every older size is a part of every later one.
func TestATreeIsTheLibrarys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var tree ledger.Tree
		var ref reference
		tiles, n := shelf{}, 0
		for _, step := range rapid.SliceOfN(rapid.IntRange(1, 300), 1, 6).Draw(t, "appends") {
			var leaves []tlog.Hash
			for range step {
				leaves = append(leaves, leafHash(n))
				ref.add(t, int64(n), leafHash(n))
				n++
			}
			next, full := tree.Append(leaves...)
			for _, tile := range full {
				at := [2]int64{int64(tile.Level), tile.Number}
				if tiles[at] != nil {
					t.Fatalf("tile %v was filled twice", at)
				}
				tiles[at] = tile.Hashes
			}
			tree = next
		}
		want, err := tlog.TreeHash(int64(n), &ref)
		if err != nil {
			t.Fatal(err)
		}
		root, err := tree.Root()
		if err != nil || root != want || tree.Size != int64(n) {
			t.Fatalf("root %v of %d, %v; want %v of %d", root, tree.Size, err, want, n)
		}
		prove(t, tree, tiles, &ref, rapid.IntRange(0, n-1).Draw(t, "leaf"), rapid.IntRange(1, n).Draw(t, "older"))
	})
}

func prove(t *rapid.T, tree ledger.Tree, tiles shelf, ref *reference, leaf, older int) {
	root, err := tree.Root()
	if err != nil {
		t.Fatal(err)
	}
	hashes, err := ledger.Hashes(t.Context(), "acme", tree, tiles)
	if err != nil {
		t.Fatal(err)
	}
	proof, err := tlog.ProveRecord(tree.Size, int64(leaf), hashes)
	if err != nil || tlog.CheckRecord(proof, tree.Size, root, int64(leaf), leafHash(leaf)) != nil {
		t.Fatalf("leaf %d of %d has no proof: %v", leaf, tree.Size, err)
	}
	if tlog.CheckRecord(proof, tree.Size, root, int64(leaf), leafHash(leaf+1)) == nil {
		t.Fatal("another leaf is proved too")
	}
	before, err := tlog.TreeHash(int64(older), ref)
	if err != nil {
		t.Fatal(err)
	}
	grown, err := tlog.ProveTree(tree.Size, int64(older), hashes)
	if err != nil || tlog.CheckTree(grown, tree.Size, root, int64(older), before) != nil {
		t.Fatalf("size %d of %d is not proved: %v", older, tree.Size, err)
	}
}

// A hash that was changed where the log is kept is an error of whoever wants a proof, and no proof.
func TestAChangedTileIsNoticed(t *testing.T) {
	var leaves []tlog.Hash
	for i := range 300 {
		leaves = append(leaves, leafHash(i))
	}
	tree, full := ledger.Tree{}.Append(leaves...)
	tiles := shelf{}
	for _, tile := range full {
		tiles[[2]int64{int64(tile.Level), tile.Number}] = tile.Hashes
	}
	tiles[[2]int64{0, 3}][5][7] ^= 1
	hashes, err := ledger.Hashes(t.Context(), "acme", tree, tiles)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tlog.ProveRecord(300, 50, hashes); err == nil {
		t.Error("a leaf beside the changed hash has a proof")
	}
	if _, err := tlog.ProveRecord(300, 250, hashes); err != nil {
		t.Errorf("a leaf elsewhere has none: %v", err)
	}
}
