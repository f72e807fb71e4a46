package casework

import (
	"context"
	"time"

	"redress/internal/complaint"
)

// Remembered is for how long a tenant keeps the precedents of its closed cases, by its present policy; zero: it keeps none.
func (b *Book) Remembered(ctx context.Context, tenant string) (time.Duration, error) {
	rules, err := b.Policy(ctx, complaint.Case{Tenant: tenant})
	if err != nil {
		return 0, err
	}
	return rules.Remembered(), nil
}
