package storetest

import (
	"fmt"
	"testing"
	"time"

	"redress/internal/complaint"
	"redress/internal/duplicate"
	"redress/internal/library"
)

// LibraryContract is what every case library must do. open gives one, which may hold the precedents of other tests.
func LibraryContract(t *testing.T, open func(t *testing.T) library.Store) {
	t.Helper()
	for _, c := range precedents {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.test(&librarian{desk: &desk{T: t, tenant: newTenant()}, store: open(t)})
		})
	}
}

// librarian is where a clause works: a library, and a tenant nobody else has.
type librarian struct {
	*desk
	store library.Store
}

// precedents is what holds of a case library.
var precedents = []struct {
	name string
	test func(l *librarian)
}{
	{"a precedent is found in each of its buckets as it was kept, and in no other", func(l *librarian) {
		p := l.precedent("P-1", "2026-03-02")
		l.keeps(p, "m:quality:", "w:abc")
		l.holds("m:quality:", p)
		l.holds("w:abc", p)
		l.holds("w:abd")
		l.holds("P-1")
	}},
	{"those received last come first, and no more than a page of them", func(l *librarian) {
		var kept []library.Precedent
		for i := range library.Page + 3 {
			day := time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i)
			kept = append([]library.Precedent{l.precedent(fmt.Sprintf("P-%03d", i), day.Format(time.DateOnly))}, kept...)
			l.keeps(kept[0], "b")
		}
		l.holds("b", kept[:library.Page]...)
	}},
	{"kept again it is one, as it was kept last, and out of the buckets it is in no more", func(l *librarian) {
		p := l.precedent("P-1", "2026-03-02")
		l.keeps(p, "a", "b", "c")
		p.Outcome, p.Rounds = complaint.NoAnswer, 2
		l.keeps(p, "b", "d")
		l.keeps(p, "b", "d")
		l.holds("a")
		l.holds("b", p)
		l.holds("c")
		l.holds("d", p)
	}},
	{"dropped it is nowhere, and can be dropped again and kept again", func(l *librarian) {
		p, other := l.precedent("P-1", "2026-03-02"), l.precedent("P-2", "2026-03-02")
		l.keeps(p, "a", "b")
		l.keeps(other, "b")
		for range 2 {
			l.ok(l.store.Drop(l.Context(), l.tenant, "P-1"))
			l.holds("a")
			l.holds("b", other)
		}
		l.keeps(p, "a")
		l.holds("a", p)
	}},
	{"another tenant's precedents are neither found nor dropped", func(l *librarian) {
		p := l.precedent("P-1", "2026-03-02")
		l.keeps(p, "a")
		other := newTenant()
		found, err := l.store.Bucket(l.Context(), other, "a")
		l.ok(err)
		l.same("precedents of another tenant", found, []library.Precedent{})
		l.ok(l.store.Drop(l.Context(), other, "P-1"))
		l.holds("a", p)
	}},
}

func (l *librarian) precedent(id, day string) library.Precedent {
	yes := true
	return library.Precedent{
		ID: id, Received: day, Closed: "2026-04-01", Outcome: complaint.Satisfied, Hours: 50, Rounds: 1, Satisfied: &yes,
		Traits: library.Traits{
			Flow: complaint.Quality, Category: complaint.CategoryQuality, Cause: "product.material", Grade: complaint.Ordinary,
			Demand: complaint.Refund, Language: complaint.Chinese, Product: "abc", Signs: []string{"quality.broken"},
			Sketch: duplicate.SketchOf("衣柜门板开裂"),
		},
		Offers:  []library.Offer{{Round: 1, Remedy: complaint.Exchange, Amount: &complaint.Sum{Amount: 100, Currency: complaint.Yuan}, Accepted: &yes}},
		Ratings: &library.Ratings{Attitude: 5, Solved: 4, Speed: 3, Process: 2, Overall: 4},
	}
}

func (l *librarian) keeps(p library.Precedent, buckets ...string) {
	l.Helper()
	l.ok(l.store.Keep(l.Context(), l.tenant, p, buckets, time.Now().AddDate(1, 0, 0)))
}

// holds ends the test unless a bucket holds exactly these.
func (l *librarian) holds(bucket string, want ...library.Precedent) {
	l.Helper()
	found, err := l.store.Bucket(l.Context(), l.tenant, bucket)
	l.ok(err)
	l.same("precedents in "+bucket, found, append([]library.Precedent{}, want...))
}
