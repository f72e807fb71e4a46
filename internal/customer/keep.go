package customer

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/duplicate"
)

// atOnce is how many keys are written at the same time.
const atOnce = 16

// Keep keeps a tenant's list under keyed hashes, each customer under one for each thing that they are known by, and answers how many
// keys that are. What is not in the list stays as it is; the same list again changes nothing. Nothing is kept of a list in which two
// lines are of the same mail, telephone or customer number. Where it fails in the middle it can be done again.
func Keep(ctx context.Context, book casework.CustomerBook, key duplicate.Key, tenant string, all []Customer) (int, error) {
	kept, err := byKey(key, tenant, all)
	if err != nil {
		return 0, err
	}
	crew, ctx := errgroup.WithContext(ctx)
	crew.SetLimit(atOnce)
	for hash, p := range kept {
		crew.Go(func() error { return book.PutPurchases(ctx, tenant, hash, p) })
	}
	return len(kept), crew.Wait()
}

// byKey is what is to be kept under which key.
func byKey(key duplicate.Key, tenant string, all []Customer) (map[string]complaint.Purchases, error) {
	kept, lines := map[string]complaint.Purchases{}, map[string]int{}
	for _, c := range all {
		hashes := key.People(tenant, c.Known)
		if len(hashes) == 0 {
			return nil, fmt.Errorf("line %d: %s needs a letter or a digit", c.Line, colCustomer)
		}
		for _, hash := range hashes {
			if before, twice := lines[hash]; twice {
				return nil, fmt.Errorf("line %d: its %s, %s or %s is that of line %d, too; write each customer on one line",
					c.Line, colCustomer, colEmail, colPhone, before)
			}
			kept[hash], lines[hash] = c.Purchases, c.Line
		}
	}
	return kept, nil
}
