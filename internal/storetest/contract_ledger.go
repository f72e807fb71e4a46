package storetest

import (
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"redress/internal/complaint"
	"redress/internal/ledger"
)

// logs is what holds of evidence logs.
var logs = []clause{
	{"commits are read byte for byte as they were written, after a revision", func(d *desk) {
		c := d.filed()
		d.saved(noting(c))
		all, err := d.Written(d.Context(), c.Ref(), 0)
		d.ok(err)
		again, err := d.Written(d.Context(), c.Ref(), 0)
		d.ok(err)
		d.same("commits, read twice", again, all)
		later, err := d.Written(d.Context(), c.Ref(), 1)
		d.ok(err)
		if len(all) != 2 || all[0].Revision != 1 || len(later) != 1 {
			d.Fatalf("commits %+v, after the first %+v", all, later)
		}
		d.same("the second commit", later[0], all[1])
		none, err := d.Written(d.Context(), c.Ref(), 2)
		d.ok(err)
		d.same("how many after the last", len(none), 0)
	}},
	{"a log that nothing was entered in is empty", func(d *desk) {
		tree, err := d.Tree(d.Context(), d.tenant)
		d.ok(err)
		place, err := d.Place(d.Context(), complaint.Ref{Tenant: d.tenant, Case: "RD-1"})
		d.ok(err)
		_, err = d.Tile(d.Context(), d.tenant, 0, 0)
		d.refused(err, complaint.NotFound)
		d.same("size and leaves", []int{int(tree.Size), len(place.Leaves)}, []int{0, 0})
	}},
	{"what was appended is read as it was written", func(d *desk) {
		tree, tiles := ledger.Tree{}.Append(hashes(275)...)
		ref := complaint.Ref{Tenant: d.tenant, Case: "RD-1"}
		long := ledger.Place{Ref: ref}
		for i := range 60 {
			long.Leaves, long.Sums = append(long.Leaves, int64(i*i*i*i)), append(long.Sums, ledger.SumOf([]byte{byte(i)}))
		}
		d.ok(d.Grow(d.Context(), d.tenant, 0, ledger.Growth{Tree: tree, Full: tiles, Places: []ledger.Place{long}}))
		got, err := d.Tree(d.Context(), d.tenant)
		d.ok(err)
		d.sameRoot(got, tree)
		for _, tile := range tiles {
			kept, err := d.Tile(d.Context(), d.tenant, tile.Level, tile.Number)
			d.ok(err)
			d.same("tile", kept, tile.Hashes)
		}
		place, err := d.Place(d.Context(), ref)
		d.ok(err)
		long.Kept = 60
		d.same("place", place, long)

		long.Leaves, long.Sums = append(long.Leaves, 1<<40), append(long.Sums, ledger.SumOf(nil))
		next, full := tree.Append(hashes(1)...)
		d.ok(d.Grow(d.Context(), d.tenant, tree.Size, ledger.Growth{Tree: next, Full: full, Places: []ledger.Place{long}}))
		place, err = d.Place(d.Context(), ref)
		d.ok(err)
		long.Kept = 61
		d.same("the place that grew", place, long)
	}},
	{"of all who append to a tree at once one does, and nothing of the others is kept", func(d *desk) {
		var base ledger.Tree
		for round := range 2 {
			won := -1
			for i, err := range race(func(i int) error {
				tree, full := base.Append(hashes(i + 1)...)
				place := ledger.Place{Ref: complaint.Ref{Tenant: d.tenant, Case: caseNumber(i)}, Leaves: []int64{base.Size}, Sums: make([]ledger.Sum, 1)}
				return d.Grow(d.Context(), d.tenant, base.Size, ledger.Growth{Tree: tree, Full: full, Places: []ledger.Place{place}})
			}) {
				switch {
				case err != nil:
					d.refused(err, complaint.Stale)
				case won >= 0:
					d.Fatalf("round %d: %d and %d appended", round, won, i)
				default:
					won = i
				}
			}
			tree, err := d.Tree(d.Context(), d.tenant)
			d.ok(err)
			d.same("size", tree.Size, base.Size+int64(won+1))
			base = tree
		}
	}},
	{"all who enter the same commits at once enter each once", func(d *desk) {
		c := d.filed()
		d.saved(noting(c))
		log := &ledger.Log{Store: d.Store, After: func(time.Duration) <-chan time.Time { return time.After(time.Millisecond) }}
		for _, err := range race(func(i int) error {
			_, err := log.Enter(d.Context(), d.tenant, []ledger.Commit{{Ref: c.Ref(), Revision: 1 + i%2}})
			return err
		}) {
			d.refusedOrNot(err, complaint.Stale)
		}
		_, err := log.Enter(d.Context(), d.tenant, []ledger.Commit{{Ref: c.Ref(), Revision: 2}})
		d.ok(err)
		tree, err := d.Tree(d.Context(), d.tenant)
		d.ok(err)
		place, err := d.Place(d.Context(), c.Ref())
		d.ok(err)
		d.same("size", tree.Size, int64(2))
		d.same("leaves", place.Leaves, []int64{0, 1})
	}},
}

func hashes(n int) []tlog.Hash {
	all := make([]tlog.Hash, n)
	for i := range all {
		all[i] = tlog.RecordHash([]byte{byte(i), byte(i >> 8)})
	}
	return all
}

func caseNumber(i int) string { return string(rune('A' + i)) }

// sameRoot compares two trees by what they say.
func (d *desk) sameRoot(got, want ledger.Tree) {
	d.Helper()
	a, err := got.Root()
	d.ok(err)
	b, err := want.Root()
	d.ok(err)
	d.same("root", a, b)
	d.same("size", got.Size, want.Size)
}

// refusedOrNot: it went well, or it failed with a kind.
func (d *desk) refusedOrNot(err error, kind complaint.Kind) {
	d.Helper()
	if err != nil {
		d.refused(err, kind)
	}
}
