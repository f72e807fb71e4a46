package library

import (
	"cmp"
	"context"
	"slices"

	"golang.org/x/sync/errgroup"

	"redress/internal/complaint"
)

// Shelf is where precedents are looked for.
type Shelf interface {
	// Bucket answers a page of the precedents in a bucket of a tenant, those received last first. One that has expired may be among them.
	Bucket(ctx context.Context, tenant, bucket string) ([]Precedent, error)
}

// Similar is a precedent that is like a case, with how much and why.
type Similar struct {
	Precedent
	Score float64          `json:"score"` // 0 to 1
	Why   []complaint.Sign `json:"why"`
}

// Find answers the precedents that are most like a case, at most so many, none less alike than from, and never the case's own. It asks
// for each of the look's buckets once, all at the same time.
func Find(ctx context.Context, shelf Shelf, ref complaint.Ref, look Look, most int, from float64) ([]Similar, error) {
	buckets := look.Buckets()
	pages := make([][]Precedent, len(buckets))
	crew, ctx := errgroup.WithContext(ctx)
	for i, bucket := range buckets {
		crew.Go(func() (err error) {
			pages[i], err = shelf.Bucket(ctx, ref.Tenant, bucket)
			return err
		})
	}
	if err := crew.Wait(); err != nil {
		return nil, err
	}
	return Rank(look.Traits, slices.Concat(pages...), IDOf(ref), most, from), nil
}

// Rank puts the precedents that are like a case in order, the likest first, and of those that are equally like it the one received last. Each
// counts once, own never.
func Rank(of Traits, found []Precedent, own string, most int, from float64) []Similar {
	seen := map[string]bool{own: true}
	ranked := []Similar{}
	for _, p := range found {
		if seen[p.ID] {
			continue
		}
		seen[p.ID] = true
		if score, why := Alike(of, p.Traits); score >= from {
			ranked = append(ranked, Similar{p, score, why})
		}
	}
	slices.SortFunc(ranked, func(a, b Similar) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Received, a.Received), cmp.Compare(a.ID, b.ID))
	})
	return ranked[:min(len(ranked), most)]
}
